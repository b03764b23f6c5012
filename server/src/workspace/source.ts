import { readFileSync, statSync } from "node:fs";
import type { Stats } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { decode } from "./encoding.ts";
import { reasonOf } from "./failure.ts";
import { unwrittenReason } from "./unwritten.ts";

/** The text of a file without its byte order mark, or why it is not read, as a sentence part. */
export type Source = { readonly text: string } | { readonly skipped: string };

/** In bytes. */
const largest = 5 * 1024 * 1024;

/**
 * Reads a source file (absolute path). UTF-8, and UTF-16 with a byte order mark. A file that is too large,
 * is not text, was not written by hand, or cannot be read is skipped with its reason. Never rejects for
 * what it finds on disk.
 */
export async function readSource(file: string): Promise<Source> {
  try {
    return judgeSize(await stat(file)) ?? judge(file, await readFile(file));
  } catch (error) {
    return { skipped: reasonOf(error) };
  }
}

/**
 * The same at once. For many small files in a row this takes a fraction of the time, since each step
 * of an asynchronous read is a task of its own; it holds everything else up as long as the disk takes.
 */
export function readSourceNow(file: string): Source {
  try {
    return judgeSize(statSync(file)) ?? judge(file, readFileSync(file));
  } catch (error) {
    return { skipped: reasonOf(error) };
  }
}

function judgeSize(found: Stats): Source | undefined {
  if (found.isDirectory()) return { skipped: "a folder, not a file" };
  if (!found.isFile()) return { skipped: "a device or pipe, not a file" };
  return found.size > largest ? { skipped: "larger than 5 MB" } : undefined;
}

function judge(file: string, bytes: Uint8Array): Source {
  const decoded = decode(bytes);
  if ("problem" in decoded) return { skipped: decoded.problem };
  const reason = unwrittenReason(file, decoded.text);
  return reason === undefined ? { text: decoded.text } : { skipped: reason };
}
