import { ts } from "../../syntax/typescript.ts";
import { nodesOf, startsAt, trimmed } from "../../syntax/coveredNodes.ts";
import type { Fragment } from "../refactoring.ts";
import { refuse, type Refusal } from "./refusals.ts";

/** What a fragment covers, reduced to what can move into a function: statements, or one expression. */
export interface Selection {
  readonly fragment: Fragment;
  readonly source: ts.SourceFile;
  readonly kind: "statements" | "expression";
  /** Neighbouring statements of one list, or one expression. Never empty. */
  readonly nodes: readonly ts.Node[];
  /** Offsets of the first token and behind the last. */
  readonly start: number;
  readonly end: number;
  /** The function-like node, class part or file whose activation runs the code. */
  readonly frame: ts.Node;
  /** Whether the selection is the whole body of `frame`. */
  readonly wholeBody: boolean;
  /** Markup that a component renders: later than the function around it, which is why it may have no effect. */
  readonly rendered?: true;
}

/** Reduces what the fragment covers to statements or an expression; whole functions to their bodies. */
export function selectionOf(source: ts.SourceFile, fragment: Fragment): Selection | Refusal {
  const nodes = nodesOf(source, fragment);
  const first = nodes?.[0];
  if (nodes === undefined || first === undefined) return refuse("stale");
  if (nodes.length > 1 && !ts.isStatement(first)) {
    const members = ts.isClassElement(first) || ts.isObjectLiteralElementLike(first);
    return members ? refuse("several-members") : refuse("unsupported-unit", nameOfKind(first));
  }
  if (nodes.length > 1 && nodes.every(ts.isFunctionDeclaration)) return refuse("several-members");
  if (ts.isStatement(first) && !ts.isBlock(first)) {
    const inside = nodes.length === 1 ? bodyOf(first) : undefined;
    const value = nodes.length === 1 ? valueDeclaredBy(first) : undefined;
    if (value) return ofNodes(source, fragment, "expression", [value], false);
    return inside ? ofBody(source, fragment, inside) : ofNodes(source, fragment, "statements", nodes, false);
  }
  return ofNode(source, fragment, first);
}

/** The value of a statement that declares nothing but one variable: it moves, and the declaration stays. */
function valueDeclaredBy(statement: ts.Statement): ts.Expression | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const [only, other] = statement.declarationList.declarations;
  const value = other === undefined ? only?.initializer : undefined;
  // Functions and classes take the name of the variable, and classes have an identity of their own.
  if (value === undefined || ts.isFunctionLike(value) || ts.isClassExpression(value)) return undefined;
  return refuseExpressionPosition(value) === undefined ? value : undefined;
}

function ofNode(source: ts.SourceFile, fragment: Fragment, node: ts.Node): Selection | Refusal {
  const inside = bodyOf(node);
  if (inside) return ofBody(source, fragment, inside);
  if (ts.isBlock(node)) {
    return node.statements.length > 0
      ? ofNodes(source, fragment, "statements", node.statements, ts.isFunctionLike(node.parent))
      : refuse("unsupported-unit", "an empty block");
  }
  if (ts.isPropertyAssignment(node)) return ofNode(source, fragment, node.initializer);
  if (ts.isJsxAttribute(node) && node.initializer && ts.isJsxExpression(node.initializer) && node.initializer.expression)
    return ofNode(source, fragment, node.initializer.expression);
  if (ts.isVariableDeclaration(node) && node.initializer) return ofNode(source, fragment, node.initializer);
  if (ts.isExpression(node)) {
    // It would lose the name that it takes from the variable or property that it is the value of.
    if (ts.isClassExpression(node)) return refuse("unsupported-unit", nameOfKind(node));
    const position = refuseExpressionPosition(node);
    return position ?? ofNodes(source, fragment, "expression", [node], false);
  }
  return refuse("unsupported-unit", nameOfKind(node));
}

function ofBody(source: ts.SourceFile, fragment: Fragment, body: ts.ConciseBody): Selection | Refusal {
  if (!ts.isBlock(body)) return ofNodes(source, fragment, "expression", [body], true);
  if (body.statements.length === 0) return refuse("unsupported-unit", "an empty function");
  const statements = body.statements.filter((statement, at) => !isDirective(body.statements, at));
  return statements.length > 0
    ? ofNodes(source, fragment, "statements", statements, true)
    : refuse("unsupported-unit", "an empty function");
}

/** Whether the statement at `index` belongs to the directive prologue of its list. */
export function isDirective(statements: readonly ts.Node[], index: number): boolean {
  return statements
    .slice(0, index + 1)
    .every((one) => ts.isExpressionStatement(one) && ts.isStringLiteral(one.expression));
}

/** The body of what is nothing but a function: a declaration, a method, or a constant that is one. */
function bodyOf(node: ts.Node): ts.ConciseBody | undefined {
  if (ts.isVariableStatement(node)) {
    const [only, other] = node.declarationList.declarations;
    const value = other === undefined ? only?.initializer : undefined;
    return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value.body : undefined;
  }
  if (ts.isArrowFunction(node)) return node.body;
  if (ts.isFunctionLike(node) && "body" in node) return node.body;
  if (ts.isPropertyDeclaration(node) && node.initializer) return bodyOf(node.initializer);
  return undefined;
}

