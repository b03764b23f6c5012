import { ts } from "../../../syntax/typescript.ts";
import { isLiveVariable } from "../../semantics/evaluation.ts";
import { isLiteralWord, mentionsOf, symbolAt, touchOf } from "../../semantics/symbols.ts";

/**
 * The parts of `right`, its attributes in the order that they have in `left`, where they are the same by name and it makes
 * no difference which comes first: at most one of their values is more than a literal, a function or a variable that keeps its value.
 */
export function inOrderOf(left: readonly ts.Node[], right: readonly ts.Node[], checker: ts.TypeChecker): readonly ts.Node[] {
  const own = left.filter(ts.isJsxAttribute);
  const theirs = right.filter(ts.isJsxAttribute);
  if (own.length < 2 || own.length !== theirs.length || [...left, ...right].some(ts.isJsxSpreadAttribute)) return right;
  const byName = new Map(theirs.map((one) => [one.name.getText(), one]));
  const ordered = own.flatMap((one) => byName.get(one.name.getText()) ?? []);
  const isSame = new Set(ordered).size === own.length && byName.size === own.length;
  const isFree = [own, theirs].every((list) => list.filter(({ initializer }) => !isStill(initializer, checker)).length <= 1);
  if (!isSame || !isFree) return right;
  let next = 0;
  return right.map((one) => (ts.isJsxAttribute(one) ? (ordered[next++] as ts.JsxAttribute) : one));
}

/** Whether evaluating the value does nothing, and nothing that is evaluated beside it changes what it gives. */
function isStill(value: ts.JsxAttribute["initializer"], checker: ts.TypeChecker): boolean {
  const node = value && ts.isJsxExpression(value) ? value.expression : value;
  if (node === undefined || ts.isLiteralExpression(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return true;
  if (isLiteralWord(node)) return true;
  if (!ts.isIdentifier(node)) return false;
  const symbol = symbolAt(checker, node);
  if (!symbol || isLiveVariable(checker, node)) return false;
  return mentionsOf(checker, node.getSourceFile(), symbol).every((one) => !touchOf(one).writes || touchOf(one).declares);
}
