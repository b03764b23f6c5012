import type { Fragment, ProjectAccess, ProjectProgram } from "../refactoring.ts";
import type { Extraction } from "./extractFunction.ts";
import type { Refusal } from "./refusals.ts";

/**
 * When the fragments are whole functions of modules that say the same, one is kept and the others
 * import it. `undefined` when they are something else.
 */
export function keepOneFunction(
  _fragments: readonly Fragment[],
  _project: ProjectProgram,
  _owners: readonly ProjectProgram[],
  _projects: ProjectAccess,
): Extraction | Refusal | undefined {
  return undefined;
}
