import type { LineRange } from "./injection.ts";

/** One group of copies that a tool reports, or a pair where it reports pairs. */
export type ReportedGroup = readonly LineRange[];

/** A tool at some settings. */
export interface Detector {
  readonly name: string;
  /** What it reports for files by path. `key` names the workspace, for those that read it from the disk. */
  readonly groupsIn: (key: string, files: ReadonlyMap<string, string>) => readonly ReportedGroup[];
}
