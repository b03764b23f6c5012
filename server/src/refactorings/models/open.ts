import { ts } from "../../syntax/typescript.ts";
import { startingAt } from "../semantics/symbols.ts";
import { refuse, refuseModel, type Refusal } from "../keepOneDefinition/refusal.ts";
import { dependsOn, packageOf } from "../keepOneDefinition/packages.ts";
import type { Layouts } from "../modules/layouts.ts";
import type { Fragment, ProjectAccess, ProjectProgram } from "../refactoring.ts";
import { baseName } from "../../syntax/paths.ts";

/** The programs that own the files of the fragments, all of which can be read. */
export function openModels(fragments: readonly Fragment[], projects: ProjectAccess): readonly ProjectProgram[] | Refusal {
  const programs = programsTogether(fragments, projects);
  const problem = programs.flatMap(({ problems }) => problems)[0];
  if (problem !== undefined) return refuse("project", `The project cannot be read: ${problem}.`.replace(/\.\.$/, "."));
  for (const { program } of programs)
    for (const { file } of fragments) {
      const source = program.getSourceFile(file);
      if (source && program.getSyntacticDiagnostics(source).length > 0) return refuseModel("syntax-error", baseName(file));
    }
  return programs;
}

/**
 * The programs that own the files of the fragments. Each holds also those of the files that it may import, by what its package depends
 * on, and that none of its own imports yet, unless they are wrong by the options of the program.
 */
export function programsTogether(fragments: readonly Fragment[], projects: ProjectAccess): readonly ProjectProgram[] {
  const files = [...new Set(fragments.map(({ file }) => file))];
  return projects.programsFor(files).map((project) => {
    const mayImport = (file: string): boolean => project.owned.some((own) => dependsOn(packageOf(own, projects), packageOf(file, projects), projects));
    const missing = files.filter((file) => project.program.getSourceFile(file) === undefined && mayImport(file));
    if (missing.length === 0) return project;
    const together = project.including(missing);
    return isAnyWrong(together.program, project.program) ? project : together;
  });
}

/** Whether one of the files that a program has more than another one has errors: they would be those of the project that imports it. */
function isAnyWrong(program: ts.Program, less: ts.Program): boolean {
  const added = program.getSourceFiles().filter(({ fileName }) => less.getSourceFile(fileName) === undefined);
  return added.some((source) => !program.isSourceFileFromExternalLibrary(source) && (program.getSyntacticDiagnostics(source).length > 0 || program.getSemanticDiagnostics(source).length > 0));
}

/** Those of the programs that own a file. */
export function ownersOf(file: string, programs: readonly ProjectProgram[]): readonly ProjectProgram[] {
  return programs.filter(({ owned }) => owned.includes(file));
}

/** The object type that spans the fragment. */
export function typeLiteralAt({ file, start, end }: Fragment, program: ts.Program): ts.TypeLiteralNode | undefined {
  const source = program.getSourceFile(file);
  return source && startingAt(source, start, ts.isTypeLiteralNode).find((node) => node.end === end);
}

/** What the steps of building an edit have in common. */
export interface ModelContext {
  /** The program in which the edit is made. */
  readonly project: ProjectProgram;
  /** All that own a file of it. */
  readonly programs: readonly ProjectProgram[];
  readonly projects: ProjectAccess;
  readonly layouts: Layouts;
}
