import ts from "typescript";

/** A leaf of the syntax tree. Offsets from 0, without the layout and comments before it. */
export interface Token {
  readonly kind: ts.SyntaxKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The leaves of a tree in the order of the text. Text between JSX tags is one token where it says something. */
export function tokensOf(tree: ts.SourceFile): readonly Token[] {
  const tokens: Token[] = [];
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(tree);
    for (const child of children) visit(child);
    if (children.length > 0) return;
    const start = node.getStart(tree);
    if (node.end > start && tree.text.slice(start, node.end).trim() !== "") tokens.push({ kind: node.kind, start, end: node.end, text: tree.text.slice(start, node.end) });
  };
  visit(tree);
  return tokens;
}

/** The tokens that stand in a range. */
export function tokensIn(tokens: readonly Token[], start: number, end: number): readonly Token[] {
  return tokens.slice(firstAt(tokens, start), firstAt(tokens, end));
}

function firstAt(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** 0 to 1: twice the longest common subsequence of the two, by the tokens of both. Names count as they are written. */
export function similarityOf(a: readonly string[], b: readonly string[]): number {
  let before = new Uint16Array(b.length + 1);
  let row = new Uint16Array(b.length + 1);
  for (const token of a) {
    for (let j = 0; j < b.length; j++) {
      row[j + 1] = token === b[j] ? (before[j] ?? 0) + 1 : Math.max(before[j + 1] ?? 0, row[j] ?? 0);
    }
    [before, row] = [row, before];
  }
  return (2 * (before[b.length] ?? 0)) / (a.length + b.length);
}

const gramLength = 12;

/**
 * The runs of 12 tokens of a text, names and literals put aside. Two fragments that share few of them
 * are no copies of each other in the eyes of any tool.
 */
export function gramsOf(tokens: readonly Token[]): ReadonlySet<string> {
  const words = tokens.map(wordOf);
  const grams = new Set<string>();
  for (let i = 0; i + gramLength <= words.length; i++) grams.add(words.slice(i, i + gramLength).join(" "));
  return grams;
}

function wordOf({ kind, text }: Token): string {
  if (kind === ts.SyntaxKind.Identifier) return "n";
  if (kind >= ts.SyntaxKind.FirstLiteralToken && kind <= ts.SyntaxKind.LastTemplateToken) return "l";
  return kind === ts.SyntaxKind.JsxText ? "t" : text;
}

/** The share of the first that the second has too. */
export function shareIn(grams: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const gram of grams) if (others.has(gram)) shared++;
  return grams.size === 0 ? 0 : shared / grams.size;
}
