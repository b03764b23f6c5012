import type { Fragment } from "../refactoring.ts";
import { frameOf, type Selection } from "../semantics/selection.ts";
import { refuse, type Refusal } from "../semantics/refusals.ts";
import { nodesOf } from "../../syntax/coveredNodes.ts";
import { ts } from "../../syntax/typescript.ts";
import { isMarkup, type Markup } from "../semantics/jsx.ts";

export { isMarkup, type Markup } from "../semantics/jsx.ts";

/**
 * Reduces what a fragment covers to one element, or neighbouring ones that a fragment can hold. The key
 * of the outermost element is no part of it: it belongs to the place and not to what is shown there.
 */
export function markupOf(source: ts.SourceFile, fragment: Fragment): Selection | Refusal {
  const covered = nodesOf(source, fragment);
  if (covered === undefined) return refuse("stale");
  const elements = covered.map(markupIn);
  const [first] = elements;
  const last = elements[elements.length - 1];
  if (!first || !last || !elements.every((one) => one !== undefined)) return refuse("not-markup");
  if (elements.length > 1 && elements.some((one) => keyOf(one) !== undefined)) return refuse("keyed-siblings");
  return {
    fragment,
    source,
    kind: "expression",
    nodes: elements.length > 1 ? elements : partsOf(first),
    start: first.getStart(source),
    end: last.end,
    frame: frameOf(first),
    wholeBody: false,
    rendered: true,
  };
}

/** The element that the node is, but for parentheses and braces around it. */
function markupIn(node: ts.Node): Markup | undefined {
  if (isMarkup(node)) return node;
  if (ts.isParenthesizedExpression(node)) return markupIn(node.expression);
  return undefined;
}

/** The elements that a selection of markup holds. */
export function rootsOf({ source, start, end }: Pick<Selection, "source" | "start" | "end">): readonly Markup[] {
  const found: Markup[] = [];
  const visit = (node: ts.Node): void => {
    if (node.end <= start || node.pos >= end) return;
    if (isMarkup(node) && node.getStart(source) >= start && node.end <= end) found.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What is compared of an element: all but its key. */
function partsOf(node: Markup): readonly ts.Node[] {
  const children = ts.isJsxSelfClosingElement(node) ? [] : node.children.filter((child) => !(ts.isJsxText(child) && child.containsOnlyTriviaWhiteSpaces));
  if (ts.isJsxFragment(node)) return children.length > 0 ? children : [node];
  const opening = openingOf(node);
  const key = keyOf(node);
  const attributes = opening.attributes.properties.filter((one) => one !== key);
  return [opening.tagName, ...(opening.typeArguments ?? []), ...attributes, ...children, ...(ts.isJsxElement(node) ? [node.closingElement.tagName] : [])];
}

/** The comments in front of the markup, as code or in braces of their own. */
export function commentsBefore({ source, start, end }: Pick<Selection, "source" | "start" | "end">): readonly string[] {
  const [root] = rootsOf({ source, start, end });
  if (!root) return [];
  const before = ts.getLeadingCommentRanges(source.text, root.getFullStart())?.map((one) => source.text.slice(one.pos, one.end)) ?? [];
  if (!ts.isJsxElement(root.parent) && !ts.isJsxFragment(root.parent)) return before;
  const siblings = root.parent.children.filter((one) => !(ts.isJsxText(one) && one.containsOnlyTriviaWhiteSpaces));
  const last = siblings[siblings.indexOf(root) - 1];
  return last && ts.isJsxExpression(last) && !last.expression ? [...before, last.getText(source)] : before;
}

export function openingOf(node: ts.JsxElement | ts.JsxSelfClosingElement): ts.JsxOpeningLikeElement {
  return ts.isJsxElement(node) ? node.openingElement : node;
}

/** The attribute by which the list around the element tells it from its neighbours. */
export function keyOf(node: Markup): ts.JsxAttribute | undefined {
  return ts.isJsxFragment(node) ? undefined : attributeOf(openingOf(node), "key");
}

export function attributeOf(opening: ts.JsxOpeningLikeElement, name: string): ts.JsxAttribute | undefined {
  return opening.attributes.properties.find((one): one is ts.JsxAttribute => ts.isJsxAttribute(one) && one.name.getText() === name);
}

/** Whether the tree below the markup keeps state of its own, which is lost when another component takes its place. */
export function holdsState(root: ts.Node): boolean {
  if (isMarkup(root) && !ts.isJsxFragment(root)) {
    const tag = openingOf(root).tagName.getText();
    if (!/^[a-z]/.test(tag) || /^(input|textarea|select|video|audio|iframe|canvas|details|dialog|form|option)$/.test(tag)) return true;
  }
  return ts.forEachChild(root, (child) => holdsState(child) || undefined) ?? false;
}
