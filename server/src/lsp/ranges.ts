import type { AnalysedFile } from "../syntax/facts.ts";
import { lineStartsOf, positionAt, type Span } from "../syntax/position.ts";
import type { WirePosition, WireRange } from "./protocol.ts";

/** The range of a span in an analysed file. A span that the text no longer has is cut to the text. */
export function rangeIn(file: AnalysedFile, span: Span): WireRange {
  return rangeOf(file.facts.lineStarts, span, file.text.length);
}

/** The range of a span in a text that was not analysed. */
export function rangeInText(text: string, span: Span): WireRange {
  return rangeOf(lineStartsOf(text), span, text.length);
}

function rangeOf(lineStarts: Int32Array, span: Span, length: number): WireRange {
  return {
    start: toWire(lineStarts, Math.min(span.start, length)),
    end: toWire(lineStarts, Math.min(span.end, length)),
  };
}

function toWire(lineStarts: Int32Array, offset: number): WirePosition {
  const { line, column } = positionAt(lineStarts, offset);
  return { line, character: column };
}

/** The span of a range in an analysed file; `undefined` for a range that the text does not have. */
export function spanIn({ facts, text }: AnalysedFile, range: WireRange): Span | undefined {
  const offsetOf = ({ line, character }: WirePosition): number => {
    const lineStart = facts.lineStarts[line];
    return lineStart === undefined ? text.length + 1 : Math.min(lineStart + character, facts.lineStarts[line + 1] ?? text.length);
  };
  const span = { start: offsetOf(range.start), end: offsetOf(range.end) };
  return span.start <= span.end && span.end <= text.length ? span : undefined;
}

/** Whether two ranges share a line. */
export function shareLine(a: WireRange, b: WireRange): boolean {
  return a.start.line <= b.end.line && b.start.line <= a.end.line;
}
