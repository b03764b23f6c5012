import { ts } from "../../../syntax/typescript.ts";
import type { Copy } from "../../semantics/flow.ts";
import type { Plan } from "../plan.ts";
import { mentionsOf } from "../../semantics/symbols.ts";
import { isInside } from "../../semantics/selection.ts";

/**
 * The declaration with which the template ends, where the function has nothing to do with the variable but to give it
 * back: it returns the value instead. A function or class keeps the variable, whose name it takes.
 */
export function givenAtOnce(plan: Plan): (ts.VariableDeclaration & { readonly initializer: ts.Expression }) | undefined {
  const template = plan.copies[0] as Copy;
  const [only, other] = plan.results;
  const last = template.nodes[template.nodes.length - 1];
  if (!only || other || plan.leaving !== undefined || plan.exit !== "none" || !last || !ts.isVariableStatement(last)) return undefined;
  const [declaration, second] = last.declarationList.declarations;
  if (!declaration || second || declaration.type || !ts.isIdentifier(declaration.name) || !hasValue(declaration)) return undefined;
  const { checker, source } = template;
  if (checker.getSymbolAtLocation(declaration.name) !== only.symbol) return undefined;
  const mentioned = mentionsOf(checker, source, only.symbol).filter((node) => isInside(template, node));
  const between = source.text.slice(declaration.name.end, declaration.initializer.getStart(source));
  return mentioned.length === 1 && /^[ \t]*=[ \t]*$/.test(between) && !takesName(declaration.initializer) ? declaration : undefined;
}

function hasValue(node: ts.VariableDeclaration): node is ts.VariableDeclaration & { readonly initializer: ts.Expression } {
  return node.initializer !== undefined;
}

function takesName(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return takesName(node.expression);
  return ts.isFunctionLike(node) || ts.isClassExpression(node);
}
