import { byPlace } from "../../syntax/sorted.ts";
import { ts } from "../../syntax/typescript.ts";
import type { TextEdit } from "../refactoring.ts";
import { importBefore, isOfFile } from "./importPlace.ts";
import { emptyLineAbove, lineEndOf, lineStartOf, type Layout } from "./layout.ts";
import { leadingStart } from "./leadingComments.ts";
import { loadOrderOf } from "./loadOrder.ts";
import { moduleSpecifier, targetOf } from "./moduleSpecifier.ts";

/** One name to be imported. */
export interface WantedImport {
  /** Absolute path of the file that exports it. */
  readonly from: string;
  /** What names that file where it is one of a package. */
  readonly specifier?: string | undefined;
  /** The name of the export; `default` for the default one, `*` for all of them as one. */
  readonly name: string;
  /** The name in the importing file. */
  readonly local: string;
  readonly typeOnly: boolean;
}

/** A binding of an import declaration: `Name`, `* as Name` or one of `{ … }`. */
export type ImportBinding = ts.ImportClause | ts.NamespaceImport | ts.ImportSpecifier;

/** Everything that the imports of a file bind, in the order of the text. */
export function importBindings(source: ts.SourceFile): readonly ImportBinding[] {
  return source.statements.flatMap((statement): readonly ImportBinding[] => {
    const clause = ts.isImportDeclaration(statement) ? statement.importClause : undefined;
    if (!clause) return [];
    const own = clause.name ? [clause] : [];
    const bindings = clause.namedBindings;
    if (!bindings) return own;
    return ts.isNamespaceImport(bindings) ? [...own, bindings] : [...own, ...bindings.elements];
  });
}

/**
 * The edits that add imports to a file and take others away, sorted. An import declaration of the
 * same module is extended where there is one; types are imported by `import type`, so that nothing
 * more is loaded when the program runs. What loads a module today goes on loading it.
 */
export function editImports(
  source: ts.SourceFile,
  wanted: readonly WantedImport[],
  unused: readonly ImportBinding[],
  program: ts.Program,
  layout: Layout,
): readonly TextEdit[] {
  const drop = new Set<ts.Node>(unused);
  const statements = source.statements.filter(ts.isImportDeclaration);
  const extended = new Map<ts.ImportDeclaration, WantedImport[]>();
  const fresh: WantedImport[] = [];
  for (const want of wanted) {
    const home = statements.find((statement) => canHold(statement, want, drop, source, program));
    if (home) extended.set(home, [...(extended.get(home) ?? []), want]);
    else fresh.push(want);
  }
  const inserted = fresh.length > 0 ? insertions(source, fresh, layout, program) : [];
  const edits = statements.flatMap((statement) => editOf(statement, drop, extended.get(statement) ?? [], source, program, layout) ?? []);
  return [...withoutGaps(edits, source, inserted), ...inserted].sort(byPlace);
}

/**
 * Where a whole paragraph of imports goes, one of the empty lines around it goes too: the one in front, or the one behind where
 * nothing stands in front.
 */
function withoutGaps(edits: readonly TextEdit[], source: ts.SourceFile, inserted: readonly TextEdit[]): readonly TextEdit[] {
  const { text } = source;
  const isFilled = (offset: number): boolean => inserted.some(({ start }) => start === offset);
  const joined: TextEdit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last?.end === edit.start && isOfLines(last, text) && isOfLines(edit, text) && !isFilled(edit.start)) joined[joined.length - 1] = { ...last, end: edit.end };
    else joined.push(edit);
  }
  return joined.map((edit) => {
    const behind = /^[ \t]*(?:\r\n|\r|\n)/.exec(text.slice(edit.end));
    if (!behind || !isOfLines(edit, text) || isFilled(edit.end)) return edit;
    const isFirst = text.slice(0, edit.start).trim() === "" && !isFilled(edit.start);
    return isFirst ? { ...edit, end: edit.end + behind[0].length } : { ...edit, start: emptyLineAbove(text, edit.start) ?? edit.start };
  });
}

/** Whether an edit takes whole lines away. */
function isOfLines({ start, end, text: written }: TextEdit, text: string): boolean {
  return written === "" && start === lineStartOf(text, start) && end === lineEndOf(text, end - 1);
}

/** Whether a name can be added to the braces of an import declaration. */
function canHold(
  statement: ts.ImportDeclaration,
  { from, name, typeOnly }: WantedImport,
  drop: ReadonlySet<ts.Node>,
  source: ts.SourceFile,
  program: ts.Program,
): boolean {
  const clause = statement.importClause;
  const bindings = clause?.namedBindings;
  if (name === "default" || name === "*" || !bindings || !ts.isNamedImports(bindings)) return false;
  if (!bindings.elements.some((element) => !drop.has(element))) return false;
  if (targetOf(statement.moduleSpecifier, program)?.fileName !== from) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return typeOnly;
  return !typeOnly || usesInlineType(source, program);
}

