import type { Copy } from "../semantics/flow.ts";
import type { Plan } from "../extractFunction/plan.ts";
import { indentAt } from "../extractFunction/writing/rope.ts";
import { isColumn, type Parameter, type Signature } from "../extractFunction/signature/signature.ts";
import { ts } from "../../syntax/typescript.ts";
import { isMarkup, keyOf, rootsOf } from "./markup.ts";
import { arrowText } from "../extractFunction/writing/calls.ts";

/** The element that stands in place of a copy, with what differs as its attributes and children. */
export function elementText(plan: Plan, signature: Signature, name: string, at: number): string {
  const copy = plan.copies[at] as Copy;
  const [root, other] = rootsOf(copy);
  const key = root && !other ? keyOf(root)?.getText(copy.source) : undefined;
  const children = signature.parameters.find((one) => one.name === "children");
  const own = signature.parameters.filter((one) => one !== children).map((one) => attributeText(plan, one, at));
  const attributes = [...(key === undefined ? [] : [key]), ...own];
  const inside = children && childText(children, at);
  const indent = indentAt(copy.source.text, copy.start);
  const { newLine: br, step, width } = copy.layout;
  const inner = indent + step;
  const flat = [name, ...attributes].join(" ");
  const isLong = attributes.length > 1 && indent.length + flat.length + 4 > width && !flat.includes("\n");
  const opening = isLong ? `${name}${br}${attributes.map((one) => inner + one + br).join("")}${indent}` : flat;
  if (inside === undefined) return `<${opening}${isLong ? "" : " "}/>`;
  const isBroken = inside.includes("\n") || indent.length + opening.length + inside.length + name.length > width;
  return isBroken ? `<${opening}>${br}${inner}${inside}${br}${indent}</${name}>` : `<${opening}>${inside}</${name}>`;
}

function childText({ filledBy }: Parameter, at: number): string {
  if (isColumn(filledBy)) return `{${filledBy.symbols[at]?.name ?? filledBy.symbol.name}}`;
  const node = filledBy.nodes[at] as ts.Node;
  return isMarkup(node) ? node.getText() : `{${node.getText()}}`;
}

function attributeText(plan: Plan, { name, filledBy }: Parameter, at: number): string {
  if (isColumn(filledBy)) return `${name}={${filledBy.symbols[at]?.name ?? filledBy.symbol.name}}`;
  const node = filledBy.nodes[at] as ts.Node;
  if (filledBy.kind === "lazy") {
    return `${name}={${arrowText(plan, filledBy.reads, at, node.getText())}}`;
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return name;
  if (ts.isStringLiteral(node) && ts.isJsxAttribute(node.parent)) return `${name}=${node.getText()}`;
  const text = ts.isJsxText(node) ? node.text.trim() : ts.isStringLiteral(node) ? node.text : undefined;
  // In an attribute nothing is escaped but what is written as in HTML.
  if (text !== undefined && !/["&\\\n\r]/.test(text)) return `${name}="${text}"`;
  return ts.isJsxText(node) ? `${name}={${JSON.stringify(node.text.trim())}}` : `${name}={${node.getText()}}`;
}
