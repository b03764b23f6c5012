import { editImports, type WantedImport } from "../modules/editImports.ts";
import { firstToLeadBack } from "../modules/loadOrder.ts";
import { refuseImporting } from "../modules/importing.ts";
import type { Layout } from "../modules/layout.ts";
import { Layouts } from "../modules/layouts.ts";
import { refuseExport } from "../modules/exporting.ts";
import { leadingStart } from "../modules/leadingComments.ts";
import { refuseSpied } from "../modules/mocking.ts";
import { moduleSpecifier } from "../modules/moduleSpecifier.ts";
import { refuseMoved } from "../semantics/elsewhere.ts";
import { ts } from "../../syntax/typescript.ts";
import { changesSomething } from "../refactoring.ts";
import type { FileEdit, Fragment, ProjectAccess, ProjectProgram, TextEdit } from "../refactoring.ts";
import { linesRemoved, offsetAfter } from "../textOffsets.ts";
import { unusedImports } from "./placement/carried.ts";
import type { Extraction } from "./extractFunction.ts";
import { endsOf, isIn, isMoreThanFunction, moduleFunctionOf, saysSame, usesOf, type ModuleFunction } from "./moduleFunctions.ts";
import { speaksOfOther } from "./naming/naming.ts";
import { isRefusal, refuse, type Refusal } from "../semantics/refusals.ts";
import { nodesOf } from "../../syntax/coveredNodes.ts";
import { isShorthand, originOf, symbolAt } from "../semantics/symbols.ts";
import { directiveOf, refuseCycle } from "./placement/target.ts";
import { byPath, byPlace } from "../../syntax/sorted.ts";
import { baseName } from "../../syntax/paths.ts";

/**
 * When the fragments are whole functions of modules that say the same, one is kept and the others
 * import it: that is shorter than a third function that all of them call. `undefined` when they are
 * something else, or when this is not surely right; then their bodies may still be shared.
 *
 * @param isWeighed whether nothing is type-checked, since only the lines are to be known
 */
export function keepOneFunction(
  fragments: readonly Fragment[],
  project: ProjectProgram,
  owners: readonly ProjectProgram[],
  projects: ProjectAccess,
  isWeighed = false,
): Extraction | undefined {
  const checker = project.program.getTypeChecker();
  const rows: (readonly ModuleFunction[])[] = [];
  for (const fragment of fragments) {
    const source = project.program.getSourceFile(fragment.file);
    const nodes = source && nodesOf(source, fragment);
    // The overloads are a part of the function that they belong to.
    const units = source && nodes?.filter((node) => !ts.isFunctionDeclaration(node) || node.body).map((node) => moduleFunctionOf(source, node, checker));
    if (!units || units.length === 0) return undefined;
    const known = units.filter((unit) => unit !== undefined);
    if (known.length < units.length) return undefined;
    rows.push(known);
  }
  const [first, ...rest] = rows;
  if (!first || !rest.every((row) => row.length === first.length && row.every((_, at) => saysSame(first, row, at, checker)))) return undefined;
  if (rows.flat().some((unit) => isMoreThanFunction(unit, checker))) return undefined;
  if (rows.flat().some(({ statements }) => statements.some((one) => refuseMoved(one) !== undefined))) return undefined;
  const named = (kept: readonly ModuleFunction[]): boolean => rows.flat().every((unit, at) => !speaksOfOther((kept[at % kept.length] as ModuleFunction).name.text, unit.name.text));
  for (const kept of candidates(rows).filter(named)) {
    const result = keep(kept, rows.filter((row) => row !== kept), project, owners, projects, isWeighed);
    if (!isRefusal(result)) return result;
  }
  return undefined;
}

/** Rows to keep, best first: those that are exported already, of them those that comments explain, then in the order of the files. */
function candidates(rows: readonly (readonly ModuleFunction[])[]): readonly (readonly ModuleFunction[])[] {
  const [first] = rows;
  if (first && rows.every((row) => row[0]?.source === first[0]?.source)) return [first];
  const exported = (row: readonly ModuleFunction[]): boolean => row.every((unit) => unit.exported);
  const explained = (row: readonly ModuleFunction[]): number => row.filter((unit) => unit.statements.some((one) => leadingStart(one, unit.source, isOfFile) < one.getStart(unit.source))).length;
  return [...rows].sort((one, other) => Number(exported(other)) - Number(exported(one)) || explained(other) - explained(one));
}

