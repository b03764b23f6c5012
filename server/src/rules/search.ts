import type { AnalysedFile } from "../syntax/facts.ts";
import type { Finding } from "./finding.ts";
import type { Job, JobResult } from "./jobs.ts";
import type { Said } from "./said.ts";

/** How a search takes files in and out that keeps them in an index. */
export function keptIn(index: Pick<Search, "set" | "remove">): Pick<Search, "set" | "remove"> {
  return { set: (source) => index.set(source), remove: (file) => index.remove(file) };
}

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
  /**
   * What other threads may do of the work before the next `findings`; what is not done or not taken back is done there.
   *
   * @param isShared whether other threads know the file
   */
  jobs?(isShared: (file: string) => boolean): readonly Job[];
  /** Takes what came of a job; that of another search's is passed over. */
  take?(result: JobResult): void;
  /** Does what `findings` can do beforehand and no other thread: then it has less left to do. */
  prepare?(): void;
}