function ofNodes(
  source: ts.SourceFile,
  fragment: Fragment,
  kind: Selection["kind"],
  nodes: readonly ts.Node[],
  wholeBody: boolean,
): Selection | Refusal {
  // A jump at the end stays where it is: what it leaves is around the copy, not in the function.
  const behind = nodes[nodes.length - 1];
  if (nodes.length > 1 && behind && ts.isBreakOrContinueStatement(behind)) return ofNodes(source, fragment, kind, nodes.slice(0, -1), false);
  const first = nodes[0] as ts.Node;
  const last = nodes[nodes.length - 1] as ts.Node;
  const frame = frameOf(first);
  const { start: asked } = trimmed(source, fragment);
  const start = !wholeBody && kind === "statements" && startsAt(source, first, asked) ? asked : first.getStart(source);
  return { fragment, source, kind, nodes, start, end: kind === "statements" ? endOf(source, last) : last.end, frame, wholeBody };
}

/**
 * The end of the last statement with the comment behind it on its line. A semicolon on a line of its own
 * guards what comes next and stays there.
 */
function endOf(source: ts.SourceFile, last: ts.Node): number {
  const guard = /\n\s*;$/.exec(source.text.slice(last.getStart(source), last.end));
  if (guard) return last.end - guard[0].length;
  const comments = ts.getTrailingCommentRanges(source.text, last.end) ?? [];
  const end = comments[comments.length - 1]?.end ?? last.end;
  return /^[ \t]*(\r?\n|$)/.test(source.text.slice(end)) ? end : last.end;
}

/**
 * The node whose activation runs `node`: the nearest function, class static block, field with its
 * initialiser, or the file. A parameter's default value runs in its function.
 */
export function frameOf(node: ts.Node): ts.Node {
  let at = node.parent as ts.Node | undefined;
  while (at !== undefined) {
    if (ts.isFunctionLike(at) || ts.isClassStaticBlockDeclaration(at) || ts.isSourceFile(at)) return at;
    if (ts.isPropertyDeclaration(at)) return at;
    if (ts.isModuleBlock(at)) return at;
    at = at.parent;
  }
  return node.getSourceFile();
}

/** Places where a call would mean something else than the expression. */
export function refuseExpressionPosition(node: ts.Expression): Refusal | undefined {
  let inner: ts.Node = node;
  while (ts.isParenthesizedExpression(inner.parent)) inner = inner.parent;
  const parent = inner.parent;
  const bad =
    ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === inner) ||
    (ts.isTaggedTemplateExpression(parent) && (parent.tag === inner || parent.template === inner)) ||
    ts.isDeleteExpression(parent) ||
    ts.isTypeOfExpression(parent) ||
    (ts.isBinaryExpression(parent) && parent.left === inner && isAssignment(parent)) ||
    ((ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) && isStep(parent)) ||
    ((ts.isForInStatement(parent) || ts.isForOfStatement(parent)) && parent.initializer === inner) ||
    (ts.isOptionalChain(inner) && ts.isOptionalChain(parent) && parent.expression === inner) ||
    ts.isHeritageClause(parent.parent) ||
    ts.isExpressionWithTypeArguments(parent) ||
    ts.isDecorator(parent) ||
    ts.isEnumMember(parent) ||
    ts.isComputedPropertyName(parent) ||
    ts.isSpreadElement(inner) ||
    ts.isOmittedExpression(inner) ||
    ("name" in parent && parent.name === inner) ||
    ts.isPartOfTypeNode(inner) ||
    ts.isJsxOpeningLikeElement(parent) ||
    ts.isJsxClosingElement(parent);
  return bad ? refuse("expression-position") : undefined;
}

export function nameOfKind(node: ts.Node): string {
  if (ts.isClassLike(node)) return "a class";
  if (ts.isCaseOrDefaultClause(node)) return "the cases of a switch";
  if (ts.isPropertyDeclaration(node)) return "a field";
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return "a type";
  if (ts.isEnumDeclaration(node)) return "an enum";
  if (ts.isModuleDeclaration(node)) return "a namespace";
  if (ts.isSpreadElement(node) || ts.isSpreadAssignment(node)) return "a spread";
  if (ts.isJsxText(node) || ts.isJsxAttribute(node)) return "a part of markup";
  return "this part of the code";
}

/** Whether the node stands within the selection. */
export function isInside({ source, start, end }: Pick<Selection, "source" | "start" | "end">, node: ts.Node): boolean {
  return node.getStart(source) >= start && node.end <= end;
}

/** Whether a unary operator counts its operand up or down. */
export function isStep({ operator }: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}

/** Whether the operator writes to its left side: `=`, `+=`, `??=` and the like. */
export function isAssignment(node: ts.BinaryExpression): boolean {
  const kind = node.operatorToken.kind;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** Whether the node stands in a function declaration of the frame, which can run before its own place in the text. */
export function isInHoisted(node: ts.Node, frame: ts.Node): boolean {
  for (let at = node; at !== frame && !ts.isSourceFile(at); at = at.parent) if (ts.isFunctionDeclaration(at)) return true;
  return false;
}
