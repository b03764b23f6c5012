import type ts from "typescript";
import type { Fragment, FragmentKind } from "./fragments.ts";
import { tokensOf } from "./tokens.ts";
import type { Token } from "./tokens.ts";
import { edited, parseText, syntaxErrors, syntaxErrorsOf } from "./tree.ts";
import type { Edit } from "./tree.ts";

/** A fragment that stands alone in a small file, in what it needs around it to be right. */
export interface ParsedFragment {
  readonly kind: FragmentKind;
  readonly tree: ts.SourceFile;
  /** Where the fragment stands in the small file; offsets from 0. */
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
}

const path = "fragment.tsx";
const plainPath = "fragment.ts";

const around: Readonly<Record<FragmentKind, readonly [string, string]>> = {
  function: ["", ""],
  class: ["", ""],
  method: ["class Around {\n", "\n}"],
  statements: ["async function* around() {\n", "\n}"],
  markup: ["async function* around() { return <>\n", "\n</>; }"],
};

/** `undefined` where it cannot stand alone. */
export function parsedFragment({ kind, text, source }: Pick<Fragment, "kind" | "text" | "source">): ParsedFragment | undefined {
  const file = fileOf(source.path);
  const [before, after] = around[kind];
  const whole = before + text + after;
  const tree = parseText(file, whole);
  if (syntaxErrorsOf(tree).length > 0) return undefined;
  const end = before.length + text.length;
  return { kind, tree, start: before.length, end, tokens: tokensOf(tree).filter((token) => token.start >= before.length && token.end <= end) };
}

/** What the parser says to a text of some kind that was taken from `sourcePath`. */
export function fragmentErrors(kind: FragmentKind, text: string, sourcePath: string): readonly string[] {
  const [before, after] = around[kind];
  return syntaxErrors(fileOf(sourcePath), before + text + after);
}

/** `<T>x` and `<T>() => x` are read in other ways where there may be JSX. */
function fileOf(sourcePath: string): string {
  return sourcePath.endsWith("x") ? path : plainPath;
}

/** The fragment's text with edits made; `undefined` where there are none, or one is outside of it. */
export function rewritten({ tree, start, end }: ParsedFragment, edits: readonly Edit[]): string | undefined {
  if (edits.length === 0 || edits.some((edit) => edit.start < start || edit.end > end)) return undefined;
  const text = edited(tree.text, edits);
  return text.slice(start, text.length - (tree.text.length - end));
}
