import { randomUUID } from "node:crypto";
import { chmod, lstat, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import type { FileEdit } from "../refactorings/refactoring.ts";
import { applyTextEdits } from "../refactorings/textEdits.ts";
import { decode, encode } from "./encoding.ts";
import { codeOf, reasonOf } from "./failure.ts";

interface Replacement {
  readonly file: string;
  /** Beside the file, with its new content; `undefined` for a file that goes. */
  readonly draft: string | undefined;
  /** `undefined` for a file that is created. */
  readonly before: Uint8Array | undefined;
}

/**
 * Makes the edits on disk, all or none: every new content is written beside its file first, and only when
 * all are there do they take their places. Encoding and byte order mark stay. A file must still say what
 * `expected` gives, for the edits were made for that text. Answers why nothing was changed, as a sentence
 * part, or `undefined` when all is done.
 */
export async function writeEdits(
  edits: readonly FileEdit[],
  expected: (file: string) => string | undefined,
): Promise<string | undefined> {
  const drafts: Replacement[] = [];
  const placed: Replacement[] = [];
  try {
    for (const edit of edits) {
      const draft = await drafted(edit, expected, drafts);
      if (draft !== undefined) return draft;
    }
    for (const replacement of drafts) {
      await (replacement.draft === undefined ? rm(replacement.file) : rename(replacement.draft, replacement.file));
      placed.push(replacement);
    }
    return undefined;
  } catch (error) {
    const reason = reasonOf(error, "its folder is not there");
    await Promise.all(placed.map(({ file, before }) => (before === undefined ? rm(file) : writeFile(file, before))));
    return `a file cannot be written: ${reason}`;
  } finally {
    await Promise.all(drafts.flatMap(({ draft }) => (draft === undefined ? [] : [rm(draft, { force: true })])));
  }
}

/** Writes the draft of one edit and notes it in `drafts`; answers why it cannot be made. */
async function drafted(
  edit: FileEdit,
  expected: (file: string) => string | undefined,
  drafts: Replacement[],
): Promise<string | undefined> {
  const suffix = `.drydock-${randomUUID()}`;
  if (edit.kind === "create") {
    if (await isThere(edit.file)) return `“${edit.file}” is there already`;
    drafts.push({ file: edit.file, draft: edit.file + suffix, before: undefined });
    await writeFile(edit.file + suffix, edit.text);
    return undefined;
  }
  const before = await readFile(edit.file);
  const decoded = decode(before);
  if ("problem" in decoded || decoded.text !== expected(edit.file)) return `“${edit.file}” was changed meanwhile`;
  if (edit.deletes) {
    drafts.push({ file: edit.file, draft: undefined, before });
    return undefined;
  }
  // A link stays a link: what it leads to is replaced.
  const file = await realpath(edit.file);
  const draft = file + suffix;
  drafts.push({ file, draft, before });
  await writeFile(draft, encode(applyTextEdits(decoded.text, edit.edits), decoded.encoding));
  await chmod(draft, (await stat(file)).mode);
  return undefined;
}

async function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === "ENOENT") return false;
      throw error;
    },
  );
}
