import type { Fragment, ProjectAccess, ProjectProgram } from "../../refactoring.ts";
import type { ts } from "../../../syntax/typescript.ts";
import { refuse, type Refusal } from "../../semantics/refusals.ts";
import { Layouts } from "../../modules/layouts.ts";
import { refuseFiles } from "./target.ts";

/** The program in which the files of all fragments are edited, and every other that owns one of them. */
export interface OpenProject {
  readonly project: ProjectProgram;
  readonly owners: readonly ProjectProgram[];
  readonly sources: readonly ts.SourceFile[];
  readonly layouts: Layouts;
}

/** Opens the one project that holds all fragments, or says why code cannot be shared between their files. */
export function openProject(fragments: readonly Fragment[], projects: ProjectAccess): OpenProject | Refusal {
  const files = [...new Set(fragments.map((one) => one.file))];
  const owners = projects.programsFor(files);
  const project = owners.find((one) => files.every((file) => one.owned.includes(file)));
  const problem = owners.find((one) => one.problems.length > 0)?.problems[0];
  if (problem !== undefined) return refuse("broken-config", problem);
  if (!project) return refuse("different-projects");
  const sources: ts.SourceFile[] = [];
  for (const file of files) {
    const source = project.program.getSourceFile(file);
    if (!source) return refuse("stale");
    if (project.program.getSyntacticDiagnostics(source).length > 0) return refuse("syntax-error");
    sources.push(source);
  }
  return refuseFiles(sources, projects) ?? { project, owners, sources, layouts: new Layouts(projects) };
}
