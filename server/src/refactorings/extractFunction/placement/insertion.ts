import { codeEnding } from "../../../syntax/endings.ts";
import { ts } from "../../../syntax/typescript.ts";
import type { Copy } from "../../semantics/flow.ts";
import type { Plan } from "../plan.ts";
import { indentAt } from "../writing/rope.ts";
import { isJavaScript } from "../../semantics/symbols.ts";
import { isMarkup } from "../../semantics/jsx.ts";
import { sourceOf } from "./target.ts";

/** Where new text is put in, and what stands around it. */
export interface InsertionPoint {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

/** Behind the top-level statement or member of the container that holds the first copy there; where none does, behind the last one. */
export function insertionPoint(plan: Plan, target: ts.SourceFile): InsertionPoint {
  const { container } = plan;
  const br = plan.layout.newLine;
  const indent = containerIndent(plan);
  const own = plan.copies.filter((copy) => copy.source === target).sort((a, b) => a.start - b.start);
  const list: readonly ts.Node[] =
    container.kind === "class" ? container.node.members : container.kind === "block" ? container.body.statements : target.statements;
  const first = own[0];
  const around = container.kind === "block" || !first ? undefined : list.find((one) => one.pos <= first.start && one.end >= first.end);
  const holder = around ?? list[list.length - 1];
  const offset = holder ? endWithComment(target.text, holder.end) : target.text.length;
  return { offset, before: br + br + indent, after: "" };
}

/** The end of a comment that stands behind the node on the same line. */
function endWithComment(text: string, end: number): number {
  const comments = ts.getTrailingCommentRanges(text, end) ?? [];
  return comments[comments.length - 1]?.end ?? end;
}

/** The path of a new file for what is shared: named after it, as the files beside it are named. */
export function newFile(folder: string, name: string, template: Copy, program: ts.Program): string {
  const extension = codeEnding.exec(template.source.fileName)?.[0] ?? ".ts";
  const markup = template.nodes.some(containsJsx);
  const ending = extension.endsWith("x") && !markup && !isJavaScript(template.source) ? ".ts" : extension;
  const prefix = folder === "/" ? "/" : folder + "/";
  const siblings = program
    .getSourceFiles()
    .map((one) => one.fileName)
    .filter((one) => one.startsWith(prefix) && !one.slice(prefix.length).includes("/"))
    .map((one) => one.slice(prefix.length).replace(/\..*$/, ""));
  const kebab = siblings.filter((one) => one.includes("-")).length > siblings.filter((one) => /[a-z][A-Z]/.test(one)).length;
  const base = kebab ? name.replace(/[A-Z]+/g, (upper) => "-" + upper.toLowerCase()) : name;
  return prefix + base + ending;
}

export function containsJsx(node: ts.Node): boolean {
  if (isMarkup(node)) return true;
  return ts.forEachChild(node, containsJsx) ?? false;
}

/** The indentation of what stands in the container. */
export function containerIndent(plan: Plan): string {
  const { container } = plan;
  const text = sourceOf(container)?.text ?? "";
  if (container.kind === "class") return indentAt(text, container.node.members[0]?.getStart() ?? 0);
  if (container.kind === "block") return indentAt(text, container.body.statements[0]?.getStart() ?? 0);
  return "";
}
