import { randomBytes } from "node:crypto";
import { closeSync, openSync, renameSync, rmSync, writevSync } from "node:fs";

/** So many parts are handed to the system at once. */
const partsAtOnce = 512;

/**
 * Writes a file that others see whole or not at all: under another name first. Where two processes write
 * it, the later one wins.
 *
 * @throws what the file system throws; then nothing of it is left behind
 */
export function writeWhole(file: string, parts: readonly Uint8Array[]): void {
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    const descriptor = openSync(temporary, "wx", 0o600);
    try {
      for (let at = 0; at < parts.length; at += partsAtOnce) writeAll(descriptor, parts.slice(at, at + partsAtOnce));
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The system may take fewer bytes than it is given. */
function writeAll(descriptor: number, parts: readonly Uint8Array[]): void {
  let left = parts.filter(({ length }) => length > 0);
  while (left.length > 0) {
    let written = writevSync(descriptor, left);
    const rest: Uint8Array[] = [];
    for (const part of left) {
      if (written < part.length) rest.push(written > 0 ? part.subarray(written) : part);
      written = Math.max(0, written - part.length);
    }
    left = rest;
  }
}
