import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { aligned } from "../../syntax/packing.ts";
import { reasonOf } from "../failure.ts";
import { checksumOf } from "./checksum.ts";
import { isSameState } from "./fileState.ts";
import type { FileState } from "./fileState.ts";
import { writeWhole } from "./wholeFile.ts";

/** What is kept of one file: its facts as bytes, or why it is not read. */
export type Kept = { readonly facts: Uint8Array } | { readonly skipped: string };

/** A file as it is written to the cache. */
export interface KeptFile {
  /** Absolute path with `/`. */
  readonly file: string;
  readonly state: FileState;
  readonly kept: Kept;
}

/** A row of the list that stands before the facts: where they begin, how long they are, and their checksum. */
type Row = readonly [file: string, size: number, modified: number, changed: number, ...content: readonly [number, number, number] | readonly [string]];

/** The first words of the file: what it is, the length of the list in bytes, and the list's checksum. */
const mark = 0x44525931;
const headBytes = 16;

/** Nothing larger is written, in bytes: reading it would take as long as reading the code. */
const largest = 512 * 1024 ** 2;

/**
 * The facts of the files of one root folder, as a run before has left them. What is damaged, cut off or was
 * written by another build is as if it were not there.
 */
export class FactsFile {
  private readonly rows: ReadonlyMap<string, Row>;
  /** The facts of all files, one behind the other. */
  private readonly facts: Uint8Array;

  private constructor(rows: readonly Row[], facts: Uint8Array) {
    this.rows = new Map(rows.map((row) => [row[0], row]));
    this.facts = facts;
  }

  /** Number of files that something is kept of. */
  get size(): number {
    return this.rows.size;
  }

  /** @param identity of the build that is to have written it */
  static read(path: string, identity: string): FactsFile {
    let bytes: Uint8Array;
    try {
      bytes = readWhole(path);
    } catch (error) {
      reasonOf(error);
      return new FactsFile([], new Uint8Array());
    }
    const head = new Int32Array(bytes.buffer, 0, Math.min(headBytes, bytes.length) >> 2);
    const end = headBytes + (head[1] ?? 0);
    const list = bytes.subarray(headBytes, end);
    const isWhole = head[0] === mark && list.length === head[1] && checksumOf(list) === head[2];
    if (!isWhole) return new FactsFile([], new Uint8Array());
    const { by, rows } = JSON.parse(Buffer.from(bytes.buffer, headBytes, list.length).toString()) as { readonly by: string; readonly rows: readonly Row[] };
    return by === identity ? new FactsFile(rows, bytes.subarray(end)) : new FactsFile([], new Uint8Array());
  }

  /** What is kept of a file in this state; `undefined` where it is another one, or damaged. */
  of(file: string, state: FileState): Kept | undefined {
    const row = this.rows.get(file);
    if (row === undefined) return undefined;
    const [, size, modified, changed, place, length, checksum] = row;
    if (!isSameState({ size, modified, changed }, state)) return undefined;
    if (typeof place === "string") return { skipped: place };
    if (length === undefined || checksum === undefined) return undefined;
    const facts = this.facts.subarray(place, place + length);
    return facts.length === length && checksumOf(facts) === checksum ? { facts } : undefined;
  }

  /** @throws what the file system throws */
  static write(path: string, identity: string, files: readonly KeptFile[]): void {
    const parts: Uint8Array[] = [];
    let at = 0;
    const rows = files.map(({ file, state, kept }): Row => {
      const { size, modified, changed } = state;
      if ("skipped" in kept) return [file, size, modified, changed, kept.skipped];
      const place = at;
      parts.push(kept.facts);
      at += kept.facts.length;
      return [file, size, modified, changed, place, kept.facts.length, checksumOf(kept.facts)];
    });
    if (at > largest) return;
    const text = Buffer.from(JSON.stringify({ by: identity, rows }));
    // A part that begins at a multiple of the alignment makes the next one do so too.
    const list = new Uint8Array(aligned(text.length)).fill(32);
    list.set(text);
    const head = Int32Array.of(mark, list.length, checksumOf(list), 0);
    writeWhole(path, [new Uint8Array(head.buffer), list, ...parts]);
  }
}

/**
 * The bytes of a file in memory of their own, so that numbers in them lie where they may; another process
 * may put a new file in its place meanwhile.
 */
function readWhole(path: string): Uint8Array {
  const descriptor = openSync(path, "r");
  try {
    const bytes = new Uint8Array(fstatSync(descriptor).size);
    let done = 0;
    while (done < bytes.length) {
      const read = readSync(descriptor, bytes, done, bytes.length - done, done);
      if (read === 0) break;
      done += read;
    }
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}
