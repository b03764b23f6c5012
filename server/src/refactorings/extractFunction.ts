import type { Fix, Fragment, ProjectAccess } from "./refactoring.ts";

/** Extracts what the fragments share into one function. */
export function extractFunction(fragments: readonly Fragment[], _projects: ProjectAccess): Fix {
  return {
    status: "refused",
    kind: "extract-function",
    title: `Extract to a shared function (${fragments.length} copies)`,
    code: "not-supported",
    reason: "Drydock cannot extract this kind of code yet.",
  };
}