function keep(
  kept: readonly ModuleFunction[],
  others: readonly (readonly ModuleFunction[])[],
  project: ProjectProgram,
  owners: readonly ProjectProgram[],
  projects: ProjectAccess,
  isWeighed: boolean,
): Extraction | Refusal {
  const program = project.program;
  const checker = program.getTypeChecker();
  const home = (kept[0] as ModuleFunction).source;
  const sources = [...new Set(others.map((row) => (row[0] as ModuleFunction).source))];
  const layouts = new Layouts(projects);
  const away = sources.filter((source) => source !== home);
  const files = away.map((source) => source.fileName);
  const refusal = refuseCycle(program, home.fileName, files, []) ?? refuseImporting(program, projects, home, files);
  if (refusal) return refusal;
  if (away.length > 0 && directiveOf(home) === "use server") return refuse("boundary", "use server");
  const isUsedAway = (at: number): boolean => others.some((row) => row[at]?.source !== home && (row[at]?.exported || usesOf(row[at] as ModuleFunction, row, checker).length > 0));
  const hidden = kept.filter((unit, at) => !unit.exported && isUsedAway(at));
  const exporting = hidden[0] && refuseExport(program, home, hidden[0].name.text);
  if (exporting) return exporting;

  const byFile = new Map<ts.SourceFile, TextEdit[]>([[home, hidden.flatMap(({ statements }) => statements.map((one) => ({ start: one.getStart(home), end: one.getStart(home), text: "export " })))]]);
  const wanted = new Map<ts.SourceFile, WantedImport[]>();
  for (const row of others) {
    for (const [at, unit] of row.entries()) {
      const spied = unit.exported && unit.source !== home ? refuseSpied(program, projects, unit.source.fileName, unit.name.text) : undefined;
      const one = spied ?? replaced(unit, kept[at] as ModuleFunction, row, program, layouts.of(unit.source));
      if (isRefusal(one)) return one;
      byFile.set(unit.source, [...(byFile.get(unit.source) ?? []), ...one.edits]);
      wanted.set(unit.source, [...(wanted.get(unit.source) ?? []), ...one.imports]);
    }
  }
  const edits = [...byFile].map(([source, own]): FileEdit => {
    const removed = others.flat().filter((unit) => unit.source === source);
    const unused = unusedImports(source, checker, (node) => removed.some((unit) => isIn(unit, node)));
    const all = [...own, ...editImports(source, wanted.get(source) ?? [], unused, program, layouts.of(source))].sort(byPlace);
    return { kind: "change", file: source.fileName, edits: all };
  });
  const changed = edits.filter(changesSomething).sort(byPath);
  const removedLines = linesRemoved(changed, (file) => projects.read(file));
  if (removedLines <= 0) return refuse("no-gain");
  if (isWeighed) return { edits: changed, removedLines, leftOut: [] };
  const wrong = refuseMeaning(kept, others, changed, project);
  if (wrong) return wrong;
  for (const owner of owners) {
    const error = owner.firstError(changed);
    if (error) return refuse("type-errors", error.message);
  }
  const name = (kept[0] as ModuleFunction).name;
  const offset = offsetAfter(changed, home.fileName, name.getStart(home)) ?? 0;
  return { edits: changed, rename: { file: home.fileName, offset }, removedLines, leftOut: [] };
}

interface Replaced {
  readonly edits: readonly TextEdit[];
  readonly imports: readonly WantedImport[];
}

