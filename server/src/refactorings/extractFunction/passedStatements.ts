import type { FileEdit, Fragment, TextEdit } from "../refactoring.ts";
import { indentAt } from "./writing/rope.ts";
import type { Layout } from "../modules/layout.ts";
import { endsOf, linesBetween, linesOf, windowIn, type Moved, type Window } from "./movedStatements.ts";
import { byPlace } from "../../syntax/sorted.ts";
import { isDeclaredIn, mentionsOf, namesIn, symbolAt } from "../semantics/symbols.ts";
import { leavesAnother } from "../semantics/leavingStatements.ts";
import { ts } from "../../syntax/typescript.ts";
import { unevenLists, type LaidList } from "./sharedParts.ts";

/** Less than so many lines are not worth a function that is passed. */
const fewestLines = 5;
/** More lines than that are not what one copy does beside the others, but what it is for. */
const mostPassed = 8;
/** So many of the largest parts are given. */
const mostParts = 3;

/**
 * The largest parts that all fragments have but for statements at one place in between, which only some of them have. The edits
 * make one statement of these wherever they stand, and one that does nothing (`undefined`) where they are missing, so that the
 * copies differ in one place, which a function that is passed fills. They change nothing about what runs and when.
 */
export function passedStatements(fragments: readonly Fragment[], sources: readonly ts.SourceFile[], checker: ts.TypeChecker, layoutOf: (source: ts.SourceFile) => Layout): readonly Moved[] {
  const found = unevenLists(fragments, sources).flatMap((laid) => windowsOf(laid).flatMap((window) => passedIn(laid, window, fragments, sources, checker, layoutOf) ?? []));
  return found.sort((one, other) => other.lines - one.lines).slice(0, mostParts);
}

interface PassingWindow extends Window {
  /** The row of statements behind which some copies have more. */
  readonly gap: number;
}

/** The largest windows around each place where some copies have statements and others none. */
function windowsOf(laid: readonly LaidList[]): readonly PassingWindow[] {
  const rows = laid[0]?.matched.length ?? 0;
  const counts = Array.from({ length: Math.max(rows - 1, 0) }, (_, row) => laid.map(({ matched }) => (matched[row + 1] ?? 0) - (matched[row] ?? 0) - 1));
  const isEven = (row: number): boolean => (counts[row] ?? [1]).every((count) => count === 0);
  return counts.flatMap((own, gap): readonly PassingWindow[] => {
    if (isEven(gap) || own.every((count) => count > 0)) return [];
    let [from, to] = [gap, gap + 1];
    while (isEven(from - 1)) from--;
    while (isEven(to)) to++;
    return [{ from, to, gap }];
  });
}

function passedIn(laid: readonly LaidList[], window: PassingWindow, fragments: readonly Fragment[], sources: readonly ts.SourceFile[], checker: ts.TypeChecker, layoutOf: (source: ts.SourceFile) => Layout): Moved | undefined {
  const edits = new Map<ts.SourceFile, TextEdit[]>();
  let statements = 0;
  for (const [at, { list, matched }] of laid.entries()) {
    const source = sources[at] as ts.SourceFile;
    const before = list[matched[window.gap] ?? 0] as ts.Statement;
    const own = list.slice((matched[window.gap] ?? 0) + 1, matched[window.gap + 1]);
    const made = own.length === 0 ? nothingBehind(before, source, layoutOf(source)) : oneOf(own, source, checker, layoutOf(source));
    if (made === undefined) return undefined;
    statements += made.statements;
    edits.set(source, [...(edits.get(source) ?? []), ...made.edits]);
  }
  const changes = [...edits].filter(([, own]) => own.length > 0).map(([source, own]): FileEdit => ({ kind: "change", file: source.fileName, edits: own.sort(byPlace) }));
  const part = windowIn(laid, window, sources, changes);
  // What is passed stays where it was: the function says the rest.
  const passed = Math.max(...laid.map(({ list, matched }, at) => linesPassed(list.slice((matched[window.gap] ?? 0) + 1, matched[window.gap + 1]), sources[at] as ts.SourceFile)));
  if (part.lines < fewestLines || passed > mostPassed || passed > part.lines) return undefined;
  const isWhole = endsOf(laid, window).every(({ first, last }, at) => first.getStart(sources[at]) <= (fragments[at]?.start ?? 0) && last.end >= (fragments[at]?.end ?? 0));
  return { ...part, edits: changes, isWhole, statements };
}

