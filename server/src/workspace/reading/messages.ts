import type { Settings } from "../../settings/settings.ts";

/** What a reading thread is given to do. */
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

/** A block of files, as a reading thread sends it. */
export interface ReadBlock {
  readonly files: readonly ReadFile[];
  /** Handed over, not copied. */
  readonly bytes: ArrayBuffer;
}

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
