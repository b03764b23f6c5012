import type { CodeBlock } from "./codeBlocks.ts";
import { skipTrivia } from "../trivia.ts";

interface OpenTag {
  /** In small letters. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Behind its `>`. */
  readonly end: number;
  /** `<script src="./cart.ts" />` */
  readonly isClosed: boolean;
}

/**
 * The `<script>` blocks of a Vue component. As in Vue's compiler, only blocks at the top count: what stands
 * in `<template>`, in a block of another name or in a comment is no script.
 */
export function vueBlocks(text: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const lastTemplate = text.lastIndexOf("</template");
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
    const tag = openTagAt(text, at);
    if (tag === undefined || tag.isClosed) at = tag?.end ?? behindComment(text, at) ?? at + 1;
    else if (tag.name === "template" && (tag.attributes.get("lang") ?? "html") === "html") at = tag.end > lastTemplate ? tag.end : endOfTemplate(text, tag.end);
    else {
      const end = endOfRawText(text, tag);
      addScript(tag, end, vueLanguages.get(tag.attributes.get("lang") ?? ""), text, blocks);
      at = end;
    }
  }
  return blocks;
}

/** The `<script>` blocks of a Svelte component, with those in its markup that run in the page as they are. */
export function svelteBlocks(text: string): readonly CodeBlock[] {
  return scriptsBehind(text, 0, ({ attributes }) =>
    typescriptTypes.has(attributes.get("type") ?? "") ? "ts" : svelteLanguages.get(attributes.get("lang") ?? ""),
  );
}

/** The code between the `---` lines of an Astro component, and its `<script>` blocks. Both are TypeScript. */
export function astroBlocks(text: string): readonly CodeBlock[] {
  const opening = /^(?:\s|<!--[\s\S]*?-->)*---/.exec(text);
  if (opening === null) return scriptsBehind(text, 0, () => "ts");
  const start = opening[0].length;
  const end = endOfFrontMatter(text, start);
  const front: readonly CodeBlock[] = isBlank(text, start, end) ? [] : [{ start, end, language: "ts" }];
  return [...front, ...scriptsBehind(text, end, () => "ts")];
}

const vueLanguages: ReadonlyMap<string, CodeBlock["language"]> = new Map([
  ["", "js"],
  ["js", "js"],
  ["jsx", "jsx"],
  ["ts", "ts"],
  ["tsx", "tsx"],
]);

const svelteLanguages: ReadonlyMap<string, CodeBlock["language"]> = new Map([
  ["", "js"],
  ["js", "js"],
  ["javascript", "js"],
  ["ts", "ts"],
  ["typescript", "ts"],
]);

const javascriptTypes: ReadonlySet<string> = new Set(["", "module", "js", "text/javascript", "application/javascript", "text/ecmascript"]);
const typescriptTypes: ReadonlySet<string> = new Set(["ts", "text/typescript", "application/typescript"]);

function scriptsBehind(
  text: string,
  from: number,
  languageOf: (tag: OpenTag) => CodeBlock["language"] | undefined,
): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const next = /<!--|<script(?=[\s/>])/gi;
  next.lastIndex = from;
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    const at = match.index;
    const tag = openTagAt(text, at);
    if (tag === undefined) next.lastIndex = behindComment(text, at) ?? at + 1;
    else if (tag.isClosed) next.lastIndex = tag.end;
    else {
      const end = endOfRawText(text, tag);
      addScript(tag, end, languageOf(tag), text, blocks);
      next.lastIndex = end;
    }
  }
  return blocks;
}

function addScript(
  { name, attributes, end: start }: OpenTag,
  end: number,
  language: CodeBlock["language"] | undefined,
  text: string,
  blocks: CodeBlock[],
): void {
  const type = attributes.get("type") ?? "";
  const isCode = javascriptTypes.has(type) || typescriptTypes.has(type);
  if (name !== "script" || language === undefined || !isCode || attributes.has("src")) return;
  if (!isBlank(text, start, end)) blocks.push({ start, end, language });
}

function isBlank(text: string, start: number, end: number): boolean {
  return !/\S/.test(text.slice(start, end));
}

/** The tag that opens at `at`, where its `<` stands; `undefined` where there is none, or no end of it within reach. */
function openTagAt(text: string, at: number): OpenTag | undefined {
  const whole = /<([a-z][^\s/<>]*)((?:"[^"]*"|'[^']*'|[^"'<>]){0,5000})>/iy;
  whole.lastIndex = at;
  const match = whole.exec(text);
  if (match === null) return undefined;
  const [all, name = "", rest = ""] = match;
  const attributes = new Map<string, string>();
  for (const [, key = "", double, single, bare] of rest.matchAll(/([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g)) {
    attributes.set(key, double ?? single ?? bare ?? "");
  }
  return { name: name.toLowerCase(), attributes, end: at + all.length, isClosed: rest.endsWith("/") };
}

/** Where the comment that opens at `at` ends; `undefined` where none opens. */
function behindComment(text: string, at: number): number | undefined {
  if (!text.startsWith("<!--", at)) return undefined;
  const close = text.indexOf("-->", at + "<!--".length);
  return close < 0 ? text.length : close + "-->".length;
}

/** Where the closing tag stands that comes first, as in HTML: also within a string. The end of the text where there is none. */
function endOfRawText(text: string, { name, end }: OpenTag): number {
  const closing = new RegExp(`</${name.replace(/[^\w-]/g, "\\$&")}(?=[\\s/>])`, "gi");
  closing.lastIndex = end;
  return closing.exec(text)?.index ?? text.length;
}

/**
 * Where the template that begins at `start` is closed; templates may stand in one another. Where one in it is
 * not closed, as while somebody types, this is the last closing tag of all, so that scripts behind it are found.
 */
function endOfTemplate(text: string, start: number): number {
  const tag = /<!--|<(\/?)template(?=[\s/>])/gi;
  tag.lastIndex = start;
  let depth = 1;
  let last = start;
  for (let match = tag.exec(text); match !== null; match = tag.exec(text)) {
    if (match[1] === "/") {
      last = match.index + 1;
      if (--depth === 0) return last;
      continue;
    }
    const open = openTagAt(text, match.index);
    if (open !== undefined && !open.isClosed) depth++;
    tag.lastIndex = open?.end ?? behindComment(text, match.index) ?? match.index + 1;
  }
  return last;
}

/** Where the line begins that closes the front matter; comments and strings may hold such a line too. */
function endOfFrontMatter(text: string, start: number): number {
  const next = /^[ \t]*---|["'`/]/gm;
  next.lastIndex = start;
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    const [sign] = match;
    if (sign === "/") next.lastIndex = Math.max(next.lastIndex, skipTrivia(text, match.index, text.length));
    else if (sign.length === 1) next.lastIndex = behindString(text, match.index, sign);
    else return match.index;
  }
  // A sign in a regular expression may have looked like the start of a string.
  const first = text.slice(start).search(/^[ \t]*---/m);
  return first < 0 ? text.length : start + first;
}

/** A string ends with its line, where nothing else ends it. A template may go on over lines. */
function behindString(text: string, at: number, quote: string): number {
  const string = quote === "`" ? /`(?:[^`\\]|\\[\s\S])*`/y : /(["'])(?:(?!\1)[^\\\r\n]|\\[\s\S])*\1?/y;
  string.lastIndex = at;
  return at + (string.exec(text)?.[0].length ?? 1);
}
