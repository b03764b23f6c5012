import { ts } from "../../syntax/typescript.ts";
import { refuse, refuseModel, type Refusal } from "../keepOneDefinition/refusal.ts";
import { baseName } from "../keepOneDefinition/located.ts";
import type { Fragment, ProjectAccess, ProjectProgram } from "../refactoring.ts";

export const stale = refuse("stale", "The files have changed since this was found; look again.");

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
  let found: ts.TypeLiteralNode | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > start || node.end < end || found) return;
    if (ts.isTypeLiteralNode(node) && node.getStart(source) === start && node.end === end) found = node;
    else ts.forEachChild(node, visit);
  };
  if (source) visit(source);
  return found;
}
