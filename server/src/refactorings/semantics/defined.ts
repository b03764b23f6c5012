import { ts } from "../../syntax/typescript.ts";
import { completes } from "./control.ts";
import type { Copy } from "./flow.ts";
import { mentionsOf, rootOf, symbolAt, touchOf } from "./symbols.ts";

/**
 * Whether the expression surely gives something else than `undefined`, so that a function may say by `undefined` that
 * it gives nothing. Types are believed but where they are known to lie: elements that may not be there, and assertions.
 */
export function isDefined(checker: ts.TypeChecker, node: ts.Expression): boolean {
  return isDefinedWithin(checker, node, new Set());
}

function isDefinedWithin(checker: ts.TypeChecker, node: ts.Expression, asked: Set<ts.Symbol>): boolean {
  const again = (part: ts.Expression): boolean => isDefinedWithin(checker, part, asked);
  if (ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node) || ts.isTypeAssertionExpression(node))
    return again(node.expression);
  if (isValueOfItsOwn(node)) return true;
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    if (takesRight(kind)) return again(node.right);
    return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken ? again(node.left) && again(node.right) : true;
  }
  if (ts.isConditionalExpression(node)) return again(node.whenTrue) && again(node.whenFalse);
  if (ts.isElementAccessExpression(node)) return false;
  if (!excludesUndefined(checker, checker.getTypeAtLocation(node))) return false;
  if (ts.isCallExpression(node)) return givesDefined(checker, node, false, asked);
  if (ts.isAwaitExpression(node)) return !ts.isCallExpression(node.expression) || givesDefined(checker, node.expression, true, asked);
  if (!ts.isIdentifier(node)) return true;
  const symbol = symbolAt(checker, node);
  return symbol !== undefined && isVariableDefinedWithin(checker, node.getSourceFile(), symbol, asked);
}

/** Whether the function that is called, where its body can be read, keeps what its type promises; `awaited` where its promise is waited for. */
function givesDefined(checker: ts.TypeChecker, call: ts.CallExpression, awaited: boolean, asked: Set<ts.Symbol>): boolean {
  const declaration = checker.getResolvedSignature(call)?.declaration;
  const isAsync = declaration !== undefined && (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Async) !== 0;
  // A promise is something, whatever it comes to.
  if (isAsync && !awaited) return true;
  const body = declaration && "body" in declaration ? declaration.body : undefined;
  const symbol = declaration && checker.getSymbolAtLocation(ts.getNameOfDeclaration(declaration) ?? declaration);
  if (body === undefined || (symbol && asked.has(symbol))) return true;
  if (symbol) asked.add(symbol);
  if (!ts.isBlock(body)) return isDefinedWithin(checker, body, asked);
  let defined = true;
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression && !isDefinedWithin(checker, node.expression, asked)) defined = false;
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(body);
  return defined;
}

/** Whether the operator's value is that of the right side, or of a left side that is something. */
function takesRight(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.EqualsToken ||
    kind === ts.SyntaxKind.CommaToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken ||
    kind === ts.SyntaxKind.BarBarEqualsToken ||
    kind === ts.SyntaxKind.QuestionQuestionEqualsToken
  );
}

