import type { FileEdit } from "./refactoring.ts";

/** Where the character at `offset` of a file stands after `edits`; `undefined` when it was replaced. */
export function offsetAfter(edits: readonly FileEdit[], file: string, offset: number): number | undefined {
  const own = edits.find((edit) => edit.file === file);
  if (own === undefined || own.kind === "create") return offset;
  let moved = offset;
  for (const edit of own.edits) {
    if (edit.start > offset || (edit.start === offset && edit.end > offset)) {
      if (edit.start === offset) return undefined;
      break;
    }
    if (edit.end > offset) return undefined;
    moved += edit.text.length - (edit.end - edit.start);
  }
  return moved;
}

/** Lines that `edits` take away, net of what they add. */
export function linesRemoved(edits: readonly FileEdit[], read: (file: string) => string | undefined): number {
  let removed = 0;
  for (const edit of edits) {
    if (edit.kind === "create") {
      removed -= linesIn(edit.text);
      continue;
    }
    const text = read(edit.file) ?? "";
    if (edit.deletes) {
      removed += linesIn(text);
      continue;
    }
    for (const one of edit.edits) removed += breaksIn(text.slice(one.start, one.end)) - breaksIn(one.text);
  }
  return removed;
}

/** Characters that `edits` take away, net of what they add. */
export function textRemoved(edits: readonly FileEdit[]): number {
  const removed = edits.flatMap((edit) => (edit.kind === "create" ? [-edit.text.length] : edit.edits.map((one) => one.end - one.start - one.text.length)));
  return removed.reduce((sum, one) => sum + one, 0);
}

function breaksIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function linesIn(text: string): number {
  return breaksIn(text) + (text.endsWith("\n") || text === "" ? 0 : 1);
}
