import { ts } from "../../syntax/typescript.ts";
import { hasEffect, isConstant, isFixedMember, isLiveVariable } from "../semantics/evaluation.ts";
import { frameOf } from "../semantics/selection.ts";
import { declarationOf, isAlways, isLocal, isPropertyName, isVariable, isWithin, mentionsOf, originOf, rootOf, symbolAt, touchOf } from "../semantics/symbols.ts";

/** What can be told of an expression wherever it is evaluated. */
export interface Value {
  /** Whether it gives the same each time: it reads nothing that is ever written again. */
  readonly isFixed: boolean;
  /** Whether evaluating it can do nothing but give its value: it is fixed and cannot throw. */
  readonly isTotal: boolean;
  /** Whether it makes a new object each time. */
  readonly makesObject: boolean;
  readonly hasEffect: boolean;
  /** Whether it means something only in its own function: `this`, `arguments`, `await` and the like. */
  readonly isOfFrame: boolean;
}

export function valueOf(checker: ts.TypeChecker, node: ts.Expression): Value {
  const isFixed = isFixedValue(checker, node);
  return {
    isFixed,
    isTotal: isFixed && cannotThrow(checker, node),
    makesObject: makesObject(node),
    hasEffect: hasEffect(checker, node) || yields(node),
    isOfFrame: isOfFrame(node),
  };
}

/** Whether the expression is made of constants, variables that nobody writes again, and operators on them. */
function isFixedValue(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (isConstant(node)) return true;
  if (ts.isIdentifier(node)) return isFixedName(checker, node);
  if (isFixedMember(checker, node)) return true;
  if (ts.isPropertyAccessExpression(node)) return node.name.text === "length" && isPrimitive(checker, node.expression) && isFixedValue(checker, node.expression);
  if (ts.isTemplateExpression(node)) return node.templateSpans.every(({ expression }) => isPrimitive(checker, expression) && isFixedValue(checker, expression));
  if (ts.isBinaryExpression(node)) return isPlainOperator(checker, node) && isFixedValue(checker, node.left) && isFixedValue(checker, node.right);
  if (ts.isConditionalExpression(node)) return [node.condition, node.whenTrue, node.whenFalse].every((part) => isFixedValue(checker, part));
  if (ts.isPrefixUnaryExpression(node)) {
    const isPlain = node.operator === ts.SyntaxKind.ExclamationToken || ((node.operator === ts.SyntaxKind.MinusToken || node.operator === ts.SyntaxKind.PlusToken) && isAlways(checker, node.operand, ts.TypeFlags.NumberLike));
    return isPlain && isFixedValue(checker, node.operand);
  }
  if (ts.isTypeOfExpression(node) || ts.isVoidExpression(node)) return isFixedValue(checker, node.expression);
  const inner = ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node);
  return inner && isFixedValue(checker, node.expression);
}

/** Operators that ask no object for its value. */
function isPlainOperator(checker: ts.TypeChecker, { left, right, operatorToken }: ts.BinaryExpression): boolean {
  switch (operatorToken.kind) {
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return true;
    case ts.SyntaxKind.PlusToken:
      return (isAlways(checker, left, ts.TypeFlags.NumberLike) && isAlways(checker, right, ts.TypeFlags.NumberLike)) || (isAlways(checker, left, ts.TypeFlags.StringLike) && isAlways(checker, right, ts.TypeFlags.StringLike));
    case ts.SyntaxKind.MinusToken:
    case ts.SyntaxKind.AsteriskToken:
    case ts.SyntaxKind.SlashToken:
    case ts.SyntaxKind.PercentToken:
    case ts.SyntaxKind.LessThanToken:
    case ts.SyntaxKind.GreaterThanToken:
    case ts.SyntaxKind.LessThanEqualsToken:
    case ts.SyntaxKind.GreaterThanEqualsToken:
      return isAlways(checker, left, ts.TypeFlags.NumberLike) && isAlways(checker, right, ts.TypeFlags.NumberLike);
    default:
      return false;
  }
}

function isPrimitive(checker: ts.TypeChecker, node: ts.Expression): boolean {
  return isAlways(checker, node, ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike);
}

function isFixedName(checker: ts.TypeChecker, node: ts.Identifier): boolean {
  const symbol = symbolAt(checker, node);
  if (symbol === undefined) return false;
  const origin = originOf(checker, symbol);
  const declaration = declarationOf(origin);
  if (declaration === undefined || declaration.getSourceFile().isDeclarationFile || !isVariable(origin)) return false;
  if (origin.flags & ts.SymbolFlags.Function) return false;
  if (!isLocal(origin)) return isConst(declaration) || (ts.isVariableDeclaration(rootOf(declaration)) && !isLiveVariable(checker, node) && declaration.getSourceFile() === node.getSourceFile());
  return mentionsOf(checker, node.getSourceFile(), origin).every((one) => !touchOf(one).writes || touchOf(one).declares);
}

function isConst(declaration: ts.Declaration): boolean {
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}

/** Whether every name surely has its value when the function around the expression runs. */
function cannotThrow(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (ts.isIdentifier(node)) {
    if (isPropertyName(node) || node.text === "undefined") return true;
    const symbol = symbolAt(checker, node);
    const declaration = symbol && declarationOf(symbol);
    return declaration !== undefined && isInitialised(node, declaration);
  }
  return ts.forEachChild(node, (child) => (cannotThrow(checker, child) ? undefined : child)) === undefined;
}

/** Whether the declaration has run: it is a parameter, or stands before the code of the same function, or of a function that is made later. */
function isInitialised(node: ts.Node, declaration: ts.Declaration): boolean {
  const root = rootOf(declaration);
  if (ts.isParameter(root)) return isWithin(node, root.parent) && !ts.isParameter(node.parent);
  if (declaration.getSourceFile() !== node.getSourceFile() || declaration.end > node.pos) return false;
  const home = frameOf(root);
  for (let frame = frameOf(node); frame !== home; frame = frameOf(frame)) {
    if (ts.isSourceFile(frame) || !(ts.isArrowFunction(frame) || ts.isFunctionExpression(frame)) || frame.pos < declaration.end) return false;
  }
  return true;
}

function makesObject(node: ts.Node): boolean {
  const makes =
    ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node) || ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isNewExpression(node) ||
    ts.isRegularExpressionLiteral(node) || ts.isTaggedTemplateExpression(node) || ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node);
  return makes || (ts.forEachChild(node, makesObject) ?? false);
}

function yields(node: ts.Node): boolean {
  if (ts.isYieldExpression(node)) return true;
  return !ts.isFunctionLike(node) && (ts.forEachChild(node, yields) ?? false);
}

function isOfFrame(node: ts.Node): boolean {
  if (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword || ts.isMetaProperty(node) || ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return true;
  if (ts.isIdentifier(node) && node.text === "arguments") return true;
  return ts.forEachChild(node, isOfFrame) ?? false;
}
