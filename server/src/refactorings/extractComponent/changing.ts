import { originOf, symbolAt } from "../semantics/symbols.ts";
import { isAssignment, isStep } from "../semantics/selection.ts";
import { ts } from "../../syntax/typescript.ts";

/** Methods that change what they are called on. */
export const changing = /^(push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear|next|append|remove)$/;

/** Functions that call functions are followed this far. */
const deepest = 3;

/**
 * Whether the function that is called changes something that outlives the call, as far as its body and those of the
 * functions that it calls itself can be read: a variable around it, or a member of what is not its own.
 */
export function changesOthers(checker: ts.TypeChecker, call: ts.CallExpression): boolean {
  return changedBy(checker, call, new Set(), 0);
}

function changedBy(checker: ts.TypeChecker, call: ts.CallExpression, seen: Set<ts.Node>, depth: number): boolean {
  const declaration = checker.getResolvedSignature(call)?.declaration;
  const body = declaration && "body" in declaration ? declaration.body : undefined;
  if (!declaration || !body || seen.has(body) || depth > deepest) return false;
  seen.add(body);
  const isOwn = (target: ts.Expression): boolean => {
    const root = rootOf(target);
    const symbol = ts.isIdentifier(root) ? symbolAt(checker, root) : undefined;
    const where = symbol && originOf(checker, symbol).valueDeclaration;
    const inside = where !== undefined && where.getSourceFile() === body.getSourceFile() && where.pos >= body.pos && where.end <= body.end;
    // What is written to a parameter itself stays in the call; what is written to its members does not.
    return inside || (root === target && where !== undefined && ts.isParameter(where) && where.parent === declaration);
  };
  const visit = (node: ts.Node): boolean => {
    // drydock-ignore -- what changes others and what changes while it is rendered are told apart
    const target =
      ts.isBinaryExpression(node) && isAssignment(node)
        ? node.left
        : (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isStep(node)
          ? node.operand
          : ts.isDeleteExpression(node)
            ? node.expression
            : ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && changing.test(node.expression.name.text)
              ? node.expression.expression
              : undefined;
    if (target && isReference(target) && !isOwn(target)) return true;
    if (ts.isCallExpression(node) && changedBy(checker, node, seen, depth + 1)) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(body);
}

/** Whether the expression is a variable, `this`, or a member of one; what a call gives may be anybody's, and mostly is new. */
function isReference(node: ts.Expression): boolean {
  const root = rootOf(node);
  return ts.isIdentifier(root) || root.kind === ts.SyntaxKind.ThisKeyword;
}

function rootOf(node: ts.Expression): ts.Expression {
  let at = node;
  while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at) || ts.isNonNullExpression(at) || ts.isParenthesizedExpression(at) || ts.isAsExpression(at)) at = at.expression;
  return at;
}
