import type { Job, JobResult } from "../../rules/jobs.ts";
import type { Settings } from "../../settings/settings.ts";

/** What a thread is begun with: files to read. When all are taken it waits for messages. */
export interface ReadingTask {
  readonly task: "read";
  readonly root: string;
  readonly settings: Settings;
  /** Absolute paths with `/`. */
  readonly files: readonly string[];
  /** One number: how many blocks of files are taken. All threads take from it. */
  readonly taken: SharedArrayBuffer;
}

/** What came of one file: why it is not read, or where its text (UTF-8) and its facts stand in the bytes. */
export type ReadFile =
  | { readonly file: string; readonly skipped: string }
  | { readonly file: string; readonly text: number; readonly textLength: number; readonly facts: number; readonly factsLength: number };

/** A block of files, as it is read; every thread can look at the bytes, and none changes them. */
export interface ReadBlock {
  readonly files: readonly ReadFile[];
  readonly bytes: SharedArrayBuffer;
}

/** What a thread says: what it has read, that nothing is left to read, and what came of a job. */
export type FromThread =
  | { readonly kind: "block"; readonly block: ReadBlock }
  | { readonly kind: "read" }
  | { readonly kind: "result"; readonly result: JobResult };

/** What a thread is told when all is read: what others have read, and jobs, one by one. */
export type ToThread = { readonly kind: "files"; readonly blocks: readonly ReadBlock[] } | { readonly kind: "job"; readonly job: Job };

export function isReadingTask(data: unknown): data is ReadingTask {
  return typeof data === "object" && data !== null && "task" in data && data.task === "read";
}

/** So many files are taken at once: enough that messages cost little, and few enough that all threads end together. */
const blockSize = 16;

/** The next files that no thread has taken; `undefined` when there are none. */
export function takeBlock(files: readonly string[], taken: SharedArrayBuffer): readonly string[] | undefined {
  const start = Atomics.add(new Int32Array(taken), 0, 1) * blockSize;
  return start < files.length ? files.slice(start, start + blockSize) : undefined;
}
