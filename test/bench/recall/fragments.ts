import ts from "typescript";
import { erased } from "./operators/erasure.ts";
import type { Random } from "./random.ts";
import type { Source } from "./sources.ts";
import { tokensIn } from "./tokens.ts";
import type { Token } from "./tokens.ts";
import { hasOutsideFunctions, lineCountOf, walk } from "./tree.ts";

export type FragmentKind = "function" | "method" | "statements" | "markup" | "class";

/** A syntactic unit of a real file. Offsets from 0. */
export interface Fragment {
  readonly kind: FragmentKind;
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Whether it must stand in an `async` function, or in a generator. */
  readonly awaits: boolean;
  readonly yields: boolean;
}

/** Tokens that are left where the types are erased: a copy in JavaScript is as long, and a table of types is no code. */
export const fewestTokens = 60;
export const fewestLines = 6;
const mostTokens = 500;

/** All units of a file that are large enough, and of every long statement list one run of statements. */
export function fragmentsOf(source: Source, random: Random): readonly Fragment[] {
  const { tree } = source;
  const code = codeTokensOf(tree, source.tokens);
  const found: Fragment[] = [];
  const take = (kind: FragmentKind, nodes: readonly ts.Node[]): void => {
    const [first] = nodes;
    const last = nodes.at(-1);
    if (first === undefined || last === undefined) return;
    const start = first.getStart(tree);
    if (!isLargeEnough(source.text, code, start, last.end)) return;
    found.push({
      kind,
      source,
      start,
      end: last.end,
      text: source.text.slice(start, last.end),
      awaits: kind !== "class" && nodes.some((node) => !ts.isFunctionLike(node) && hasOutsideFunctions(node, awaits)),
      yields: kind !== "class" && nodes.some((node) => !ts.isFunctionLike(node) && hasOutsideFunctions(node, ts.isYieldExpression)),
    });
  };
  walk(tree, (node) => {
    const kind = kindOf(node);
    if (kind !== undefined) take(kind, [node]);
    if (ts.isBlock(node) && ts.isFunctionLike(node.parent)) take("statements", runOf(source, code, node.statements, random));
    return true;
  });
  return found;
}

function awaits(node: ts.Node): boolean {
  return ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
}

/** The tokens that no type takes up. */
export function codeTokensOf(tree: ts.SourceFile, tokens: readonly Token[]): readonly Token[] {
  const types = erased(tree);
  let at = 0;
  return tokens.filter(({ start }) => {
    while ((types[at]?.end ?? Infinity) <= start) at++;
    return start < (types[at]?.start ?? Infinity);
  });
}

function isLargeEnough(text: string, code: readonly Token[], start: number, end: number): boolean {
  const tokens = tokensIn(code, start, end).length;
  return tokens >= fewestTokens && tokens <= mostTokens && lineCountOf(text.slice(start, end)) >= fewestLines;
}

function kindOf(node: ts.Node): FragmentKind | undefined {
  if (ts.isFunctionDeclaration(node)) return node.body === undefined ? undefined : "function";
  if (ts.isVariableStatement(node)) return isFunctionValue(node) ? "function" : undefined;
  if (ts.isMethodDeclaration(node)) return node.body !== undefined && ts.isClassDeclaration(node.parent) ? "method" : undefined;
  if (ts.isClassDeclaration(node)) return node.name === undefined ? undefined : "class";
  return ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) ? "markup" : undefined;
}

function isFunctionValue({ declarationList: { declarations } }: ts.VariableStatement): boolean {
  const value = declarations[0]?.initializer;
  return declarations.length === 1 && value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value));
}

/** Statements in a row that are large enough, one or two more, and not the whole list. */
function runOf(source: Source, code: readonly Token[], statements: readonly ts.Statement[], random: Random): readonly ts.Statement[] {
  if (statements.length < 3) return [];
  const first = random.below(statements.length - 1);
  for (let end = first + 2; end <= statements.length; end++) {
    const run = statements.slice(first, end);
    if (isLargeEnough(source.text, code, run[0]?.getStart(source.tree) ?? 0, run.at(-1)?.end ?? 0)) {
      const longer = statements.slice(first, end + random.below(3));
      return longer.length < statements.length ? longer : run.length < statements.length ? run : [];
    }
  }
  return [];
}
