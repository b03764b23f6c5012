import type { FileEdit, Fragment, TextEdit } from "../refactoring.ts";
import { isMovable, mayChangePlaces } from "../semantics/changePlaces.ts";
import { isPragma } from "../semantics/pragmas.ts";
import { leadingStart } from "../modules/leadingComments.ts";
import { lineStartOf } from "../modules/layout.ts";
import { offsetAfter } from "../textOffsets.ts";
import { byPlace } from "../../syntax/sorted.ts";
import { ts } from "../../syntax/typescript.ts";
import { unevenLists, type LaidList } from "./sharedParts.ts";

/** What all copies have once statements that only some of them have do not stand between. */
export interface Moved {
  /** They change nothing about what the program does. */
  readonly edits: readonly FileEdit[];
  /** Whether the fragments are all that the copies are. */
  readonly isWhole: boolean;
  /** So many statements there are more after the edits. */
  readonly statements: number;
  /** What all copies have, one range of each, in the texts after the edits. */
  readonly fragments: readonly Fragment[];
  /** So many lines the shortest of them has. */
  readonly lines: number;
}

/** Less than so many lines are not worth that statements move. */
const fewestLines = 5;
/** So many of the largest parts are given. */
const mostMoved = 3;

/**
 * The largest parts that all fragments have once the statements in between that only some of them have stand in front of them or behind, where
 * running those earlier or later is the same. They keep their order and their comments.
 */
export function movedStatements(fragments: readonly Fragment[], sources: readonly ts.SourceFile[], checker: ts.TypeChecker): readonly Moved[] {
  const found = unevenLists(fragments, sources).flatMap((laid) => windowsOf(laid).flatMap((window) => movedIn(laid, window, sources, checker) ?? []));
  return found.sort((one, other) => other.lines - one.lines).slice(0, mostMoved);
}

/** The first and last of neighbouring rows of statements that all copies have. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Windows with a statement in between that has no partner. */
function windowsOf(laid: readonly LaidList[]): readonly Window[] {
  const rows = laid[0]?.matched.length ?? 0;
  const windows: Window[] = [];
  for (let from = 0; from < rows; from++)
    for (let to = from + 1; to < rows; to++)
      if (laid.some(({ matched }) => (matched[to] ?? 0) - (matched[from] ?? 0) > to - from)) windows.push({ from, to });
  return windows;
}

function movedIn(laid: readonly LaidList[], window: Window, sources: readonly ts.SourceFile[], checker: ts.TypeChecker): Moved | undefined {
  const { from, to } = window;
  if (shortestOf(laid, window, sources) < fewestLines) return undefined;
  const edits = new Map<ts.SourceFile, TextEdit[]>();
  for (const [at, { list, matched }] of laid.entries()) {
    const source = sources[at] as ts.SourceFile;
    const own = movesOf(list.slice(matched[from], (matched[to] ?? 0) + 1), matched.slice(from, to + 1).map((one) => one - (matched[from] ?? 0)), source, checker);
    if (own === undefined) return undefined;
    edits.set(source, [...(edits.get(source) ?? []), ...own]);
  }
  const changes = [...edits].filter(([, own]) => own.length > 0).map(([source, own]): FileEdit => ({ kind: "change", file: source.fileName, edits: own.sort(byPlace) }));
  return { ...windowIn(laid, window, sources, changes), edits: changes, isWhole: false, statements: 0 };
}

/** What the copies have from the first row of the window to the last, in the texts after the changes. */
export function windowIn(laid: readonly LaidList[], window: Window, sources: readonly ts.SourceFile[], changes: readonly FileEdit[]): Pick<Moved, "fragments" | "lines"> {
  const fragments = endsOf(laid, window).map(({ first, last }, at): Fragment => {
    const source = sources[at] as ts.SourceFile;
    const { fileName: file } = source;
    const start = offsetAfter(changes, file, first.getStart(source)) ?? 0;
    const end = (offsetAfter(changes, file, last.end - 1) ?? 0) + 1;
    return { file, start, end };
  });
  return { fragments, lines: shortestOf(laid, window, sources) };
}

