import { extractAs } from "../extractFunction/extractFunction.ts";
import type { Fix, Fragment, ProjectAccess } from "../refactoring.ts";
import { componentForm } from "./componentForm.ts";

/**
 * Puts the markup that at least two fragments hold into one component with typed properties, and an
 * element of it in place of each, or says why that cannot be done.
 */
export function extractComponent(fragments: readonly Fragment[], projects: ProjectAccess): Fix {
  return extractAs(componentForm, fragments, projects);
}
