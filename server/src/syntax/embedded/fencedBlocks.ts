import type { CodeBlock } from "./codeBlocks.ts";

const languages: ReadonlyMap<string, CodeBlock["language"]> = new Map([
  ["ts", "ts"],
  ["mts", "ts"],
  ["cts", "ts"],
  ["typescript", "ts"],
  ["tsx", "tsx"],
  ["js", "js"],
  ["mjs", "js"],
  ["cjs", "js"],
  ["javascript", "js"],
  ["jsx", "jsx"],
]);

/**
 * The start of a fenced block, with what may stand before it on its line (indentation and the marks of
 * list items), or of a comment. Behind backticks there is no further one: that would be code within a line.
 */
const opening = /^(?:[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t])*(?:(`{3,})([^`\r\n]*)|(~{3,})([^\r\n]*))$|^ {0,3}<!--/gm;

/**
 * The fenced blocks of a Markdown text that are TypeScript or JavaScript by their info string. How far a
 * fence is indented does not count, and neither does which list it stands in. Blocks in block quotes are left
 * out: the marks between their lines are no code.
 */
export function fencedBlocks(text: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  for (let match = from(opening, 0, text); match !== null; ) {
    const fence = match[1] ?? match[3];
    if (fence === undefined) {
      const close = text.indexOf("-->", match.index + "<!--".length);
      match = close < 0 ? null : from(opening, close, text);
      continue;
    }
    const start = lineBehind(text, match.index + match[0].length);
    const close = closingOf(fence, start, text);
    const end = close?.index ?? text.length;
    const language = languageOf(match[2] ?? match[4] ?? "");
    if (language !== undefined && /\S/.test(text.slice(start, end))) blocks.push({ start, end, language });
    match = close === null ? null : from(opening, close.index + close[0].length, text);
  }
  return blocks;
}

/** `ts`, `ts {1,3} title="cart.ts"`, `ts{4}`, `ts:line-numbers` and `{.ts}` all say TypeScript. */
function languageOf(info: string): CodeBlock["language"] | undefined {
  const word = /^[ \t]*(?:\{[ \t]*\.)?([a-z]+)(?=$|[\s{}:,(])/i.exec(info)?.[1];
  return word === undefined ? undefined : languages.get(word.toLowerCase());
}

/** A block ends with a fence of the same sign that is at least as long, else with the text. */
function closingOf(fence: string, start: number, text: string): RegExpExecArray | null {
  const closing = fence.startsWith("`") ? /^[ \t]*(`{3,})[ \t]*$/gm : /^[ \t]*(~{3,})[ \t]*$/gm;
  for (let match = from(closing, start, text); match !== null; match = closing.exec(text)) {
    if ((match[1] ?? "").length >= fence.length) return match;
  }
  return null;
}

function from(pattern: RegExp, start: number, text: string): RegExpExecArray | null {
  pattern.lastIndex = start;
  return pattern.exec(text);
}

/** The start of the line behind the one that ends at `end`. */
function lineBehind(text: string, end: number): number {
  return end + (text.startsWith("\r\n", end) ? 2 : end < text.length ? 1 : 0);
}
