import { importGraph } from "../../refactorings/importGraph.ts";
import { ts } from "../../syntax/typescript.ts";
import { mentionsIn } from "./mentions.ts";

/** What changes outside of the edited files, as it becomes known. */
export interface Spread {
  /** Whether a file can come to know of what has changed. */
  reaches(file: string): boolean;
  /** Takes note of what a file that was reached, and is checked now, hands on; gives whether that is more than before. */
  handsOn(file: string): boolean;
  /** Where it is to be looked for: among the files that import an edited one, directly or not, or in all. */
  readonly scope: "importers" | "all";
  /** Whether all files are reached, for it cannot be told which. */
  readonly isUnknown: boolean;
  /** Whether types change, though the names of files alone were to: that of a module is made of all its names. */
  readonly hasNewTypes: boolean;
}

/** Whether a file takes a module as a whole for which `isAsked` holds. */
export function takesWhole(file: string, program: ts.Program, isAsked: (to: string) => boolean): boolean {
  const source = program.getSourceFile(file);
  if (source === undefined) return false;
  const { wholes, names } = mentionsIn(source);
  if (wholes.length === 0 && !names.has("default")) return false;
  return (importGraph(program).get(file) ?? []).some(({ to, specifier }) => isAsked(to) && (wholes.includes(specifier.text) || (isOfDefault(specifier) && !hasDefault(to, program))));
}

function isOfDefault({ parent }: ts.Node): boolean {
  return ts.isImportDeclaration(parent) && parent.importClause?.name !== undefined;
}

/** Whether a module has a default export; the default import of one that has none is the whole module. */
function hasDefault(file: string, program: ts.Program): boolean {
  const source = program.getSourceFile(file);
  const checker = program.getTypeChecker();
  const module = source && checker.getSymbolAtLocation(source);
  return module !== undefined && checker.tryGetMemberInModuleExports("default", module) !== undefined;
}

/** Whether a file hands on all names of one for which `isAsked` holds. */
export function handsOnAll(file: string, program: ts.Program, isAsked: (to: string) => boolean): boolean {
  return (importGraph(program).get(file) ?? []).some(({ to, specifier }) => ts.isExportDeclaration(specifier.parent) && specifier.parent.exportClause === undefined && isAsked(to));
}
