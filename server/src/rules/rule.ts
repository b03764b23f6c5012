import type { FilterCounts } from "../clones/filters.ts";
import type { ModelRelations } from "../models/modelRelations.ts";
import type { Fix, ProjectAccess } from "../refactorings/refactoring.ts";
import type { Settings } from "../settings/settings.ts";
import type { Severity } from "../settings/severity.ts";
import type { AnalysedFile } from "../syntax/facts.ts";
import type { Finding } from "./finding.ts";
import type { Search } from "./search.ts";

/** What the searches of one analysis have in common. */
export interface SearchContext {
  /** Counts the groups that are left out, each when it is looked at: exact for the first `findings`. */
  readonly counts?: FilterCounts | undefined;
  /** Shared by the rules about models: whichever takes a file in first does it for all. */
  readonly models: ModelRelations;
}

/** A way to mend a finding that a user may choose. */
export interface FixChoice {
  /** Tells it from the others of its finding. */
  readonly id: string;
  /** As the lightbulb shows it before the edit is built. */
  readonly title: string;
}

/** A kind of finding: how it finds, how it explains, and which fix it asks for. */
export interface Rule {
  readonly id: string;
  /** For lists and headings, e.g. "Duplicate code". */
  readonly title: string;
  /** One sentence: what it finds and why that matters. */
  readonly description: string;
  readonly severity: Exclude<Severity, "off">;
  /** A search over no files yet. */
  search(settings: Settings, context: SearchContext): Search;
  /** Derives what the search will need of this file alone (`derived`), so that another thread can do it ahead. */
  derive?(source: AnalysedFile, settings: Settings): void;
  /** The title of the fix as the lightbulb shows it, known without building the edit; `undefined` where there is none. */
  fixTitle(finding: Finding): string | undefined;
  /** Ways to mend it otherwise than by default, or any where there is no title. None of them is made unless a user chooses it. */
  choices?(finding: Finding): readonly FixChoice[];
  /**
   * Builds and checks the edit; `undefined` where there is no title, and for a choice that is not there.
   *
   * @param choice the id of one of `choices`; the fix of the title without
   */
  fix(finding: Finding, projects: ProjectAccess, choice?: string): Fix | undefined;
}