/** What becomes of a function that goes: an import, a re-export, or another name for its uses. */
function replaced(unit: ModuleFunction, kept: ModuleFunction, row: readonly ModuleFunction[], program: ts.Program, layout: Layout): Replaced | Refusal {
  const checker = program.getTypeChecker();
  const { source } = unit;
  const uses = usesOf(unit, row, checker);
  const both = kept.name.text === unit.name.text ? unit.name.text : `${kept.name.text} as ${unit.name.text}`;
  if (source !== kept.source) {
    const specifier = moduleSpecifier(source, kept.source.fileName, program);
    // A function is exported before the imports of its file are loaded, what is only handed on is not.
    if (unit.exported && firstToLeadBack(program, source)) return refuse("loaded-in-a-circle", baseName(source.fileName));
    const text = unit.exported ? `export { ${both} } from ${layout.quote}${specifier}${layout.quote}${layout.end}` : "";
    const imports = uses.length > 0 ? [{ from: kept.source.fileName, name: kept.name.text, local: unit.name.text, typeOnly: false }] : [];
    return { edits: [withoutStatement(unit, text)], imports };
  }
  const edits = [withoutStatement(unit, unit.exported ? `export { ${both} }${layout.end}` : "")];
  for (const node of uses) {
    if (checker.resolveName(kept.name.text, node, ts.SymbolFlags.Value, false) !== kept.symbol) return refuse("name-taken", kept.name.text);
    const old = node.text;
    const text = ts.isExportSpecifier(node.parent) ? `${kept.name.text} as ${old}` : isShorthand(node) ? `${old}: ${kept.name.text}` : kept.name.text;
    if (ts.isExportSpecifier(node.parent) && node.parent.propertyName !== undefined) edits.push({ start: node.getStart(source), end: node.end, text: kept.name.text });
    else edits.push({ start: node.getStart(source), end: node.end, text });
  }
  return { edits, imports: [] };
}

/** Takes the statement away with the comment that speaks for it and the empty lines behind it, or puts `text` in its place. */
function withoutStatement(unit: ModuleFunction, text: string): TextEdit {
  const { source } = unit;
  const all = source.text;
  const [first, last] = endsOf(unit);
  const start = leadingStart(first, source, isOfFile);
  if (text !== "") return { start, end: last.end, text };
  const comments = ts.getTrailingCommentRanges(all, last.end) ?? [];
  const end = comments[comments.length - 1]?.end ?? last.end;
  const behind = /^[ \t]*(\r?\n)?([ \t]*\r?\n)*/.exec(all.slice(end))?.[0].length ?? 0;
  return { start, end: end + behind, text: "" };
}

/** Whether a comment speaks for its file rather than for what stands below it. */
function isOfFile(text: string, start: number): boolean {
  return /(eslint|oxlint)-(disable|enable)(?!-)|@ts-(no)?check|@(license|preserve|fileoverview|file|module|packageDocumentation|jsx\w*|vitest-environment|jest-environment)\b|copyright|<reference|#(end)?region/i.test(text) || (start === 0 && text.startsWith("#!"));
}

/** Checks that every use of a function that went refers to the one that was kept. */
function refuseMeaning(kept: readonly ModuleFunction[], others: readonly (readonly ModuleFunction[])[], edits: readonly FileEdit[], project: ProjectProgram): Refusal | undefined {
  const after = project.after(edits);
  const before = project.program.getTypeChecker();
  const checker = after.getTypeChecker();
  for (const row of others) {
    for (const [at, unit] of row.entries()) {
      const target = kept[at] as ModuleFunction;
      const expected = offsetAfter(edits, target.source.fileName, target.name.getStart(target.source));
      for (const node of usesOf(unit, row, before)) {
        const offset = offsetAfter(edits, unit.source.fileName, node.getStart(unit.source) - 1);
        const found = offset === undefined ? undefined : usedAfter(after, unit.source.fileName, offset + 1);
        const symbol = found && symbolAt(checker, found);
        const declaration = symbol && originOf(checker, symbol).declarations?.at(-1);
        const name = declaration && ts.getNameOfDeclaration(declaration);
        if (name?.getSourceFile().fileName !== target.source.fileName || name.getStart() !== expected) return refuse("different-meaning", node.text);
      }
    }
  }
  return undefined;
}

function usedAfter(program: ts.Program, file: string, offset: number): ts.Identifier | undefined {
  const source = program.getSourceFile(file);
  let found: ts.Identifier | undefined;
  const visit = (node: ts.Node): void => {
    if (node.end <= offset || node.pos > offset) return;
    // `{ old: kept }`: the value of the property is what counts.
    if (ts.isPropertyAssignment(node) && node.name.getStart() === offset && ts.isIdentifier(node.initializer)) found = node.initializer;
    else if (ts.isIdentifier(node) && node.getStart() === offset) found ??= node;
    else ts.forEachChild(node, visit);
  };
  if (source) visit(source);
  return found;
}
