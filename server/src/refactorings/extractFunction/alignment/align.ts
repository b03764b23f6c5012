import { ts } from "../../../syntax/typescript.ts";
import { inOrderOf } from "./attributeOrder.ts";
import { mentionsIn, type Copy } from "../../semantics/flow.ts";
import { refuse, type Refusal } from "../../semantics/refusals.ts";
import { partsBehindSyntax } from "./syntaxOnly.ts";
import { isPropertyName, isShorthand, originOf, symbolAt, type Home } from "../../semantics/symbols.ts";

/** A place where a copy says something else than the template. */
export interface Mismatch {
  readonly node: ts.Node;
  readonly kind: "identifier" | "property" | "literal" | "operator" | "shape";
}

/** How one copy lies on the template (the copy whose text is kept). */
export interface Alignment {
  /** The copy's node for every node of the template that has one. */
  readonly partner: ReadonlyMap<ts.Node, ts.Node>;
  readonly mismatches: readonly Mismatch[];
  /** What the template's own names, and the variables and type parameters around it, are in the copy. */
  readonly renamed: ReadonlyMap<ts.Symbol, ts.Symbol>;
}

/**
 * Walks both copies in lockstep. Names are compared by what they refer to: names that a copy declares
 * itself and variables around it may be renamed consistently, everything else has to be the same
 * declaration, whatever it is called.
 */
export function align(template: Copy, copy: Copy, visible: (symbol: ts.Symbol) => boolean): Alignment | Refusal {
  const partner = new Map<ts.Node, ts.Node>();
  const mismatches: Mismatch[] = [];
  const homes = [template, copy].map((one) => new Map(mentionsIn(one, visible).map((mention) => [mention.node, mention])));
  const forth = new Map<ts.Symbol, ts.Symbol>();
  const back = new Map<ts.Symbol, ts.Symbol>();
  let refusal: Refusal | undefined;
  const miss = (node: ts.Node, kind: Mismatch["kind"]): void => void mismatches.push({ node, kind });

  const alignNames = (left: ts.Identifier, right: ts.Identifier): void => {
    if (isPropertyName(left) || isPropertyName(right)) {
      if (left.text !== right.text || isPropertyName(left) !== isPropertyName(right)) miss(left, "property");
      return;
    }
    if (isShorthand(left) && isShorthand(right) && left.text !== right.text) return miss(left, "property");
    const a = homes[0]?.get(left);
    const b = homes[1]?.get(right);
    const home: Home = a?.home ?? "module";
    if (home !== (b?.home ?? "module")) return miss(left, "identifier");
    const x = a?.symbol;
    const y = b?.symbol;
    if (home === "module") {
      const same =
        x === undefined || y === undefined
          ? x === y && left.text === right.text
          : originOf(template.checker, x) === originOf(copy.checker, y);
      if (!same) miss(left, "identifier");
      return;
    }
    if (x === undefined || y === undefined) return miss(left, "identifier");
    const known = forth.get(x);
    const knownBack = back.get(y);
    if (known === undefined && knownBack === undefined) {
      if ((x.flags & ts.SymbolFlags.TypeParameter) !== (y.flags & ts.SymbolFlags.TypeParameter)) return miss(left, "identifier");
      forth.set(x, y);
      back.set(y, x);
    } else if (known !== y || knownBack !== x) {
      refusal ??= refuse("inconsistent-names", knownBack !== undefined && knownBack !== x ? right.text : left.text);
    }
  };

  /** Where both copies can be laid on each other in two ways, the one with fewer mismatches counts. */
  const walkBest = (ways: readonly (() => void)[]): void => {
    const before = { partner: [...partner], forth: [...forth], back: [...back], mismatches: mismatches.length, refusal };
    const tried = ways.map((way) => {
      reset(before);
      way();
      return refusal === undefined ? mismatches.length : Infinity;
    });
    reset(before);
    ways[tried.indexOf(Math.min(...tried))]?.();
  };
  const reset = (to: { readonly partner: readonly (readonly [ts.Node, ts.Node])[]; readonly forth: Renamed; readonly back: Renamed; readonly mismatches: number; readonly refusal: Refusal | undefined }): void => {
    refill(partner, to.partner);
    refill(forth, to.forth);
    refill(back, to.back);
    mismatches.length = to.mismatches;
    refusal = to.refusal;
  };

  const ordered = (lefts: readonly ts.Node[], rights: readonly ts.Node[]): readonly ts.Node[] => (lefts.some(ts.isJsxAttribute) ? inOrderOf(lefts, rights, template.checker) : rights);
  const walk = (left: ts.Node, right: ts.Node): void => {
    partner.set(left, right);
    const behind = mayDifferInSyntax(left, right) ? partsBehindSyntax(template.checker, left, right) : undefined;
    if (behind === undefined) return walkParts(left, right);
    const anew = (): void => behind.forEach(([one, other]) => walk(one, other));
    if (left.kind === right.kind) walkBest([anew, () => walkParts(left, right)]);
    else anew();
  };
  const walkParts = (left: ts.Node, right: ts.Node): void => {
    if (left.kind !== right.kind) {
      const operator = ts.isBinaryExpression(left.parent) && left.parent.operatorToken === left;
      return miss(left, operator ? "operator" : "shape");
    }
    if (ts.isIdentifier(left) && ts.isIdentifier(right)) return alignNames(left, right);
    if (isLiteral(left)) {
      if (valueOf(left) !== valueOf(right)) miss(left, "literal");
      return;
    }
    if (ts.isPrivateIdentifier(left)) {
      if (left.text !== (right as ts.PrivateIdentifier).text) miss(left, "property");
      return;
    }
    const lefts = partsOf(left, template.source);
    const rights = ordered(lefts, partsOf(right, copy.source));
    if (lefts.length !== rights.length) return miss(left, "shape");
    lefts.forEach((part, at) => walk(part, rights[at] as ts.Node));
  };

  if (template.nodes.length !== copy.nodes.length || template.kind !== copy.kind) return refuse("different-shape", firstLine(copy));
  const nodes = ordered(template.nodes, copy.nodes);
  template.nodes.forEach((node, at) => walk(node, nodes[at] as ts.Node));
  return refusal ?? { partner, mismatches, renamed: forth };
}