/** The first and the last statement of each copy in the window. */
export function endsOf(laid: readonly LaidList[], { from, to }: Window): readonly { readonly first: ts.Statement; readonly last: ts.Statement }[] {
  return laid.map(({ list, matched }) => ({ first: list[matched[from] ?? 0] as ts.Statement, last: list[matched[to] ?? 0] as ts.Statement }));
}

function shortestOf(laid: readonly LaidList[], window: Window, sources: readonly ts.SourceFile[]): number {
  return Math.min(...endsOf(laid, window).map(({ first, last }, at) => linesBetween(sources[at] as ts.SourceFile, first, last)));
}

/** The lines from one statement to another that are not empty. */
export function linesBetween(source: ts.SourceFile, first: ts.Node, last: ts.Node): number {
  return source.text.slice(first.getStart(source), last.end).split("\n").filter((line) => line.trim() !== "").length;
}

/** The edits that bring statements without partners in front of the first statement or behind the last; `undefined` where one has to stay. */
function movesOf(list: readonly ts.Statement[], matched: readonly number[], source: ts.SourceFile, checker: ts.TypeChecker): readonly TextEdit[] | undefined {
  const unmatched = list.filter((_, at) => !matched.includes(at));
  if (unmatched.length === 0) return [];
  const strays = unmatched.filter((one) => isMovable(checker, one));
  if (strays.length < unmatched.length) return undefined;
  const before = new Set<ts.Statement>();
  for (const stray of strays) {
    const passed = list.slice(0, list.indexOf(stray)).filter((one) => !before.has(one));
    if (passed.every((one) => mayChangePlaces(checker, stray, one))) before.add(stray);
  }
  const after = new Set<ts.Statement>();
  for (const stray of [...strays].reverse()) {
    if (before.has(stray)) continue;
    const passed = list.slice(list.indexOf(stray) + 1).filter((one) => !before.has(one) && !after.has(one));
    if (!passed.every((one) => mayChangePlaces(checker, stray, one))) return undefined;
    after.add(stray);
  }
  const first = linesOf(list[0] as ts.Statement, source);
  const last = linesOf(list[list.length - 1] as ts.Statement, source);
  const taken = strays.map((stray) => ({ stray, lines: linesOf(stray, source) }));
  if (!first || !last || !taken.every((one): one is { stray: ts.VariableStatement; lines: Lines } => one.lines !== undefined)) return undefined;
  const textOf = (side: ReadonlySet<ts.Statement>): string => taken.filter(({ stray }) => side.has(stray)).map(({ lines }) => source.text.slice(lines.start, lines.end)).join("");
  const edits = taken.map(({ lines }) => ({ start: lines.start, end: withBlankBehind(source.text, lines), text: "" }));
  if (before.size > 0) edits.push({ start: first.start, end: first.start, text: textOf(before) });
  if (after.size > 0) edits.push({ start: last.end, end: last.end, text: textOf(after) });
  return edits;
}

export interface Lines {
  readonly start: number;
  readonly end: number;
}

/** The whole lines of a statement with its comments, the last line break included; `undefined` where others stand on them, or a comment speaks to tools. */
export function linesOf(statement: ts.Statement, source: ts.SourceFile): Lines | undefined {
  const { text } = source;
  const start = lineStartOf(text, leadingStart(statement, source));
  const comments = ts.getTrailingCommentRanges(text, statement.end) ?? [];
  const behind = /^[ \t;]*\r?\n/.exec(text.slice(comments[comments.length - 1]?.end ?? statement.end));
  const isAlone = text.slice(start, leadingStart(statement, source)).trim() === "";
  if (!isAlone || !behind) return undefined;
  const end = (comments[comments.length - 1]?.end ?? statement.end) + behind[0].length;
  const said = [...(ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? []), ...comments].some((one) => isPragma(text.slice(one.pos, one.end)));
  return said || /^\s*;/.test(behind[0]) ? undefined : { start, end };
}

/** The end of the lines with an empty line behind them, where another stands in front: two would be left. */
function withBlankBehind(text: string, { start, end }: Lines): number {
  const isBlankBefore = /\n[ \t]*\r?\n$/.test(text.slice(0, start));
  return end + (isBlankBefore ? (/^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0) : 0);
}
