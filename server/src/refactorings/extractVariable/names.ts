import { ts } from "../../syntax/typescript.ts";
import { camel, wordsOf } from "../extractFunction/naming/naming.ts";
import { usedAs } from "../extractFunction/naming/parameterNames.ts";

/** Names for the constant that holds the value of `node`, best first: from how it is used, and from what it says. */
export function valueNames(node: ts.Expression, checker: ts.TypeChecker): readonly string[] {
  return [...usedAs(node, checker), ...saidBy(node), "value"].map((name) => camel(wordsOf(name))).filter((name) => name.length > 1);
}

/** Verbs that say how a value is had and not what it is. */
const verbs = /^(get|fetch|load|read|find|compute|calculate|create|make|build|to|is)(?=[A-Z])/;

function saidBy(node: ts.Expression): readonly string[] {
  if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node)) return saidBy(node.expression);
  if (ts.isPropertyAccessExpression(node)) return [node.name.text];
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const callee = node.expression;
    const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : undefined;
    return name === undefined ? ["result"] : name.replace(verbs, "") === name && ts.isCallExpression(node) ? [`${name} result`] : [name.replace(verbs, "")];
  }
  if (ts.isStringLiteralLike(node)) return /^[A-Za-z][\w-]{1,20}$/.test(node.text) ? [node.text] : ["text"];
  if (ts.isTemplateExpression(node)) return ["text"];
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return ["callback"];
  if (ts.isJsxElement(node)) return [node.openingElement.tagName.getText()];
  if (ts.isJsxSelfClosingElement(node)) return [node.tagName.getText()];
  if (ts.isObjectLiteralExpression(node)) return ["options"];
  if (ts.isArrayLiteralExpression(node)) return ["items"];
  if (ts.isRegularExpressionLiteral(node)) return ["pattern"];
  if (ts.isNumericLiteral(node)) return ["amount"];
  if (ts.isBinaryExpression(node) && isCondition(node)) return ["condition"];
  return [];
}

function isCondition({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return (
    (kind >= ts.SyntaxKind.LessThanToken && kind <= ts.SyntaxKind.GreaterThanEqualsToken) ||
    (kind >= ts.SyntaxKind.EqualsEqualsToken && kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken) ||
    kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.InstanceOfKeyword || kind === ts.SyntaxKind.InKeyword
  );
}
