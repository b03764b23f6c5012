import { isReadByTools } from "../extractFunction/alignment/holePlaces.ts";
import { refuse, type Refusal } from "../semantics/refusals.ts";
import { refuseExpressionPosition } from "../semantics/selection.ts";
import { ts } from "../../syntax/typescript.ts";
import type { Value } from "./values.ts";

/** Exports that a framework reads from the text of a module before the module is run. */
const readBeforeRunning = /^(metadata|viewport|config|runtime|dynamic|dynamicParams|revalidate|fetchCache|preferredRegion|maxDuration|generateStaticParams|prerender|ssr|csr)$/;

/** Why a name cannot stand in place of the value, or would not say the same there to the compiler or to tools. */
export function refusePlace({ node, source }: Value): Refusal | undefined {
  const text = node.getText(source);
  const noPlace = refuse("no-place-for-a-name", text);
  const { parent } = node;
  if (ts.isExpressionStatement(parent)) return refuse("directive", text);
  // Markup reads `&amp;` and a backslash otherwise than code does.
  if (ts.isJsxAttribute(parent) && /[&\\\r\n]/.test(text)) return noPlace;
  if (ts.isJsxAttribute(parent)) return isListOfClasses(parent) ? refuse("static-literal", text) : undefined;
  if (ts.isStringLiteralLike(node) && isReadByTools(node)) return refuse("static-literal", text);
  if (ts.isAsExpression(parent) && ts.isConstTypeReference(parent.type)) return noPlace;
  if ("name" in parent && parent.name === node) return noPlace;
  if (ts.isLiteralTypeNode(parent) || ts.isImportAttribute(parent)) return noPlace;
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword) return noPlace;
  // The compiler knows `typeof` by its text only.
  if (ts.isBinaryExpression(parent) && [parent.left, parent.right].some(ts.isTypeOfExpression)) return noPlace;
  if (ts.isCaseClause(parent) && ts.isTypeOfExpression(parent.parent.parent.expression)) return noPlace;
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isDecorator(at)) return refuse("static-literal", text);
    if (ts.isCallExpression(at.parent) && ts.isIdentifier(at.parent.expression) && /^define(Props|Emits|Options|Slots|PageMeta|Model)$/.test(at.parent.expression.text)) return refuse("static-literal", text);
    if (ts.isVariableDeclaration(at) && ts.isIdentifier(at.name) && readBeforeRunning.test(at.name.text) && (ts.getCombinedModifierFlags(at) & ts.ModifierFlags.Export) !== 0) return refuse("static-literal", text);
  }
  // A regular expression may be asked where it stands: a name can.
  const position = ts.isPropertyAccessExpression(parent) ? undefined : refuseExpressionPosition(node);
  return position && noPlace;
}

/** Whether tools look for the classes of a style sheet in the text. */
function isListOfClasses({ name }: ts.JsxAttribute): boolean {
  return /^(class|className)$|ClassName$/.test(name.getText());
}
