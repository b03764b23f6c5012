import type { AnalysedFile } from "../syntax/facts.ts";
import type { Finding } from "./finding.ts";
import type { Said } from "./said.ts";

/** What one rule finds in a set of files that changes one file at a time. */
export interface Search {
  /** Takes a file in, in place of what it was before. */
  set(source: AnalysedFile): void;
  remove(file: string): void;
  /**
   * All findings, those that a comment ignores among them, whatever the order in which files came.
   * The caller may change `severity` and set `ignored`.
   *
   * @param said what the rules before have found, ignored or not
   */
  findings(said: Said): readonly Finding[];
}
