import type { NewError } from "../../refactorings/refactoring.ts";
import { ts } from "../../syntax/typescript.ts";
import { flat } from "./config.ts";
import { importersOf, importGraph } from "../../refactorings/importGraph.ts";

/**
 * The syntactic and semantic errors that `after` has and `before` had not, in the edited files and,
 * where what they declare to the outside changes, in all that import one of them, directly or not.
 * Positions do not count: an error that was there before, anywhere in the file and as often, is none. Files are
 * checked as the errors are asked for.
 *
 * @param declares whether the project writes declaration files, so that what they cannot say is an error too.
 * @param goOn is called before each file, and throws where nobody waits any more
 */
export function* newErrorsBetween(
  before: ts.Program,
  after: ts.Program,
  edited: ReadonlySet<string>,
  declares: boolean,
  goOn: () => void,
): Generator<NewError, undefined> {
  for (const file of affectedFiles(before, after, edited)) {
    goOn();
    const declarations = declares && edited.has(file);
    const old = before.getSourceFile(file);
    const known = new Map<string, number>();
    for (const error of old ? errorsOf(before, old, declarations) : []) {
      const key = keyOf(error);
      known.set(key, (known.get(key) ?? 0) + 1);
    }
    const source = after.getSourceFile(file);
    for (const error of source ? errorsOf(after, source, declarations) : []) {
      const key = keyOf(error);
      const left = known.get(key) ?? 0;
      if (left > 0) known.set(key, left - 1);
      else yield { file, message: flat(error), code: error.code };
    }
  }
}

/** The edited files come first, for most of what is wrong is wrong there, and the others take longer. */
function* affectedFiles(before: ts.Program, after: ts.Program, edited: ReadonlySet<string>): Generator<string, undefined> {
  yield* edited;
  for (const file of othersAffected(before, after, edited)) if (!edited.has(file)) yield file;
}

function othersAffected(before: ts.Program, after: ts.Program, edited: ReadonlySet<string>): Iterable<string> {
  const sources = [...edited].map((file) => after.getSourceFile(file));
  if (sources.some((source) => source !== undefined && !ts.isExternalModule(source))) {
    return after
      .getSourceFiles()
      .filter((source) => !after.isSourceFileDefaultLibrary(source) && !after.isSourceFileFromExternalLibrary(source))
      .map((source) => source.fileName);
  }
  const affected = new Set<string>();
  for (const file of edited) {
    const old = before.getSourceFile(file);
    if (old === undefined) continue;
    const change = changeOf(declarationsOf(before, old), declarationsOf(after, after.getSourceFile(file)));
    if (change === "other") for (const importer of importersOf(before, [file])) affected.add(importer);
    // A new name cannot be seen but by modules that hand on all names, where it may meet its like.
    if (change === "more") for (const importer of reexportersOf(before, file)) affected.add(importer);
  }
  return affected;
}

/** Whether what a file declares to the outside stays, is the same and more, or is something else. */
function changeOf(before: string | undefined, after: string | undefined): "none" | "more" | "other" {
  if (before === undefined || after === undefined) return "other";
  if (before === after) return "none";
  const left = statementsOf(before);
  const right = statementsOf(after);
  let at = 0;
  for (const statement of right) if (statement === left[at]) at++;
  const added = right.filter((statement) => !left.includes(statement));
  return at === left.length && added.every((statement) => /^export declare function /.test(statement)) ? "more" : "other";
}

function statementsOf(declarations: string): readonly string[] {
  return ts
    .createSourceFile("/declarations.d.ts", declarations, ts.ScriptTarget.Latest)
    .statements.map((statement) => declarations.slice(statement.pos, statement.end).trim())
    .filter((statement) => statement !== "export {};");
}

/** Modules that hand on all names of `file`, directly or not. */
function reexportersOf(program: ts.Program, file: string): ReadonlySet<string> {
  const found = new Set([file]);
  for (const one of found)
    for (const [from, edges] of importGraph(program))
      if (edges.some((edge) => edge.to === one && ts.isExportDeclaration(edge.specifier.parent) && edge.specifier.parent.exportClause === undefined)) found.add(from);
  return found;
}

const declarationTexts = new WeakMap<ts.Program, Map<ts.SourceFile, string>>();

/**
 * What a file declares to the outside, as the text of its declaration file. This is how the
 * compiler's own incremental builds decide whether importers are to be checked again.
 */
function declarationsOf(program: ts.Program, source: ts.SourceFile | undefined): string | undefined {
  if (source === undefined) return undefined;
  const texts = declarationTexts.get(program) ?? new Map<ts.SourceFile, string>();
  declarationTexts.set(program, texts);
  const known = texts.get(source);
  if (known !== undefined) return known;
  let text: string | undefined;
  program.emit(source, (_file, written) => (text = (text ?? "") + written), undefined, true);
  if (text !== undefined) texts.set(source, text);
  return text;
}

function errorsOf(program: ts.Program, source: ts.SourceFile, declarations: boolean): readonly ts.Diagnostic[] {
  return [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
    ...(declarations ? program.getDeclarationDiagnostics(source) : []),
  ].filter((diagnostic) => diagnostic.category === ts.DiagnosticCategory.Error);
}

function keyOf(error: ts.Diagnostic): string {
  return `${error.code} ${flat(error)}`;
}