type Renamed = readonly (readonly [ts.Symbol, ts.Symbol])[];

function refill<Key, Value>(map: Map<Key, Value>, entries: Iterable<readonly [Key, Value]>): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}

/** Whether it is worth asking if the nodes say the same in another syntax. */
function mayDifferInSyntax(left: ts.Node, right: ts.Node): boolean {
  if (left.kind !== right.kind) return true;
  return (
    ts.isIfStatement(left) ||
    ts.isConditionalExpression(left) ||
    ts.isBinaryExpression(left) ||
    ts.isVariableDeclarationList(left) ||
    ts.isVariableDeclaration(left) ||
    ts.isParameter(left) ||
    ts.isArrowFunction(left) ||
    ts.isCallExpression(left) ||
    ts.isNewExpression(left)
  );
}

function firstLine(copy: Copy): string {
  return copy.source.text.slice(copy.start, copy.end).split("\n")[0] ?? "";
}

/** Literals, template pieces and markup text: tokens with a value of their own. */
function isLiteral(node: ts.Node): boolean {
  return ts.isLiteralExpression(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isJsxText(node);
}

function valueOf(node: ts.Node): string {
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isJsxText(node)) return shownText(node.text);
  return node.getText();
}

/** The text of markup as it is shown: white space around a line break is layout, any other is text. */
function shownText(text: string): string {
  const lines = text.split(/\r?\n/);
  return lines
    .map((line, at) => {
      const begun = at === 0 ? line : line.replace(/^[ \t]+/, "");
      return at === lines.length - 1 ? begun : begun.replace(/[ \t]+$/, "");
    })
    .filter((line) => line !== "")
    .join("\n");
}

/** The children with all tokens, but without what is optional: semicolons, last commas, the parentheses of `x =>`. */
function partsOf(node: ts.Node, source: ts.SourceFile): readonly ts.Node[] {
  // The semicolons in the head of a `for` say which part is which.
  const optional = new Set<ts.SyntaxKind>(ts.isForStatement(node) ? [] : [ts.SyntaxKind.SemicolonToken]);
  if (ts.isArrowFunction(node)) {
    optional.add(ts.SyntaxKind.OpenParenToken);
    optional.add(ts.SyntaxKind.CloseParenToken);
  }
  const parts = node.getChildren(source).filter((child) => !ts.isJSDoc(child) && !optional.has(child.kind));
  if (node.kind === ts.SyntaxKind.SyntaxList) {
    if (parts[parts.length - 1]?.kind === ts.SyntaxKind.CommaToken) parts.pop();
    return parts.filter((part) => !(ts.isJsxText(part) && part.containsOnlyTriviaWhiteSpaces));
  }
  return parts;
}

/** Whether the two nodes say the same: same text but for layout, same declarations behind all names. */
export function saysTheSame(checker: ts.TypeChecker, left: ts.Node, right: ts.Node): boolean {
  if (left.kind !== right.kind) return false;
  if (ts.isIdentifier(left) && ts.isIdentifier(right)) {
    if (left.text !== right.text) return false;
    if (isPropertyName(left)) return true;
    const a = symbolAt(checker, left);
    const b = symbolAt(checker, right);
    return a === b || (a !== undefined && b !== undefined && originOf(checker, a) === originOf(checker, b));
  }
  if (isLiteral(left)) return valueOf(left) === valueOf(right);
  const lefts = partsOf(left, left.getSourceFile());
  const rights = partsOf(right, right.getSourceFile());
  if (lefts.length === 0 && rights.length === 0) return left.getText() === right.getText();
  return lefts.length === rights.length && lefts.every((part, at) => saysTheSame(checker, part, rights[at] as ts.Node));
}
