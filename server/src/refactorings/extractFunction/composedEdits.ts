import type { FileEdit, TextEdit } from "../refactoring.ts";

/** A piece of a text that is edited twice: kept from the first text, or new. */
type Piece = { readonly from: number; readonly to: number } | string;

/** The edits that do at once what `first` and then `second`, which speaks of the texts after `first`, do. */
export function composed(first: readonly FileEdit[], second: readonly FileEdit[], read: (file: string) => string | undefined): readonly FileEdit[] {
  const kept = first.filter(({ file }) => !second.some((one) => one.file === file));
  const both = second.map((edit): FileEdit => {
    const before = first.find(({ file }) => file === edit.file);
    if (before?.kind !== "change" || edit.kind !== "change") return edit;
    const { length } = read(edit.file) ?? "";
    return { ...edit, edits: editsOf(edited(edited([{ from: 0, to: length }], before.edits), edit.edits), length) };
  });
  return [...kept, ...both].sort((one, other) => (one.file < other.file ? -1 : 1));
}

function lengthOf(piece: Piece): number {
  return typeof piece === "string" ? piece.length : piece.to - piece.from;
}

function edited(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  const result: Piece[] = [];
  let at = 0;
  for (const edit of edits) {
    result.push(...cut(pieces, at, edit.start), edit.text);
    at = edit.end;
  }
  return [...result, ...cut(pieces, at, Infinity)];
}

/** The pieces of `start…end`. */
function cut(pieces: readonly Piece[], start: number, end: number): readonly Piece[] {
  const result: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, lengthOf(piece))];
    if (from < to) result.push(typeof piece === "string" ? piece.slice(from, to) : { from: piece.from + from, to: piece.from + to });
    at += lengthOf(piece);
  }
  return result;
}

/** What has to be done to a text of that length so that it consists of the pieces. */
function editsOf(pieces: readonly Piece[], length: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let start = 0;
  let text = "";
  const add = (end: number): void => {
    if (end > start || text !== "") edits.push({ start, end, text });
    text = "";
  };
  for (const piece of pieces) {
    if (typeof piece === "string") {
      text += piece;
      continue;
    }
    add(piece.from);
    start = piece.to;
  }
  add(length);
  return edits;
}
