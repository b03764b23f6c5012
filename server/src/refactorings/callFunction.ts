import { extractAs } from "./extractFunction/extractFunction.ts";
import { callForm } from "./extractFunction/writing/functionForm.ts";
import type { Fix, Fragment, ProjectAccess } from "./refactoring.ts";

/** The title of the fix for so many copies, of which one is the function. */
export function callTitleFor(copies: number): string {
  return callForm.titleFor(copies);
}

/** Replaces what a function of a module does, where it is written out, by a call of it, or says why that cannot be done. */
export function callExistingFunction(fragments: readonly Fragment[], projects: ProjectAccess): Fix {
  return extractAs(callForm, fragments, projects);
}
