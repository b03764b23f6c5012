import type { Fix, Fragment, ProjectAccess } from "./refactoring.ts";
import type { Selected } from "./selected.ts";

/** How far from a selection its like is taken along. */
export type Reach = "selection" | "function" | "file" | "workspace";

/** What the menu says to a selection, known from its syntax alone. */
export interface Offer {
  /** The kind of the code action: `refactor.extract.…`. */
  readonly kind: string;
  /** Of the selection alone; the menu adds how many others are taken along. */
  readonly title: string;
  /** Why it cannot be done, as a sentence, where the syntax says so already. */
  readonly refused?: string;
  /** The selection alone has a name already; only with others is something gained. */
  readonly needsOthers?: boolean;
}

/** A way to extract what somebody has selected. To add one, add it to the table. */
export interface SelectionRefactoring {
  readonly id: string;
  readonly reaches: readonly Reach[];
  /** Whether occurrences may have other variables (and, if large, other literals), or must be equal to the letter; types are looked for in their own file. */
  readonly sameness: "graded" | "exact" | "type";
  /** `undefined` where the refactoring has nothing to do with such code. */
  offer(selected: Selected): Offer | undefined;
  /** Builds and checks the edit. The first fragment is the selected one; the others say the same. */
  extract(fragments: readonly Fragment[], projects: ProjectAccess): Fix;
}