function linesPassed(own: readonly ts.Statement[], source: ts.SourceFile): number {
  const [first] = own;
  const last = own[own.length - 1];
  return first && last ? linesBetween(source, first, last) : 0;
}

interface Made {
  readonly edits: readonly TextEdit[];
  /** So many statements there are more than before. */
  readonly statements: number;
}

/** A statement that does nothing, on a line of its own. */
function nothingBehind(before: ts.Statement, source: ts.SourceFile, { newLine, end }: Layout): Made | undefined {
  const lines = linesOf(before, source);
  if (!lines) return undefined;
  const text = `${indentAt(source.text, before.getStart(source))}undefined${end}${newLine}`;
  return { edits: [{ start: lines.end, end: lines.end, text }], statements: 1 };
}

/** One statement of several, which may declare what only they name; an expression alone is one already. */
function oneOf(own: readonly ts.Statement[], source: ts.SourceFile, checker: ts.TypeChecker, { newLine: br, step, end: semicolon }: Layout): Made | undefined {
  const lines = own.map((one) => linesOf(one, source));
  const [first] = lines;
  const last = lines[lines.length - 1];
  if (!first || !last || lines.includes(undefined) || own.some((one) => leavesAnother(one)) || !declareForThemselves(own, source, checker)) return undefined;
  const text = source.text.slice(first.start, last.end);
  const [only] = own;
  const isBare = own.length === 1 && only && ts.isExpressionStatement(only) && text.trim() === only.getText(source);
  if (isBare) return ts.isIdentifier(only.expression) ? undefined : { edits: [], statements: 0 };
  if (own.some((one) => hasTextOfLines(one, source))) return undefined;
  const indent = indentAt(source.text, (only as ts.Statement).getStart(source));
  const inner = text.split("\n").slice(0, -1).map((line) => `${line.trim() === "" ? line : step + line}\n`);
  // `void` cannot go on with the line before, where no semicolon ends it.
  const edit = { start: first.start, end: last.end, text: `${indent}void (() => {${br}${inner.join("")}${indent}})()${semicolon}${br}` };
  return { edits: [edit], statements: 1 };
}

/** Whether the statements declare nothing but constants and variables that only they name. */
function declareForThemselves(own: readonly ts.Statement[], source: ts.SourceFile, checker: ts.TypeChecker): boolean {
  const [start, end] = [(own[0] as ts.Statement).pos, (own[own.length - 1] as ts.Statement).end];
  for (const one of own) {
    if (ts.isExpressionStatement(one) || ts.isIfStatement(one) || ts.isSwitchStatement(one) || ts.isIterationStatement(one, false) || ts.isThrowStatement(one) || ts.isTryStatement(one) || ts.isBlock(one)) continue;
    if (!ts.isVariableStatement(one) || (one.declarationList.flags & ts.NodeFlags.BlockScoped) === 0 || (one.declarationList.flags & ts.NodeFlags.Using) !== 0) return false;
  }
  return own.flatMap(namesIn).every((node) => {
    const symbol = symbolAt(checker, node);
    if (!symbol || !isDeclaredIn(symbol, source, start, end)) return true;
    return mentionsOf(checker, source, symbol).every((mention) => mention.pos >= start && mention.end <= end);
  });
}

/** Whether a text of the statement goes over several lines, which cannot be indented. */
function hasTextOfLines(node: ts.Node, source: ts.SourceFile): boolean {
  const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isJsxText(node);
  if (isText) return node.getText(source).includes("\n");
  return ts.forEachChild(node, (child) => hasTextOfLines(child, source) || undefined) ?? false;
}
