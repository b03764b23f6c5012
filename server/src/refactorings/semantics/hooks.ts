import { ts } from "../../syntax/typescript.ts";
import { refuse, type Refusal } from "./refusals.ts";
import { frameOf, type Selection } from "./selection.ts";

/** Whether the call is one of a React hook, which has to run inside of a component or of another hook, each time it is rendered. */
export function isHookCall(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node)) return false;
  const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
  return ts.isIdentifier(callee) && /^use[A-Z]/.test(callee.text);
}

/**
 * Why hooks cannot move into one of their own: they run in some cases only, so that React would be given other hooks from
 * one time to the next.
 */
export function refuseHooks({ nodes, source, start, end }: Selection): Refusal | undefined {
  const isInside = (node: ts.Node): boolean => node.getStart(source) >= start && node.end <= end;
  const frame = nodes[0] && frameOf(nodes[0]);
  const visit = (node: ts.Node): Refusal | undefined => {
    if (ts.isFunctionLike(node)) return undefined;
    if (isHookCall(node)) {
      for (let at: ts.Node = node; at !== frame && !ts.isSourceFile(at); at = at.parent) if (isCondition(at.parent, at)) return refuse("conditional-hook", node.expression.getText(source));
      if (returnsBefore(node, nodes, isInside)) return refuse("conditional-hook", node.expression.getText(source));
    }
    return ts.forEachChild(node, visit);
  };
  for (const node of nodes) {
    const refusal = visit(node);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Whether the part of a statement or an expression is evaluated in some cases only, or several times. */
function isCondition(parent: ts.Node, part: ts.Node): boolean {
  if (ts.isIfStatement(parent)) return parent.expression !== part;
  if (ts.isConditionalExpression(parent)) return parent.condition !== part;
  if (ts.isIterationStatement(parent, false) || ts.isCaseOrDefaultClause(parent) || ts.isTryStatement(parent)) return true;
  if (!ts.isBinaryExpression(parent) || parent.right !== part) return false;
  const { kind } = parent.operatorToken;
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
}

function returnsBefore(hook: ts.Node, nodes: readonly ts.Node[], isInside: (node: ts.Node) => boolean): boolean {
  const visit = (node: ts.Node): boolean => {
    if (node.pos >= hook.pos || ts.isFunctionLike(node)) return false;
    if (ts.isReturnStatement(node) && isInside(node) && node.end <= hook.pos) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return nodes.some(visit);
}

/** Why a difference cannot be given by a function: it calls a hook, which would run when and as often as that function is called. */
export function refuseHookIn(nodes: readonly ts.Node[]): Refusal | undefined {
  const find = (node: ts.Node): Refusal | undefined => (isHookCall(node) ? refuse("conditional-hook", node.expression.getText()) : ts.forEachChild(node, find));
  return nodes.map(find).find((one) => one !== undefined);
}
