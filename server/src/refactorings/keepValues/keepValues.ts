import { byPath, byPlace } from "../../syntax/sorted.ts";
import { ts } from "../../syntax/typescript.ts";
import { isTakenWhole } from "../importGraph.ts";
import { isTestFile } from "../extractFunction/placement/target.ts";
import { originOf } from "../semantics/symbols.ts";
import { keepOneOf } from "../keepOneDefinition.ts";
import { commentsWithin } from "../keepOneDefinition/comments.ts";
import { reached } from "../keepOneDefinition/choose.ts";
import { locate, type LocatedModel } from "../keepOneDefinition/located.ts";
import { packageObstacle, packageOf } from "../keepOneDefinition/packages.ts";
import { identifiersOf } from "../keepOneDefinition/references.ts";
import { isRefusal, refuse, refuseModel, stale, type Refusal } from "../keepOneDefinition/refusal.ts";
import { refuseEdits, type ImportedName } from "../models/check.ts";
import { Collected, modelFix, type BuiltModels } from "../models/modelFix.ts";
import { openModels, type ModelContext } from "../models/open.ts";
import { changeOf, declarationText } from "../models/probe.ts";
import { editImports, importBindings } from "../modules/editImports.ts";
import { packageSpecifier } from "../modules/packageSpecifier.ts";
import { Layouts } from "../modules/layouts.ts";
import { changesSomething } from "../refactoring.ts";
import type { FileEdit, Fix, Fragment, ProjectAccess, ProjectProgram } from "../refactoring.ts";
import { linesRemoved } from "../textOffsets.ts";
import { mergeTable, type FileChange } from "./mergeTable.ts";
import { tableAt, valuesOf, type Table } from "./tables.ts";
import { baseName } from "../../syntax/paths.ts";

/** The title of the fix as the lightbulb shows it. */
export const keepValuesTitle = "Keep one list of the values";
const kind = "keep-values";

/**
 * Keeps one of several definitions of the same values. Where there is a table (`as const`), unions take their members from it and
 * equal tables give way to it; else one of the unions is kept. Enums are types of their own and stay.
 *
 * @param fragments declarations of enums and unions, statements of tables; at least two
 */
export function keepValues(fragments: readonly Fragment[], projects: ProjectAccess): Fix {
  return modelFix(kind, keepValuesTitle, fragments, projects, (editable) => build(editable, projects));
}

function build(fragments: readonly Fragment[], projects: ProjectAccess): BuiltModels | Refusal {
  const programs = openModels(fragments, projects);
  if (isRefusal(programs)) return programs;
  const project = programs.find(({ program }) => fragments.every(({ file }) => program.getSourceFile(file)));
  if (project === undefined) return refuse("other-project", "No project includes all of these definitions.");
  const { program } = project;
  const tables = fragments.flatMap((fragment) => tableAt(fragment, program) ?? []);
  const enums = new Collected<never>();
  for (const fragment of fragments) {
    const name = enumAt(fragment, program);
    if (name !== undefined) enums.take(fragment, refuseModel("nominal", name));
  }
  const unions = fragments.filter((fragment) => !tables.some((table) => table.fragment === fragment) && !enums.leftOut.some((one) => one.fragment === fragment));
  if (tables.length + unions.length < 2) return enums.refusal ?? refuseModel("no-values");
  const result = tables.length === 0 ? keepOneOf(unions, projects) : aroundTable(tables, unions, { project, programs, projects, layouts: new Layouts(projects) });
  if (!isRefusal(result)) return { ...result, leftOut: [...enums.leftOut, ...result.leftOut] };
  // Where no union can take its members from a table, one union can still stand for another.
  const apart = tables.length > 0 && unions.length > 1 ? keepOneOf(unions, projects) : result;
  if (isRefusal(apart)) return result;
  const alone = tables.map(({ fragment }) => ({ fragment, reason: result.reason }));
  return { ...apart, leftOut: [...enums.leftOut, ...alone, ...apart.leftOut] };
}

function enumAt({ file, start, end }: Fragment, program: ts.Program): string | undefined {
  const source = program.getSourceFile(file);
  const node = source?.statements.find((one) => one.getStart(source) === start && one.end === end);
  return node && ts.isEnumDeclaration(node) ? node.name.text : undefined;
}

/** Tries the tables as the one to keep: exported ones first, those of the program before those of tests, then what imports least. */
function aroundTable(tables: readonly Table[], unions: readonly Fragment[], context: ModelContext): BuiltModels | Refusal {
  const { program } = context.project;
  const worth = ({ source, isExported, statement }: Table): readonly number[] => [Number(isTestFile(source.fileName)), Number(!isExported), reached(source, program), statement.pos];
  const ranked = [...tables].sort((a, b) => {
    const [left, right] = [worth(a), worth(b)];
    const at = left.findIndex((value, i) => value !== right[i]);
    return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
  });
  let first: Refusal | undefined;
  for (const kept of ranked) {
    const result = aroundOne(kept, tables.filter((one) => one !== kept), unions, context);
    if (!isRefusal(result)) return result;
    first ??= result;
  }
  return first ?? stale;
}

function aroundOne(kept: Table, tables: readonly Table[], unions: readonly Fragment[], context: ModelContext): BuiltModels | Refusal {
  const { project, projects, layouts } = context;
  const collected = new Collected<FileChange>();
  const { changes, leftOut } = collected;
  const isHidden = !kept.isExported && isTakenWhole(project.program, kept.source);
  const take = (fragment: Fragment, change: FileChange | Refusal): void => {
    const wrong = isRefusal(change) ? change : isHidden && change.source !== kept.source ? refuseModel("taken-whole", kept.name.text, kept.name.text) : refuseEdits(editsOf([...changes, change], kept, project, layouts), context.programs, namesOf([change], kept));
    collected.take(fragment, wrong ?? change);
  };
  for (const table of tables) take(table.fragment, mergeTable(table, kept, project.program, layouts.of(table.source), projects));
  for (const fragment of unions) {
    const model = locate(fragment, project);
    take(fragment, isRefusal(model) ? model : unionOf(model, kept, context));
  }
  if (changes.length === 0) return collected.refusal ?? stale;
  const edits = editsOf(changes, kept, project, layouts);
  return { edits, leftOut, removedLines: linesRemoved(edits, (file) => projects.read(file)) };
}

