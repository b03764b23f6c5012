import type { Candidate, Range } from "./candidates.ts";

/** Text that takes the place of `start…end`, or goes between. At one offset, the lower rank stands in front. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly rank: number;
}

/** What ends at an offset comes before what begins there; what is outside of the range lies around its marks. */
export const ranks = { innerEnd: 1, rangeEnd: 2, outerEnd: 3, outerStart: 4, rangeStart: 5, innerStart: 6, replaced: 7 } as const;

const startMark = "\u0001";
const endMark = "\u0002";

/** A text with the range in it. */
export interface Written {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The candidate's text with the changes made; the range is where it went. */
export function write({ source, whole }: Candidate, range: Range, changes: readonly Change[]): Written {
  const marks: readonly Change[] = [
    { start: range.start, end: range.start, text: startMark, rank: ranks.rangeStart },
    { start: range.end, end: range.end, text: endMark, rank: ranks.rangeEnd },
  ];
  const sorted = [...changes, ...marks].sort((a, b) => a.start - b.start || a.rank - b.rank);
  const from = whole.getStart(source);
  let text = "";
  let at = from;
  for (const change of sorted) {
    // A name that became another one is not renamed as well.
    if (change.end > change.start && change.start < at) continue;
    text += source.text.slice(at, change.start) + change.text;
    at = Math.max(at, change.end);
  }
  return withoutMarks(text + source.text.slice(at, whole.end));
}

export function withoutMarks(text: string): Written {
  const start = text.indexOf(startMark);
  const end = text.indexOf(endMark) - 1;
  return { text: text.replace(startMark, "").replace(endMark, ""), start, end };
}
