import { tryAround } from "../semantics/control.ts";
import type { Copy } from "../semantics/flow.ts";
import { refuse, type Refusal } from "../semantics/refusals.ts";
import { frameOf, isAssignment, isInside, isStep } from "../semantics/selection.ts";
import { isDeclaredIn, isLocal, isPropertyName, isWithin, loopsAround, mentionsOf, symbolAt, touchAt, touchOf } from "../semantics/symbols.ts";
import { ts } from "../../syntax/typescript.ts";
import { changesOthers, changing } from "./changing.ts";
import { holdsState, isMarkup, openingOf, rootsOf, type Markup } from "./markup.ts";

/**
 * Why what the markup evaluates cannot be left to a component. The component is rendered after the
 * function around the copy has returned: what it reads must not have changed by then, and what
 * it does must not be missed before.
 */
export function refuseRendering(copy: Copy, copies: readonly Copy[]): Refusal | undefined {
  const { control } = copy;
  if (control.hook) return refuse("hook-in-markup");
  if (control.awaits) return refuse("await-in-markup");
  if (control.usesThis) return refuse("this-in-markup");
  if (control.privateName !== undefined) return refuse("private-name", control.privateName);
  if (tryAround(rootsOf(copy)[0] as ts.Node, copy.frame).length > 0) return refuse("caught-while-rendered");
  return refuseParts(copy) ?? refuseReads(copy) ?? refuseTakenPlace(copy, copies);
}

/** What the markup does by itself, functions inside apart. */
function refuseParts(copy: Copy): Refusal | undefined {
  const visit = (node: ts.Node): Refusal | undefined => {
    if (ts.isFunctionLike(node)) return undefined;
    const changes =
      (ts.isBinaryExpression(node) && isAssignment(node)) ||
      ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isStep(node)) ||
      ts.isDeleteExpression(node) ||
      (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && changing.test(node.expression.name.text) && !isFresh(node.expression.expression)) ||
      (ts.isCallExpression(node) && changesOthers(copy.checker, node));
    if (changes) return refuse("changes-while-rendered", node.getText(copy.source));
    if (ts.isPropertyAccessExpression(node) && node.name.text === "current") return refuse("changes-before-rendered", node.getText(copy.source));
    if (ts.isJsxAttribute(node) && node.name.getText() === "ref" && node.initializer && ts.isStringLiteral(node.initializer)) return refuse("text-as-ref");
    return ts.forEachChild(node, visit);
  };
  for (const node of copy.nodes) {
    const refusal = visit(node);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Whether the expression makes the object that it gives. */
function isFresh(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isFresh(node.expression);
  if (ts.isCallExpression(node)) return ts.isPropertyAccessExpression(node.expression) && /^(map|filter|slice|concat|flat|flatMap|from|of|keys|values|entries|split)$/.test(node.expression.name.text);
  return ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node) || ts.isNewExpression(node);
}

/** Variables around the copy whose contents may change between the copy and its rendering, or whose functions call hooks. */
function refuseReads(copy: Copy): Refusal | undefined {
  const seen = new Set<ts.Symbol>();
  let refusal: Refusal | undefined;
  const visit = (node: ts.Node): void => {
    if (refusal) return;
    if (ts.isIdentifier(node) && !isPropertyName(node)) {
      const symbol = symbolAt(copy.checker, node);
      if (symbol && !seen.has(symbol)) {
        seen.add(symbol);
        refusal = refuseRead(copy, symbol);
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const node of copy.nodes) visit(node);
  return refusal;
}

function refuseRead(copy: Copy, symbol: ts.Symbol): Refusal | undefined {
  if (!isLocal(symbol) || isDeclaredIn(symbol, copy.source, copy.start, copy.end)) return undefined;
  if (symbol.name === "ref" || symbol.name === "key") return refuse("reserved-property", symbol.name);
  const declaration = symbol.valueDeclaration;
  const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
  if (value && (ts.isFunctionDeclaration(value) || ts.isArrowFunction(value) || ts.isFunctionExpression(value)) && callsHook(value)) return refuse("hook-in-markup");
  const loops = loopsAround(rootsOf(copy)[0] as ts.Node, copy.frame);
  const changes = mentionsOf(copy.checker, copy.source, symbol).some((node) => {
    if (isInside(copy, node) || frameOf(node) !== copy.frame) return false;
    const later = node.getStart(copy.source) >= copy.end || loops.some((loop) => isWithin(node, loop));
    return later && (isChanged(node) || (touchOf(node).writes && !touchOf(node).declares));
  });
  return changes ? refuse("changes-before-rendered", symbol.name) : undefined;
}

/** Whether the code around the name changes what the name stands for: a member is written, or a method called that does. */
function isChanged(node: ts.Node): boolean {
  const parent = node.parent;
  if (!(ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) || parent.expression !== node) return false;
  if (touchAt(parent).writes || ts.isDeleteExpression(parent.parent)) return true;
  if (ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent) && parent.parent.expression === parent && changing.test(parent.name.text)) return true;
  return isChanged(parent);
}

function callsHook(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) {
    const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    if (ts.isIdentifier(callee) && /^use[A-Z]/.test(callee.text)) return true;
  }
  return ts.forEachChild(node, (child) => callsHook(child) || undefined) ?? false;
}

/**
 * Where other markup with the same outermost element may take the place of a copy, what is below keeps its
 * state today; between a component and an element it would not.
 */
function refuseTakenPlace(copy: Copy, copies: readonly Copy[]): Refusal | undefined {
  const roots = rootsOf(copy);
  const [root] = roots;
  if (!root || !roots.some(holdsState)) return undefined;
  const others = placeMates(root, copy).filter((one) => !copies.some((other) => other.source === copy.source && isInside(other, one)));
  return others.some((one) => tagOf(one) === tagOf(root)) ? refuse("loses-state", tagOf(root)) : undefined;
}

function tagOf(node: Markup): string {
  return ts.isJsxFragment(node) ? "" : openingOf(node).tagName.getText();
}

/** Elements that are rendered where the copy is, in other cases: the other branches of a condition, other results of the function. */
function placeMates(root: Markup, copy: Copy): readonly Markup[] {
  const found: Markup[] = [];
  let at: ts.Node = root;
  for (; ts.isParenthesizedExpression(at.parent) || ts.isConditionalExpression(at.parent) || ts.isBinaryExpression(at.parent); at = at.parent)
    if (ts.isConditionalExpression(at.parent)) for (const branch of [at.parent.whenTrue, at.parent.whenFalse]) if (branch !== at) found.push(...results(branch));
  if (ts.isReturnStatement(at.parent)) {
    const visit = (node: ts.Node): void => {
      if (ts.isReturnStatement(node) && node !== at.parent && node.expression) found.push(...results(node.expression));
      if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
    };
    ts.forEachChild(copy.frame, visit);
  }
  return found;
}

/** The elements that an expression may give. */
function results(node: ts.Expression): readonly Markup[] {
  if (isMarkup(node)) return [node];
  if (ts.isParenthesizedExpression(node)) return results(node.expression);
  if (ts.isConditionalExpression(node)) return [...results(node.whenTrue), ...results(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...results(node.left), ...results(node.right)];
  return [];
}
