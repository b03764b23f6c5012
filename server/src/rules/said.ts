import type { Span } from "../syntax/position.ts";
import type { Finding } from "./finding.ts";

/** What the rules before have found. A rule keeps quiet about what is said already. */
export class Said {
  private readonly byFile = new Map<string, { readonly finding: Finding; readonly span: Span }[]>();

  add(finding: Finding): void {
    for (const { file, start, end } of finding.copies) {
      const spans = this.byFile.get(file);
      const said = { finding, span: { start, end } };
      if (spans === undefined) this.byFile.set(file, [said]);
      else spans.push(said);
    }
  }

  /** The findings that share text with `start` to `end` (exclusive) of a file (absolute with `/`), each with the part of its copy that does. */
  at(file: string, start: number, end: number): readonly { readonly finding: Finding; readonly span: Span }[] {
    const shared: { readonly finding: Finding; readonly span: Span }[] = [];
    for (const { finding, span } of this.byFile.get(file) ?? []) {
      if (span.start >= end || span.end <= start) continue;
      shared.push({ finding, span: { start: Math.max(start, span.start), end: Math.min(end, span.end) } });
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
    const seen = new Set<Finding>();
    let count = 0;
    for (const { file, start, end } of places) {
      const findings = this.at(file, start, end).map(({ finding }) => finding);
      if (!findings.some((finding) => seen.has(finding))) count++;
      for (const finding of findings) seen.add(finding);
    }
    return count;
  }
}
