import { statSync } from "node:fs";
import type { Stats } from "node:fs";

/**
 * What the file system says of a file without reading it. While it says the same, the file is the same:
 * `changed` moves with every write, also where the time of modification is set back.
 */
export interface FileState {
  /** In bytes. */
  readonly size: number;
  /** Both in milliseconds since 1970. */
  readonly modified: number;
  readonly changed: number;
}

/** A file that was written so shortly before it was looked at may be written again with the same times: some file systems tell only seconds. */
const shortestAge = 2_000;

/** `undefined` where there is no such file, or none that can be looked at; whoever reads it learns why. */
export function statsOf(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}

export function stateOf({ size, mtimeMs, ctimeMs }: Stats): FileState {
  return { size, modified: mtimeMs, changed: ctimeMs };
}

export function isSameState(a: FileState, b: FileState): boolean {
  return a.size === b.size && a.modified === b.modified && a.changed === b.changed;
}

/** Whether a file in this state, looked at at `time`, can be told from what it becomes with the next write. */
export function isSettled({ modified, changed }: FileState, time: number): boolean {
  return time - Math.max(modified, changed) > shortestAge;
}