/** Whether the program writes `import { type A }`. */
function usesInlineType(source: ts.SourceFile, program: ts.Program): boolean {
  const uses = (file: ts.SourceFile): boolean =>
    file.statements.some((statement) => {
      const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
      return bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.some((element) => element.isTypeOnly);
    });
  return uses(source) || program.getSourceFiles().some((file) => !file.isDeclarationFile && uses(file));
}

function editOf(
  statement: ts.ImportDeclaration,
  drop: ReadonlySet<ts.Node>,
  added: readonly WantedImport[],
  source: ts.SourceFile,
  program: ts.Program,
  layout: Layout,
): TextEdit | undefined {
  const { importClause: clause } = statement;
  if (!clause) return undefined;
  const bindings = clause.namedBindings;
  const elements = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
  const left = elements.filter((element) => !drop.has(element));
  const dropsName = clause.name !== undefined && drop.has(clause);
  const dropsStar = bindings !== undefined && ts.isNamespaceImport(bindings) && drop.has(bindings);
  if (left.length === elements.length && !dropsName && !dropsStar) {
    return added.length === 0 ? undefined : appended(elements, added, clause, source, layout);
  }
  const keepsName = clause.name !== undefined && !dropsName;
  const keepsStar = bindings !== undefined && ts.isNamespaceImport(bindings) && !dropsStar;
  if (!keepsName && !keepsStar && left.length === 0 && added.length === 0) return removal(statement, clause, source, program);
  const parts = [
    ...(keepsName ? [clause.name.text] : []),
    ...(keepsStar ? [bindings.getText(source)] : []),
    ...(left.length + added.length > 0 ? [braces(elements, left, added, clause, source, layout)] : []),
  ];
  const start = clause.name?.getStart(source) ?? bindings?.getStart(source) ?? clause.getStart(source);
  return { start, end: clause.end, text: parts.join(", ") };
}

function appended(
  elements: readonly ts.ImportSpecifier[],
  added: readonly WantedImport[],
  clause: ts.ImportClause,
  source: ts.SourceFile,
  layout: Layout,
): TextEdit | undefined {
  const last = elements.at(-1);
  if (!last || !clause.namedBindings) return undefined;
  const between = separator(elements, source);
  const text = added.map((want) => between + specifierText(want, clause)).join("");
  const end = lineEndOf(source.text, last.end);
  const isLong = between === ", " && source.text.slice(lineStartOf(source.text, last.end), end).trimEnd().length + text.length > layout.width;
  if (!isLong) return { start: last.end, end: last.end, text };
  const names = [...elements.map((element) => element.getText(source)), ...added.map((want) => specifierText(want, clause))];
  return { start: clause.namedBindings.getStart(source), end: clause.namedBindings.end, text: onLines(names, layout) };
}

function braces(
  elements: readonly ts.ImportSpecifier[],
  left: readonly ts.ImportSpecifier[],
  added: readonly WantedImport[],
  clause: ts.ImportClause,
  source: ts.SourceFile,
  { pad }: Layout,
): string {
  const texts = [...left.map((element) => element.getText(source)), ...added.map((want) => specifierText(want, clause))];
  const between = separator(elements, source);
  if (between === ", ") return `{${pad}${texts.join(between)}${pad}}`;
  const newLine = between.slice(1);
  return `{${newLine}${texts.join(between)},${newLine.replace(/[ \t]+$/, "")}}`;
}

/** What stands between two names of the braces: a comma and a blank, or a comma and a line break. */
function separator(elements: readonly ts.ImportSpecifier[], source: ts.SourceFile): string {
  const last = elements.at(-1);
  const line = last ? lineStartOf(source.text, last.getStart(source)) : 0;
  const indent = last ? source.text.slice(line, last.getStart(source)) : "";
  return last && indent.trim() === "" && line > 0 ? `,${source.text.includes("\r\n") ? "\r\n" : "\n"}${indent}` : ", ";
}

function specifierText({ name, local, typeOnly }: WantedImport, clause: ts.ImportClause): string {
  const inline = typeOnly && clause.phaseModifier !== ts.SyntaxKind.TypeKeyword ? "type " : "";
  return inline + renamed(name, local);
}

function renamed(name: string, local: string): string {
  return name === local ? name : `${name} as ${local}`;
}

