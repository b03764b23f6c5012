import type { ts } from "../syntax/typescript.ts";
import type { OpenProject } from "./extractFunction/placement/openProject.ts";
import { Layouts } from "./modules/layouts.ts";
import type { Fix, Fragment, OfferedFix, ProjectAccess } from "./refactoring.ts";

/** The file of what is selected, in a program that owns it. */
export interface OpenSelected extends Omit<OpenProject, "sources"> {
  readonly selected: Fragment;
  readonly source: ts.SourceFile;
  readonly checker: ts.TypeChecker;
}

/** Opens the file of the first fragment, or refuses in the words of the refactoring. */
export function openSelected<Refusal extends { readonly refused: string }>(
  fragments: readonly Fragment[],
  projects: ProjectAccess,
  refuse: (code: "stale" | "broken-config" | "syntax-error", detail?: string) => Refusal,
): OpenSelected | Refusal {
  const [selected] = fragments;
  if (selected === undefined) return refuse("stale");
  const owners = projects.programsFor([selected.file]);
  const problem = owners.flatMap(({ problems }) => problems)[0];
  if (problem !== undefined) return refuse("broken-config", problem);
  const [project] = owners;
  const source = project?.program.getSourceFile(selected.file);
  if (project === undefined || source === undefined) return refuse("stale");
  if (project.program.getSyntacticDiagnostics(source).length > 0) return refuse("syntax-error");
  return { selected, owners, project, source, checker: project.program.getTypeChecker(), layouts: new Layouts(projects) };
}

/** What an edit of a selection consists of. */
export type BuiltOfSelection = Pick<OfferedFix, "edits" | "leftOut" | "removedLines"> & { readonly rename: NonNullable<OfferedFix["rename"]> };

/** The fix that is made of what was built, or of the refusal. */
export function fixOf(kind: string, title: string, result: BuiltOfSelection | { readonly refused: string; readonly reason: string }): Fix {
  if ("refused" in result) return { status: "refused", kind, title, code: result.refused, reason: result.reason };
  return { status: "offered", kind, title, ...result };
}
