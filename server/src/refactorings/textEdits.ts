import type { FileEdit, TextEdit } from "./refactoring.ts";

/** `text` with `edits` made, which do not overlap and are sorted by `start`. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/**
 * The texts of all edited files after `edits`, by file. A changed file that `read` does not know is
 * taken as empty.
 */
export function textsAfter(
  edits: readonly FileEdit[],
  read: (file: string) => string | undefined,
): ReadonlyMap<string, string> {
  return new Map(
    edits.map((edit) => [
      edit.file,
      edit.kind === "create" ? edit.text : applyTextEdits(read(edit.file) ?? "", edit.edits),
    ]),
  );
}
