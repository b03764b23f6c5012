import { ts } from "../../syntax/typescript.ts";
import type { Copy } from "./flow.ts";
import { frameOf } from "./selection.ts";
import { isWithin } from "./symbols.ts";

/** The method or other member of a class whose `this` the frame sees. */
export function thisOwner(frame: ts.Node): ts.ClassElement | undefined {
  let at = frame;
  while (ts.isArrowFunction(at)) at = frameOf(at);
  return ts.isClassElement(at) ? at : undefined;
}

/** Whether the `this` of a member is the class itself. */
export function isStaticMember(member: ts.ClassElement): boolean {
  return ts.isClassStaticBlockDeclaration(member) || (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;
}

/**
 * Whether the copy may run before there is an object, or a class, whose method could be called: in a constructor that has
 * yet to call `super`, or in the name or a decorator of a member.
 */
export function isBeforeObject(owner: ts.ClassElement | undefined, { nodes }: Copy): boolean {
  if (owner === undefined) return false;
  const node = nodes[0] as ts.Node;
  const { parent } = owner;
  const around = [owner.name, ...(ts.canHaveDecorators(owner) ? (ts.getDecorators(owner) ?? []) : [])];
  if (around.some((one) => one !== undefined && isWithin(node, one))) return true;
  if (!ts.isConstructorDeclaration(owner)) return false;
  const derived = ts.isClassLike(parent) && (parent.heritageClauses ?? []).some((one) => one.token === ts.SyntaxKind.ExtendsKeyword);
  if (!derived) return false;
  const made = owner.body?.statements.find(
    (one) => ts.isExpressionStatement(one) && ts.isCallExpression(one.expression) && one.expression.expression.kind === ts.SyntaxKind.SuperKeyword,
  );
  return made === undefined || node.pos < made.end;
}
