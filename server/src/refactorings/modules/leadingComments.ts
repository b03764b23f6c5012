import { ts } from "../../syntax/typescript.ts";
import { lineStartOf } from "./layout.ts";

/**
 * Where the comments begin that stand directly in front of a node, without an empty line between and each on
 * lines of its own; the node's own start where there are none.
 *
 * @param isApart says of a comment, given with its offset, that it does not speak for the node; what stands before it does not either
 */
export function leadingStart(node: ts.Node, source: ts.SourceFile, isApart: (comment: string, start: number) => boolean = () => false): number {
  const { text } = source;
  let start = node.getStart(source);
  for (const { pos, end } of [...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])].reverse()) {
    if (/\r?\n[ \t]*\r?\n/.test(text.slice(end, start)) || isApart(text.slice(pos, end), pos)) break;
    if (text.slice(lineStartOf(text, pos), pos).trim() !== "") break;
    start = pos;
  }
  return start;
}
