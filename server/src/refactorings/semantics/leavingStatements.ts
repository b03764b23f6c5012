import { ts } from "../../syntax/typescript.ts";

/**
 * Whether something in the statement leaves it for a place that a function around it could not reach: `return`, `break` and `continue` to
 * what is outside of it, or `await` and `yield`, which make the function around it wait.
 */
export function leavesAnother(statement: ts.Node): boolean {
  const visit = (node: ts.Node, inLoop: boolean, inSwitch: boolean): boolean => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
    if (ts.isReturnStatement(node) || ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return true;
    if (ts.isForOfStatement(node) && node.awaitModifier) return true;
    if (ts.isBreakStatement(node)) return node.label !== undefined || !(inLoop || inSwitch);
    if (ts.isContinueStatement(node)) return node.label !== undefined || !inLoop;
    const loops = inLoop || ts.isIterationStatement(node, false);
    const switches = inSwitch || ts.isSwitchStatement(node);
    return ts.forEachChild(node, (child) => visit(child, loops, switches) || undefined) ?? false;
  };
  return visit(statement, false, false);
}
