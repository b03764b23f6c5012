import type { Span } from "../syntax/position.ts";
import type { Finding } from "./finding.ts";

const nothing: readonly never[] = [];

/** What the rules before have found. A rule keeps quiet about what is said already. */
export class Said {
  private readonly byFile = new Map<string, { readonly finding: Finding; readonly start: number; readonly end: number }[]>();

  add(finding: Finding): void {
    for (const { file, start, end } of finding.copies) {
      const spans = this.byFile.get(file);
      const said = { finding, start, end };
      if (spans === undefined) this.byFile.set(file, [said]);
      else spans.push(said);
    }
  }

  /** The findings that share text with `start` to `end` (exclusive) of a file (absolute with `/`), each with the part of its copy that does. */
  at(file: string, start: number, end: number): readonly { readonly finding: Finding; readonly span: Span }[] {
    const shared: { readonly finding: Finding; readonly span: Span }[] = [];
    for (const said of this.byFile.get(file) ?? nothing) {
      if (said.start >= end || said.end <= start) continue;
      shared.push({ finding: said.finding, span: { start: Math.max(start, said.start), end: Math.min(end, said.end) } });
    }
    return shared;
  }

  /** Whether one finding names all these places, as copies of its own or within them. */
  coversTogether(places: readonly (Span & { readonly file: string })[]): boolean {
    const [first, ...others] = places;
    if (first === undefined) return false;
    return this.at(first.file, first.start, first.end).some(
      ({ finding, span }) =>
        span.start === first.start &&
        span.end === first.end &&
        others.every(({ file, start, end }) =>
          finding.copies.some((copy) => copy.file === file && copy.start <= start && copy.end >= end),
        ),
    );
  }

  /** How many of the places are independent of each other: those that one finding shares text with count once. */
  independent(places: readonly (Span & { readonly file: string })[]): number {
    const met = new Set<Finding>();
    const here: Finding[] = [];
    let count = 0;
    for (const { file, start, end } of places) {
      let isNew = true;
      for (const said of this.byFile.get(file) ?? nothing) {
        if (said.start >= end || said.end <= start) continue;
        if (met.has(said.finding)) isNew = false;
        else here.push(said.finding);
      }
      if (isNew) count++;
      for (const finding of here) met.add(finding);
      here.length = 0;
    }
    return count;
  }
}
