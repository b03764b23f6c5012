import type { IgnoreComment, TokenTable } from "./facts.ts";
import { firstAtLeast } from "./sorted.ts";

const comment = /\/\/[ \t]*drydock-ignore\b([^\r\n]*)|\/\*+\s*drydock-ignore\b((?:[^*]|\*(?!\/))*)\*\//g;

/** The `drydock-ignore` comments of a text. What looks like one inside a string is none. */
export function readIgnores(text: string, tokens: TokenTable): readonly IgnoreComment[] {
  if (!text.includes("drydock-ignore")) return [];
  const found: IgnoreComment[] = [];
  const starts = tokens.starts.subarray(0, tokens.count);
  for (const match of text.matchAll(comment)) {
    const start = match.index;
    const next = firstAtLeast(starts, start, Number);
    if (next > 0 && (tokens.ends[next - 1] as number) > start) continue;
    const words = (match[1] ?? match[2] ?? "").replace(/\*?\s*$/, "");
    const reason = /^\s*--\s*(.*)$/s.exec(words)?.[1] ?? "";
    found.push({
      start,
      end: start + match[0].length,
      reason: reason.replace(/\s+/g, " ").trim(),
      target: next < tokens.count ? (tokens.starts[next] as number) : text.length,
    });
  }
  return found;
}
