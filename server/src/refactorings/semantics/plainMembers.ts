import { ts } from "../../syntax/typescript.ts";
import { isGlobal, originOf } from "./symbols.ts";

/** What can stand behind a member that runs code when it is read. */
const makers = /\b(?:Proxy|defineProperty|defineProperties|__defineGetter__|create|setPrototypeOf|Reflect|class|get|set)\b/;

/**
 * Whether reading a member of what an expression makes runs no code: the expression is an object literal that has the member as a property, or
 * a call of a function of the program that makes its object by nothing but such literals, writes and what the language itself has.
 * What type the member has does not tell: an interface may stand before a getter.
 */
export function hasPlainMember(checker: ts.TypeChecker, made: ts.Expression | undefined, name: string): boolean {
  if (made === undefined) return false;
  if (ts.isAsExpression(made) || ts.isSatisfiesExpression(made) || ts.isParenthesizedExpression(made)) return hasPlainMember(checker, made.expression, name);
  if (ts.isObjectLiteralExpression(made)) {
    const isSpread = made.properties.some((one) => ts.isSpreadAssignment(one) || ts.isComputedPropertyName(one.name));
    const named = made.properties.filter((one) => one.name && (ts.isIdentifier(one.name) || ts.isStringLiteral(one.name)) && one.name.text === name);
    return !isSpread && named.length === 1 && named.every((one) => ts.isPropertyAssignment(one) || ts.isShorthandPropertyAssignment(one));
  }
  if (!ts.isCallExpression(made) || !made.arguments.every(isPlainData)) return false;
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(made.expression) ? made.expression.name : made.expression);
  const declaration = symbol && originOf(checker, symbol).valueDeclaration;
  const maker = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
  const isFunction = maker && (ts.isFunctionDeclaration(maker) || ts.isArrowFunction(maker) || ts.isFunctionExpression(maker));
  return isFunction === true && maker.body !== undefined && !makers.test(maker.body.getText()) && callsOnlyTheLanguage(checker, maker);
}

/** Texts, numbers, and lists of them: what a function is given then has no code either. */
function isPlainData(node: ts.Expression): boolean {
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return isPlainData(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isPlainData);
  return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node);
}

/** Whether a function calls nothing but what every program has: `Object.fromEntries`, methods of lists, which it is given or has made. */
function callsOnlyTheLanguage(checker: ts.TypeChecker, maker: ts.FunctionLikeDeclaration): boolean {
  const isOfLanguage = (callee: ts.Expression): boolean => {
    const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(callee) ? callee.name : callee);
    const declared = symbol?.declarations ?? [];
    return symbol !== undefined && (isGlobal(checker, symbol) || (declared.length > 0 && declared.every((one) => /\/lib\.[\w.]+\.d\.ts$/.test(one.getSourceFile().fileName))));
  };
  const visit = (node: ts.Node): boolean => {
    if (ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) return false;
    if (ts.isCallExpression(node) && !isOfLanguage(node.expression)) return false;
    return !(ts.forEachChild(node, (child) => !visit(child) || undefined) ?? false);
  };
  return visit(maker);
}
