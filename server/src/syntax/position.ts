import { IntColumn } from "./columns.ts";
import { lastAtMost } from "./sorted.ts";

/** A place in a text: line and column, both from 0, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** From `start` (inclusive) to `end` (exclusive), in UTF-16 code units from 0. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A range of one file; `file` is an absolute path with `/`. */
export interface Fragment extends Span {
  readonly file: string;
}

/** Offsets at which the lines of `text` begin; `\r\n`, `\n`, `\r` end a line as they do for TypeScript and VS Code. */
export function lineStartsOf(text: string): Int32Array {
  const starts = new IntColumn();
  starts.push(0);
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts.finish();
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 13) continue;
    if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
    else if (code !== 10 && code !== 13) continue;
    starts.push(i + 1);
  }
  return starts.finish();
}

/** The position of `offset`, given the line starts of its text. */
export function positionAt(lineStarts: Int32Array, offset: number): Position {
  const line = lastAtMost(lineStarts, offset);
  return { line, column: offset - (lineStarts[line] as number) };
}
