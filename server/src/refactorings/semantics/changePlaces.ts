import { ts } from "../../syntax/typescript.ts";
import { mayConvert } from "./control.ts";
import { frameOf, isAssignment, isInHoisted } from "./selection.ts";
import { homeFrame, isEach, isJavaScript, isLiteralWord, isWithin, mentionsOf, namesIn, symbolAt, touchOf } from "./symbols.ts";

/**
 * Whether a statement can stand elsewhere in its block: it declares constants or variables, and nobody notices when their values are made. Those
 * are literals, functions, objects of such, names of the function that no other function writes, and calculations with primitives.
 */
export function isMovable(checker: ts.TypeChecker, statement: ts.Statement): statement is ts.VariableStatement {
  if (!ts.isVariableStatement(statement) || !ts.isBlock(statement.parent) || statement.modifiers !== undefined) return false;
  const { declarations, flags } = statement.declarationList;
  if ((flags & ts.NodeFlags.BlockScoped) === 0 || (flags & ts.NodeFlags.Using) !== 0) return false;
  return declarations.every(({ name, initializer }) => ts.isIdentifier(name) && (initializer === undefined || isStill(checker, initializer)));
}

/**
 * Whether a movable statement and another of its block may run in the other order: neither may declare or write what the other names, nor may
 * the other come to a function that names what the movable one declares.
 */
export function mayChangePlaces(checker: ts.TypeChecker, movable: ts.VariableStatement, other: ts.Statement): boolean {
  if (namesWhatOtherSets(checker, movable, other) || namesWhatOtherSets(checker, other, movable)) return false;
  return !isKeptByFunction(checker, movable, Math.max(movable.end, other.end));
}

/** Whether evaluating the expression does nothing, cannot fail, and gives the same wherever its names have the same values. */
function isStill(checker: ts.TypeChecker, node: ts.Expression): boolean {
  const still = (one: ts.Expression): boolean => isStill(checker, one);
  const plain = (one: ts.Expression): boolean => still(one) && isPrimitive(checker, one);
  if (isLiteral(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return true;
  if (ts.isIdentifier(node)) return node.text === "undefined" || isOwnName(checker, node);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)) return still(node.expression);
  if (ts.isPrefixUnaryExpression(node)) return !mayConvert(node) && still(node.operand);
  if (ts.isTemplateExpression(node)) return node.templateSpans.every(({ expression }) => plain(expression));
  if (ts.isConditionalExpression(node)) return [node.condition, node.whenTrue, node.whenFalse].every(still);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every((one) => ts.isOmittedExpression(one) || still(one));
  if (ts.isObjectLiteralExpression(node))
    return node.properties.every((one) => (ts.isPropertyAssignment(one) && !ts.isComputedPropertyName(one.name) ? still(one.initializer) : ts.isShorthandPropertyAssignment(one) && isOwnName(checker, one.name)));
  if (!ts.isBinaryExpression(node) || isAssignment(node)) return false;
  return [node.left, node.right].every(mayConvert(node) ? plain : still);
}

function isLiteral(node: ts.Expression): boolean {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isRegularExpressionLiteral(node)) return true;
  return isLiteralWord(node);
}

/** Whether the value is made of texts, numbers and truth values whatever the code in front of it has made sure of: names count with the types that they are declared with, which say little in JavaScript. */
function isPrimitive(checker: ts.TypeChecker, node: ts.Expression): boolean {
  if (isJavaScript(node.getSourceFile())) return isLiteral(node);
  const flags = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.Null | ts.TypeFlags.Undefined;
  return [checker.getTypeAtLocation(node), ...namesIn(node).flatMap((name) => typeOfName(checker, name) ?? [])].every((type) => isEach(type, flags));
}

function typeOfName(checker: ts.TypeChecker, name: ts.Identifier): ts.Type | undefined {
  const symbol = name.text === "undefined" ? undefined : symbolAt(checker, name);
  return symbol && checker.getTypeOfSymbol(symbol);
}

/** Whether the name stands for a parameter or a variable of the function that is declared in front of it and written by no other function. */
function isOwnName(checker: ts.TypeChecker, node: ts.Identifier): boolean {
  const symbol = symbolAt(checker, node);
  const frame = frameOf(node);
  const declaration = symbol?.valueDeclaration;
  if (!symbol || !declaration || !ts.isFunctionLike(frame) || homeFrame(symbol) !== frame || ts.isFunctionDeclaration(declaration) || declaration.end > node.pos) return false;
  return mentionsOf(checker, node.getSourceFile(), symbol).every((one) => touchOf(one).declares || !touchOf(one).writes || frameOf(one) === frame);
}

function namesWhatOtherSets(checker: ts.TypeChecker, one: ts.Statement, other: ts.Statement): boolean {
  const set = setBy(checker, other);
  return namesIn(one).some((node) => {
    const symbol = symbolAt(checker, node);
    return symbol !== undefined && set.has(symbol);
  });
}

/** What the statement declares or writes, functions inside of it included. */
function setBy(checker: ts.TypeChecker, statement: ts.Statement): ReadonlySet<ts.Symbol> {
  const found = namesIn(statement).flatMap((node) => {
    const { writes, declares } = touchOf(node);
    return writes || declares ? (symbolAt(checker, node) ?? []) : [];
  });
  return new Set(found);
}

/** Whether a function outside of the statement that may run before `end` is reached names what the statement declares or writes. */
function isKeptByFunction(checker: ts.TypeChecker, statement: ts.Statement, end: number): boolean {
  const source = statement.getSourceFile();
  const frame = frameOf(statement);
  return [...setBy(checker, statement)].some((symbol) =>
    mentionsOf(checker, source, symbol).some((node) => !isWithin(node, statement) && frameOf(node) !== frame && (node.getStart(source) < end || isInHoisted(node, frame))),
  );
}
