import { ts } from "../../syntax/typescript.ts";
import type { Selection } from "./selection.ts";

/** Whether a comment speaks, to a tool, for the line or the code behind it. */
export function isPragma(comment: string): boolean {
  return /@ts-(expect-error|ignore)|(eslint|biome|oxlint)-(disable|ignore)-next-line|biome-ignore|prettier-ignore|(istanbul|c8|v8) ignore|@__PURE__|#__PURE__/.test(comment);
}

/** Comments in front of the copy that speak for the line or code behind them, and would come to speak for the call. */
export function pragmaBefore(source: ts.SourceFile, node: ts.Node): string | undefined {
  const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
  const comments: ts.CommentRange[] = [];
  // A comment in front of the line speaks for all that begins there.
  for (let at = node; !ts.isSourceFile(at) && source.getLineAndCharacterOfPosition(at.getStart(source)).line === line; at = at.parent)
    comments.push(...(ts.getLeadingCommentRanges(source.text, at.getFullStart()) ?? []));
  for (const { pos, end } of comments) {
    const text = source.text.slice(pos, end);
    if (isPragma(text)) return text;
  }
  return undefined;
}

/** Comments in the copy that switch something off or on for code that does not move with them. */
export function pragmaAcross(source: ts.SourceFile, { start, end }: Selection): string | undefined {
  const text = source.text.slice(start, end);
  const open = (one: RegExp): number => text.match(one)?.length ?? 0;
  if (open(/(eslint|oxlint|tslint:|stylelint)-?disable(?!-)/g) !== open(/(eslint|oxlint|tslint:|stylelint)-?enable/g)) return /\w+lint[:-]?(disable|enable)[^\n*]*/.exec(text)?.[0];
  if (open(/\/\/\s*#region/g) !== open(/\/\/\s*#endregion/g)) return "#region";
  return undefined;
}
