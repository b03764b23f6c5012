import { refuseImporting } from "../modules/importing.ts";
import { outsideOfEntries, runsAsTest } from "../extractFunction/placement/entryFolders.ts";
import { commonFolder, directiveOf, isTestFile } from "../extractFunction/placement/target.ts";
import { isJavaScript } from "../semantics/symbols.ts";
import type { Refusal } from "../semantics/refusals.ts";
import { importGraph } from "../importGraph.ts";
import { ts } from "../../syntax/typescript.ts";
import { refuseCircle } from "../modules/loading.ts";
import type { Context } from "./context.ts";
import type { Value } from "./values.ts";
import { baseName } from "../../syntax/paths.ts";

/** A file for the new constant, which need not be there yet. */
export interface Home {
  readonly file: string;
  readonly source: ts.SourceFile | undefined;
}

/** Files that may hold a constant for all the values, best first, and why others may not. */
export function homesFor(values: readonly Value[], context: Context): readonly (Home | Refusal)[] {
  const { program } = context.project;
  const sources = [...new Set(values.map(({ source }) => source))];
  const files = sources.map(({ fileName }) => fileName);
  const checked = (source: ts.SourceFile): Home | Refusal => refuseCircle(program, source.fileName, files) ?? refuseImporting(program, context.projects, source, files) ?? { file: source.fileName, source };
  const [only, other] = sources;
  if (only && !other) return [refuseScript(only) ?? checked(only)];
  const common = commonFolder(files);
  const folder = outsideOfEntries(common, context.projects);
  const homes = [...imported(sources, program), ...constantsIn(common, sources, program)].filter((one) => directiveOf(one) === "" && (!isTestFile(one.fileName) || sources.every(({ fileName }) => isTestFile(fileName))));
  const extension = sources.every(isJavaScript) ? (/\.[cm]?js/.exec(files[0] ?? "")?.[0] ?? ".js") : ".ts";
  const file = `${folder === "/" ? "" : folder}/${isTestFolder(sources) ? "testConstants" : "constants"}${extension}`;
  const isThere = context.projects.read(file) !== undefined || runsAsTest(folder, context.project, context.projects);
  return [...new Set(homes)].map(checked).concat(isThere ? [] : [{ file, source: undefined }]);
}

function isTestFolder(sources: readonly ts.SourceFile[]): boolean {
  return sources.every(({ fileName }) => isTestFile(fileName));
}

/** A script shares its constants with every other script of the page. */
function refuseScript(source: ts.SourceFile): Refusal | undefined {
  if (ts.isExternalModule(source) || /\brequire\s*\(|\bmodule\.exports\b|\bexports\./.test(source.text)) return undefined;
  return { refused: "different-modules", detail: baseName(source.fileName) };
}

/** Files that all the others import already and that hold constants for them: one of their own, or one that says so. */
function imported(sources: readonly ts.SourceFile[], program: ts.Program): readonly ts.SourceFile[] {
  const graph = importGraph(program);
  const loads = (from: ts.SourceFile, to: string): boolean => from.fileName === to || (graph.get(from.fileName) ?? []).some((edge) => edge.to === to && !edge.typeOnly);
  const reached = [...new Set(sources.flatMap((source) => [source.fileName, ...(graph.get(source.fileName) ?? []).map(({ to }) => to)]))];
  return reached
    .filter((file) => sources.every((source) => loads(source, file)))
    .map((file) => program.getSourceFile(file))
    .filter((source) => source !== undefined)
    .filter((source) => !source.isDeclarationFile && (sources.includes(source) || (/const|config|setting|default|shared|common/i.test(baseName(source.fileName)) && holdsConstants(source))));
}

function holdsConstants(source: ts.SourceFile): boolean {
  return source.statements.some((one) => ts.isVariableStatement(one) && (ts.getCombinedModifierFlags(one.declarationList.declarations[0] as ts.Declaration) & ts.ModifierFlags.Export) !== 0);
}

/** The file of the folder, or of one above that is still within the same sources, that is named after what it holds. */
function constantsIn(folder: string, sources: readonly ts.SourceFile[], program: ts.Program): readonly ts.SourceFile[] {
  return program
    .getSourceFiles()
    .filter(({ fileName, isDeclarationFile }) => !isDeclarationFile && fileName.slice(0, fileName.lastIndexOf("/")) === folder && /^(constants?|consts?)\.[cm]?[jt]s$/.test(baseName(fileName)))
    .filter((source) => ts.isExternalModule(source) && source.impliedNodeFormat === sources[0]?.impliedNodeFormat);
}
