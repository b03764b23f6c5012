import type { Fix, Fragment, ProjectAccess } from "./refactoring.ts";
/** The title of the fix. */
export const keepOneTitle = "Keep one definition";
export function keepOneDefinition(_models: readonly Fragment[], _projects: ProjectAccess): Fix {
  return { status: "refused", kind: "quickfix", title: keepOneTitle, code: "unbuilt", reason: "" };
}