/** A union that takes its members from the table: `type Side = (typeof sides)[number]`. */
function unionOf(model: LocatedModel, kept: Table, { project, programs, projects, layouts }: ModelContext): FileChange | Refusal {
  const { node, source, name } = model;
  if (!ts.isTypeAliasDeclaration(node)) return refuseModel("no-values");
  if (!ts.isSourceFile(node.parent)) return refuse("scope", `${model.fullName} stands in a namespace.`);
  if (isTestFile(kept.source.fileName) && !isTestFile(source.fileName)) return refuseModel("test", kept.name.text, name);
  const apart = packageObstacle(name, source.fileName, { name: kept.name.text, exportedAs: kept.isExported ? [kept.name.text] : [], fragment: kept.fragment }, projects);
  if (apart) return apart;
  const [comment] = commentsWithin(node, source);
  if (comment !== undefined) return refuse("comments", `${name} has a comment on one of its values: “${comment.slice(0, 60)}”.`);
  if (uses(kept, model, project.program)) return refuseModel("schema-by-type", kept.name.text, name);
  const local = nameThere(kept, source, project.program);
  if (local === undefined) return refuse("name-taken", `The name ${kept.name.text} means something else in ${baseName(source.fileName)}.`);
  const text = `${model.hasExport ? "export " : ""}type ${name} = ${valuesOf(kept, local.name)}${layouts.of(source).end}`;
  const specifier = importOf(kept, source.fileName, project.program, projects);
  if (!local.isKnown && specifier === "unknown") return refuse("package", `No import shows how ${baseName(source.fileName)} could name ${baseName(kept.source.fileName)} of another package.`);
  const wanted = local.isKnown ? [] : [{ from: kept.source.fileName, specifier, name: kept.name.text, local: local.name, typeOnly: true }];
  const change: FileChange = { source, edits: [{ start: node.getStart(source), end: node.end, text }], wanted, local: local.name };
  const difference = changeOf({ file: source.fileName, name, before: declarationText(node, source) }, editsOf([change], kept, project, layouts), programs, projects);
  return difference === undefined ? change : refuse("members", `${name} lists other values than ${kept.name.text}.`);
}

/** How a file names that of the table, if it is one of another package; `unknown` where nothing shows it. */
function importOf(kept: Table, file: string, program: ts.Program, projects: ProjectAccess): string | undefined {
  const home = packageOf(kept.source.fileName, projects);
  if (home === undefined || home === packageOf(file, projects)) return undefined;
  return packageSpecifier(kept.source.fileName, home, kept.symbol, program, projects) ?? "unknown";
}

/** Whether the table's own declaration names the type, as in `satisfies readonly Side[]`. */
function uses({ statement, name: own }: Table, { symbol, name }: LocatedModel, program: ts.Program): boolean {
  const checker = program.getTypeChecker();
  const visit = (node: ts.Node): boolean => {
    // A type may have the name of its table, and is the same symbol then.
    if (ts.isIdentifier(node) && node.text === name && node !== own) {
      const meant = checker.getSymbolAtLocation(node);
      if (meant && checker.getExportSymbolOfSymbol(originOf(checker, meant)) === symbol) return true;
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(statement);
}

function nameThere(kept: Table, source: ts.SourceFile, program: ts.Program): { readonly name: string; readonly isKnown: boolean } | undefined {
  const checker = program.getTypeChecker();
  if (source === kept.source) return { name: kept.name.text, isKnown: true };
  const known = importBindings(source).find(({ name }) => {
    const symbol = name && checker.getSymbolAtLocation(name);
    return symbol !== undefined && originOf(checker, symbol) === kept.symbol;
  });
  if (known?.name) return { name: known.name.text, isKnown: true };
  return identifiersOf(source, kept.name.text).length > 0 ? undefined : { name: kept.name.text, isKnown: false };
}

function namesOf(changes: readonly FileChange[], kept: Table): readonly ImportedName[] {
  return changes.flatMap(({ source, wanted }) => wanted.map(({ local }) => ({ file: source.fileName, local, home: kept.source.fileName })));
}

function editsOf(changes: readonly FileChange[], kept: Table, { program }: ProjectProgram, layouts: Layouts): readonly FileEdit[] {
  const isAway = changes.some(({ source }) => source !== kept.source);
  const start = kept.statement.getStart(kept.source);
  return [...new Set([kept.source, ...changes.map(({ source }) => source)])]
    .map((source): FileEdit => {
      const own = changes.filter((one) => one.source === source);
      // A value that is imported for one is imported for all.
      const wanted = own.flatMap((one) => one.wanted).sort((a, b) => Number(a.typeOnly) - Number(b.typeOnly));
      const each = wanted.filter(({ local }, at) => wanted.findIndex((one) => one.local === local) === at);
      const exporting = source === kept.source && isAway && !kept.isExported ? [{ start, end: start, text: "export " }] : [];
      return { kind: "change", file: source.fileName, edits: [...own.flatMap(({ edits }) => edits), ...exporting, ...editImports(source, each, [], program, layouts.of(source))].sort(byPlace) };
    })
    .filter(changesSomething)
    .sort(byPath);
}
