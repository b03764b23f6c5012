import type { AnalysedFile, FileFacts } from "../syntax/facts.ts";
import type { Job, JobResult } from "../rules/jobs.ts";
import type { Finding } from "../rules/finding.ts";
import type { Settings } from "../settings/settings.ts";

/** A file that was not read, and why, as a sentence part: "larger than 5 MB". */
export interface SkippedFile {
  /** Absolute path with `/`. */
  readonly file: string;
  readonly reason: string;
}

/** What is true of all files at one moment. It feeds squiggles, tree, report and command line alike. */
export interface Snapshot {
  readonly root: string;
  /** Ranked: what a reader can do most about comes first. Ignored ones are not among them. */
  readonly findings: readonly Finding[];
  /** Findings that a comment or `drydock.json` silences. */
  readonly ignored: readonly Finding[];
  readonly skipped: readonly SkippedFile[];
  /** Number of files that were read. */
  readonly files: number;
  readonly lines: number;
  /** Lines that stand in at least one copy. */
  readonly duplicatedLines: number;
  /** Sum over all findings. */
  readonly removableLines: number;
  readonly milliseconds: Readonly<Record<string, number>>;
}

/** A file whose facts are known already. */
export interface ReadSource {
  readonly facts: FileFacts;
  /** `undefined` where the file is no longer the one that the facts are of. Then it is to be set again. */
  readonly text: () => string | undefined;
}

/**
 * The facts of all files of one root folder, kept one file at a time. It does no IO: whoever owns it
 * reads files and hands texts in. `snapshot` is computed when asked for and kept until a change.
 */
export interface Analysis {
  readonly root: string;
  readonly settings: Settings;
  /** Takes new settings; facts stay. */
  configure(settings: Settings): void;
  /** Adds or replaces one file; only this file's facts are made anew. Never throws. Answers whether anything changed. */
  set(file: string, text: string): boolean;
  /**
   * The same with facts that are known, read in another thread or kept on the disk. The text is asked for
   * when it is needed, which for most files it never is.
   */
  add(file: string, source: ReadSource): void;
  /** Notes how long it took to read files that are added, for the figures of the snapshot. */
  noteReading(milliseconds: number): void;
  /** Forgets a file, skipped or read. */
  remove(file: string): boolean;
  /** Notes that a file is there but was not read. */
  skip(file: string, reason: string): void;
  get(file: string): AnalysedFile | undefined;
  /** All files that were read. */
  sources(): Iterable<AnalysedFile>;
  /** What other threads, which know some of the files, may do before the next snapshot. */
  jobs(isShared: (file: string) => boolean): readonly Job[];
  /** Takes what came of a job, as long as no file has changed. */
  take(result: JobResult): void;
  /** Steps that do beforehand what the next snapshot needs and no other thread can do. */
  preparations(): readonly (() => void)[];
  snapshot(): Snapshot;
  /** Findings with at least one copy in the file. */
  findingsIn(file: string): readonly Finding[];
}