function isValueOfItsOwn(node: ts.Expression): boolean {
  return (
    ts.isLiteralExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTypeOfExpression(node) ||
    ts.isDeleteExpression(node) ||
    ts.isPrefixUnaryExpression(node) ||
    ts.isPostfixUnaryExpression(node) ||
    ts.isJsxElement(node) ||
    ts.isJsxSelfClosingElement(node) ||
    ts.isJsxFragment(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  );
}

/** Whether everything that the variable is given, anywhere, is surely something else than `undefined`. */
export function isVariableDefined(checker: ts.TypeChecker, source: ts.SourceFile, symbol: ts.Symbol): boolean {
  return isVariableDefinedWithin(checker, source, symbol, new Set());
}

function isVariableDefinedWithin(checker: ts.TypeChecker, source: ts.SourceFile, symbol: ts.Symbol, asked: Set<ts.Symbol>): boolean {
  if (asked.has(symbol)) return true;
  asked.add(symbol);
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || declaration.getSourceFile() !== source) return true;
  const root = rootOf(declaration);
  if (!excludesUndefined(checker, checker.getTypeOfSymbol(symbol)) || ts.isArrayBindingPattern(declaration.parent)) return false;
  if (ts.isVariableDeclaration(root) && root === declaration) {
    if (root.initializer && !isDefinedWithin(checker, root.initializer, asked)) return false;
    const looped = ts.isForOfStatement(root.parent.parent) || ts.isForInStatement(root.parent.parent);
    if (!root.initializer && !looped && !ts.isCatchClause(root.parent) && (ts.getCombinedNodeFlags(root) & ts.NodeFlags.Const) !== 0) return false;
  }
  return mentionsOf(checker, source, symbol)
    .filter((one) => touchOf(one).writes && !touchOf(one).declares)
    .every((one) => {
      const assignment = one.parent;
      if (ts.isPrefixUnaryExpression(assignment) || ts.isPostfixUnaryExpression(assignment)) return true;
      return ts.isBinaryExpression(assignment) && assignment.left === one && isDefinedWithin(checker, assignment, asked);
    });
}

function excludesUndefined(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every((one) => excludesUndefined(checker, one));
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Void | ts.TypeFlags.Undefined)) return false;
  if (type.flags & ts.TypeFlags.Instantiable) {
    const constraint = checker.getBaseConstraintOfType(type);
    return constraint !== undefined && constraint !== type && excludesUndefined(checker, constraint);
  }
  // Without `strictNullChecks` every type takes `undefined`.
  return !checker.isTypeAssignableTo(checker.getUndefinedType(), checker.getStringType());
}

/** What a copy makes sure of a constant before its end, by leaving otherwise. */
export type Assurance = "truthy" | "not nullish" | "not undefined";

/** What the copy's own guards (`if (!user) return;`) make sure of the variable that it declares and never changes. */
export function assuranceOf(copy: Copy, symbol: ts.Symbol): Assurance | undefined {
  if (mentionsOf(copy.checker, copy.source, symbol).some((one) => touchOf(one).writes && !touchOf(one).declares)) return undefined;
  const declared = copy.nodes.findIndex((node) => (symbol.declarations ?? []).some((one) => one.pos >= node.pos && one.end <= node.end));
  for (const node of copy.nodes.slice(declared + 1)) {
    if (!ts.isIfStatement(node) || !leaves(node.thenStatement)) continue;
    const found = assuredBy(copy, symbol, node.expression);
    if (found) return found;
  }
  return undefined;
}

function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements[statement.statements.length - 1] : statement;
  return (last !== undefined && ts.isBreakOrContinueStatement(last)) || !completes([statement]);
}

/** What holds of the variable when the condition does not. */
function assuredBy(copy: Copy, symbol: ts.Symbol, condition: ts.Expression): Assurance | undefined {
  const isIt = (node: ts.Expression): boolean => ts.isIdentifier(node) && symbolAt(copy.checker, node) === symbol;
  if (ts.isParenthesizedExpression(condition)) return assuredBy(copy, symbol, condition.expression);
  if (ts.isPrefixUnaryExpression(condition)) return condition.operator === ts.SyntaxKind.ExclamationToken && isIt(condition.operand) ? "truthy" : undefined;
  if (!ts.isBinaryExpression(condition)) return undefined;
  const { left, right } = condition;
  const { kind } = condition.operatorToken;
  if (kind === ts.SyntaxKind.BarBarToken) return assuredBy(copy, symbol, left) ?? assuredBy(copy, symbol, right);
  if (!isIt(left)) return undefined;
  const isUndefined = ts.isIdentifier(right) && right.text === "undefined";
  if (kind === ts.SyntaxKind.EqualsEqualsToken && (isUndefined || right.kind === ts.SyntaxKind.NullKeyword)) return "not nullish";
  return kind === ts.SyntaxKind.EqualsEqualsEqualsToken && isUndefined ? "not undefined" : undefined;
}
