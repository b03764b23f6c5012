import type { FilterCounts } from "../clones/filters.ts";
import type { Fix, ProjectAccess } from "../refactorings/refactoring.ts";
import type { Settings } from "../settings/settings.ts";
import type { Severity } from "../settings/severity.ts";
import type { AnalysedFile } from "../syntax/facts.ts";
import type { Finding } from "./finding.ts";
import type { Search } from "./search.ts";

/** A kind of finding: how it finds, how it explains, and which fix it asks for. */
export interface Rule {
  readonly id: string;
  /** For lists and headings, e.g. "Duplicate code". */
  readonly title: string;
  /** One sentence: what it finds and why that matters. */
  readonly description: string;
  readonly severity: Exclude<Severity, "off">;
  /**
   * A search over no files yet.
   *
   * @param counts counts the groups that are left out, each when it is looked at: exact for the first `findings`
   */
  search(settings: Settings, counts?: FilterCounts): Search;
  /** Derives what the search will need of this file alone (`derived`), so that another thread can do it ahead. */
  derive?(source: AnalysedFile, settings: Settings): void;
  /** The title of the fix as the lightbulb shows it, known without building the edit; `undefined` where there is none. */
  fixTitle(finding: Finding): string | undefined;
  /** Builds and checks the edit; `undefined` where there is no title. */
  fix(finding: Finding, projects: ProjectAccess): Fix | undefined;
}
