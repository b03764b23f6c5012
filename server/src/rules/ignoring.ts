import type { AnalysedFile } from "../syntax/facts.ts";
import type { Span } from "../syntax/position.ts";

/** The copies of a group that no `drydock-ignore` comment takes out. */
export interface LiveCopies<Item> {
  readonly copies: readonly Item[];
  /** Set when those that are left are no group: then `copies` are all, and the whole group is ignored for this reason. */
  readonly ignored?: string;
}

/**
 * Takes the copies out for which a comment speaks.
 *
 * @param placeOf says where an item stands
 * @param isGroup whether two and more that are left are a group still
 */
export function liveCopies<Item>(
  items: readonly Item[],
  placeOf: (item: Item) => Span & { readonly source: AnalysedFile },
  isGroup: (live: readonly Item[]) => boolean = () => true,
): LiveCopies<Item> {
  const reasons = items.map((item) => reasonFor(placeOf(item)));
  const live = items.filter((_, i) => reasons[i] === undefined);
  if (live.length > 1 && (live.length === items.length || isGroup(live))) return { copies: live };
  const given = reasons.find((reason) => reason !== undefined && reason !== "");
  return { copies: items, ignored: given ?? "ignored by a comment" };
}

/** The reason of the comment that stands just before the copy, or at its top; `undefined` where there is none. */
function reasonFor({ source, start, end }: Span & { readonly source: AnalysedFile }): string | undefined {
  for (const comment of source.facts.ignores) {
    if (comment.start >= end) break;
    // The text is not asked for where there is no comment: for most files it is never needed.
    const { text } = source;
    const between = comment.end <= start ? text.slice(comment.end, start) : undefined;
    const isBefore = between !== undefined && (isNothing(between) || isHeadOf(between));
    const isAtTop = comment.start >= start && isTopOf(text.slice(start, comment.start));
    if (isBefore || isAtTop) return comment.reason;
  }
  return undefined;
}

/** Layout, comments, and what a copy within a declaration may have before it on its line. */
function isNothing(between: string): boolean {
  return /^(\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[{}(]|\b(?:export|default|return)\b)*$/.test(between);
}

/**
 * The comment stands above a declaration or a property whose value the copy is, or the body of that value: what stands
 * between is `export const name: Type = async (parameters) => {` or a part of it.
 */
function isHeadOf(between: string): boolean {
  const head = between.length < 500 ? between.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, "").trim() : "";
  const function_ = String.raw`(?:async\b\s*)?(?:function\b[^;{]*\{|(?:<[^;]*>\s*)?(?:\([^;]*\)[^;{=]*|[\w$]+\s*)=>)?`;
  const named = String.raw`(?:(?:export|default|declare|public|private|protected|static|readonly|override)\s+)*(?:(?:const|let|var)\s+)?[\w$#]+\s*(?::[^;]*?=|[:=])`;
  return new RegExp(String.raw`^${named}\s*${function_}\s*[({]?$`).test(head);
}

/** The comment is the first thing in the body of what the copy declares. */
function isTopOf(head: string): boolean {
  return head.length < 500 && /[{(>]\s*$/.test(head) && !/[;}]\s*\n/.test(head);
}
