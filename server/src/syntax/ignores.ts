import type { IgnoreComment, TokenTable } from "./facts.ts";

const comment = /\/\/[ \t]*drydock-ignore\b([^\r\n]*)|\/\*+\s*drydock-ignore\b((?:[^*]|\*(?!\/))*)\*\//g;

/** The `drydock-ignore` comments of a text. What looks like one inside a string is none. */
export function readIgnores(text: string, tokens: TokenTable): readonly IgnoreComment[] {
  if (!text.includes("drydock-ignore")) return [];
  const found: IgnoreComment[] = [];
  for (const match of text.matchAll(comment)) {
    const start = match.index;
    const next = firstTokenFrom(tokens, start);
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

/** The index of the first token that starts at or behind `offset`; `tokens.count` when there is none. */
export function firstTokenFrom(tokens: TokenTable, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens.starts[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
