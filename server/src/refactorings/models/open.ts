import { ts } from "../../syntax/typescript.ts";
import { startingAt } from "../extractFunction/symbols.ts";
import { refuse, refuseModel, type Refusal } from "../keepOneDefinition/refusal.ts";
import { baseName } from "../keepOneDefinition/located.ts";
import type { Layouts } from "../modules/layouts.ts";
import type { Fragment, ProjectAccess, ProjectProgram } from "../refactoring.ts";

/** The programs that own the files of the fragments, all of which can be read. */
export function openModels(fragments: readonly Fragment[], projects: ProjectAccess): readonly ProjectProgram[] | Refusal {
  const programs = projects.programsFor([...new Set(fragments.map(({ file }) => file))]);
  const problem = programs.flatMap(({ problems }) => problems)[0];
  if (problem !== undefined) return refuse("project", `The project cannot be read: ${problem}.`.replace(/\.\.$/, "."));
  for (const { program } of programs)
    for (const { file } of fragments) {
      const source = program.getSourceFile(file);
      if (source && program.getSyntacticDiagnostics(source).length > 0) return refuseModel("syntax-error", baseName(file));
    }
  return programs;
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
