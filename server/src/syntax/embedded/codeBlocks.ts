import type { containerEndings } from "../endings.ts";
import type { Span } from "../position.ts";
import { fencedBlocks } from "./fencedBlocks.ts";
import { astroBlocks, svelteBlocks, vueBlocks } from "./scriptBlocks.ts";

/** A part of a file that is code, without the marks around it. */
export interface CodeBlock extends Span {
  /** The ending of a file that is read as this code is. */
  readonly language: "ts" | "tsx" | "js" | "jsx";
}

/** A file that is not code but holds some. */
export interface Container {
  /** What a reader calls such a file. */
  readonly name: string;
  /** In a document, code is an example: it need not be whole, and it repeats other code by its nature. */
  readonly isDocument: boolean;
  /** The blocks of a text, in its order. Blocks that hold nothing but blanks are not among them. */
  blocksOf(text: string): readonly CodeBlock[];
}

const vue: Container = { name: "Vue component", isDocument: false, blocksOf: vueBlocks };
const svelte: Container = { name: "Svelte component", isDocument: false, blocksOf: svelteBlocks };
const astro: Container = { name: "Astro component", isDocument: false, blocksOf: astroBlocks };
const markdown: Container = { name: "Markdown document", isDocument: true, blocksOf: fencedBlocks };

const containers: Readonly<Record<(typeof containerEndings)[number], Container>> = { vue, svelte, astro, md: markdown, mdx: markdown, markdown };
const byEnding: ReadonlyMap<string, Container> = new Map(Object.entries(containers));

/** What a file of this name (path or last part) is, if it is not code but may hold some. */
export function containerOf(file: string): Container | undefined {
  const dot = file.lastIndexOf(".");
  return dot < 0 ? undefined : byEnding.get(file.slice(dot + 1).toLowerCase());
}