/** Takes a whole declaration away, or leaves the bare import where that is what loads the module. */
function removal(
  statement: ts.ImportDeclaration,
  clause: ts.ImportClause,
  source: ts.SourceFile,
  program: ts.Program,
): TextEdit {
  const isType = clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
  if (!isType && program.getCompilerOptions().verbatimModuleSyntax) {
    return { start: clause.getStart(source), end: statement.moduleSpecifier.getStart(source), text: "" };
  }
  const start = statement.getStart(source);
  const alone = source.text.slice(lineStartOf(source.text, start), start).trim() === "";
  const end = lineEndOf(source.text, statement.end);
  const endsLine = source.text.slice(statement.end, end).trim() === "";
  return alone && endsLine ? { start: lineStartOf(source.text, start), end, text: "" } : { start, end: statement.end, text: "" };
}

/** New import declarations, each where the order of the file wants it, else in front of the first statement and its comment. */
function insertions(source: ts.SourceFile, fresh: readonly WantedImport[], layout: Layout, program: ts.Program): readonly TextEdit[] {
  const { newLine } = layout;
  const places = new Map<ts.Statement | undefined, string[]>();
  const modules = [...new Set(fresh.map(({ from }) => from))].map((from) => {
    const own = fresh.filter((want) => want.from === from);
    return { own, specifier: own[0]?.specifier ?? moduleSpecifier(source, from, program) };
  });
  // Packages stand in front of files, as in most programs.
  for (const { own, specifier } of modules.sort((a, b) => Number(isOfFile(a.specifier)) - Number(isOfFile(b.specifier)))) {
    const lines = declarations(own, layout).map((text) => laidOut(`import ${text} from ${layout.quote}${specifier}${layout.quote}${layout.end}`, layout));
    const isLoaded = own.some(({ typeOnly }) => !typeOnly);
    const before = importBefore(source, specifier, isLoaded ? loadOrderOf(program, source, own[0]?.from ?? "") : {});
    places.set(before, [...(places.get(before) ?? []), ...lines]);
  }
  return [...places].map(([before, lines]) => {
    if (before) return behind(source, before, lines.join(newLine), newLine);
    const at = beforeFirstStatement(source);
    const joins = source.statements.some((one) => ts.isImportDeclaration(one) && lineStartOf(source.text, one.getStart(source)) >= at);
    return { start: at, end: at, text: lines.join(newLine) + newLine + (joins ? "" : newLine) };
  });
}

/** An import that is too long for a line has each of its names on a line of its own. */
function laidOut(line: string, layout: Layout): string {
  const braces = /\{ ?(.*?) ?\}/.exec(line);
  if (line.length <= layout.width || braces === null) return line;
  return line.replace(braces[0], () => onLines((braces[1] ?? "").split(", "), layout));
}

function onLines(names: readonly string[], { newLine, step, lastComma }: Layout): string {
  return `{${newLine}${step}${names.join(`,${newLine}${step}`)}${lastComma}${newLine}}`;
}

function behind(source: ts.SourceFile, statement: ts.Statement, text: string, newLine: string): TextEdit {
  const at = lineEndOf(source.text, statement.end);
  const rest = source.text.slice(statement.end, at);
  const endsLine = rest.trim() === "" || /^\s*(?:\/\/|\/\*)/.test(rest);
  if (!endsLine) return { start: statement.end, end: statement.end, text: newLine + text };
  const broken = /[\r\n]$/.test(source.text.slice(0, at)) ? "" : newLine;
  return { start: at, end: at, text: broken + text + newLine };
}

function declarations(wanted: readonly WantedImport[], { pad }: Layout): readonly string[] {
  const texts: string[] = [];
  for (const typeOnly of [true, false]) {
    const own = wanted.filter((want) => want.typeOnly === typeOnly);
    const keyword = typeOnly ? "type " : "";
    for (const { local } of own.filter(({ name }) => name === "default")) texts.push(keyword + local);
    for (const { local } of own.filter(({ name }) => name === "*")) texts.push(`${keyword}* as ${local}`);
    const named = own.filter(({ name }) => name !== "default" && name !== "*").map(({ name, local }) => renamed(name, local));
    if (named.length > 0) texts.push(`${keyword}{${pad}${named.join(", ")}${pad}}`);
  }
  return texts;
}

/** Comments that speak for the whole file and must stay at its top. */
const ofWholeFile = /^#!|@license|@preserve|copyright|SPDX|@fileoverview|@file\b|@module\b|@packageDocumentation|@ts-(?:no)?check|eslint-|@vitest-environment|@jest-environment|@jsx|reference (?:types|path|lib)/i;

/** The offset in front of the first statement that is no directive, and of the comment that speaks for it. */
export function beforeFirstStatement(source: ts.SourceFile): number {
  const first = source.statements.find((statement) => !(ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression)));
  if (!first) return source.text.length;
  return lineStartOf(source.text, leadingStart(first, source, (comment) => ofWholeFile.test(comment)));
}
