import { nodesOf, trimmed } from "../syntax/coveredNodes.ts";
import { scriptKindOf } from "../syntax/parse.ts";
import type { Span } from "../syntax/position.ts";
import { ts } from "../syntax/typescript.ts";
import type { Fragment } from "./refactoring.ts";

/** What somebody has selected: whole syntactic units of one file. */
export interface Selected extends Fragment {
  readonly source: ts.SourceFile;
  /** Never empty; several are neighbours in one list. */
  readonly nodes: readonly ts.Node[];
  readonly kind: "statements" | "expression" | "type" | "other";
}

/** A file with parent pointers, as refactorings want it; its symbols are not known. */
export function parseForSelection(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, scriptKindOf(file));
}

/** The units that a range covers, without blanks at its ends; `undefined` where it cuts through one or holds none. */
export function selectedIn(source: ts.SourceFile, range: Span): Selected | undefined {
  const { start, end } = trimmed(source, range);
  if (start >= end) return undefined;
  const nodes = nodesOf(source, { start, end });
  const first = nodes?.[0];
  if (nodes === undefined || first === undefined) return undefined;
  const inner = nodes.length === 1 ? withoutBraces(first) : first;
  if (inner === undefined) return undefined;
  if (inner !== first) return selectionOfNode(source, inner);
  return { file: source.fileName, start, end, source, nodes, kind: kindOf(nodes) };
}

/**
 * What somebody means who asks for a refactoring with nothing selected: the type literal, or the expression that
 * the cursor stands at; of operands of an operator, the whole. Names and literals that say nothing are none.
 */
export function selectedAround(source: ts.SourceFile, offset: number): Selected | undefined {
  let innermost: ts.Node = source;
  const visit = (node: ts.Node): void => {
    if (node.getStart(source) > offset || node.end < offset) return;
    innermost = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  for (let at = innermost; !ts.isSourceFile(at) && !ts.isStatement(at) && !ts.isClassElement(at); at = at.parent) {
    if (ts.isTypeLiteralNode(at)) return selectionOfNode(source, at);
    if (isTelling(at) && !ts.isBinaryExpression(at.parent)) return selectionOfNode(source, at);
  }
  return undefined;
}

function selectionOfNode(source: ts.SourceFile, node: ts.Node): Selected {
  return { file: source.fileName, start: node.getStart(source), end: node.end, source, nodes: [node], kind: kindOf([node]) };
}

/** Whether the node is an expression that is more than a name or a word. */
function isTelling(node: ts.Node): boolean {
  if (!ts.isExpression(node) || ts.isIdentifier(node) || ts.isPartOfTypeNode(node)) return false;
  return ![ts.SyntaxKind.ThisKeyword, ts.SyntaxKind.SuperKeyword, ts.SyntaxKind.NullKeyword, ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword].includes(node.kind);
}

/** What stands in the braces of markup; `undefined` where nothing does. */
function withoutBraces(node: ts.Node): ts.Node | undefined {
  return ts.isJsxExpression(node) ? node.expression : node;
}

function kindOf(nodes: readonly ts.Node[]): Selected["kind"] {
  const [first] = nodes;
  if (first === undefined) return "other";
  if (ts.isStatement(first)) return "statements";
  if (nodes.length > 1) return "other";
  if (ts.isTypeNode(first) && !ts.isExpressionWithTypeArguments(first)) return "type";
  return ts.isExpression(first) ? "expression" : "other";
}
