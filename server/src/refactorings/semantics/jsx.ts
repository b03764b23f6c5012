import { ts } from "../../syntax/typescript.ts";

/** One element of markup; what a component renders. */
export type Markup = ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment;

export function isMarkup(node: ts.Node): node is Markup {
  return ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node);
}
