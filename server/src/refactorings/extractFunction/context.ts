import type { ProjectAccess } from "../refactoring.ts";
import type { OpenProject } from "./placement/openProject.ts";
import type { Form } from "./writing/form.ts";

/** What an extraction is made in. */
export interface Context extends OpenProject {
  readonly form: Form;
  readonly projects: ProjectAccess;
  readonly isAsked: boolean;
  /** Whether nothing is type-checked: the result is only to be weighed. */
  readonly isWeighed?: boolean;
  /** How many results may still be type-checked. */
  readonly checks: { left: number };
  /** How many copies may still be tried without. */
  readonly drops: { left: number };
}
