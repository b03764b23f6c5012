import { firstAtLeast } from "../syntax/sorted.ts";
import type { CloneFragment } from "./group.ts";

/** A copy of an accepted group, as a range of a file. */
interface Interval {
  readonly start: number;
  readonly end: number;
}

/** How a range stands to those that are taken. */
export type Standing = "free" | "inside" | "overlapping";

/** The ranges of a file, sorted by start, and the length of the longest. */
interface Taken {
  readonly intervals: Interval[];
  longest: number;
}

/** Ranges that are taken, by file. Ranges that meet are kept as they are given. */
export class Containment {
  private readonly byFile = new Map<string, Taken>();

  /**
   * `inside`: within a larger range; `overlapping`: it shares text with one in another way, or is
   * that very range.
   */
  standingOf(file: string, start: number, end: number): Standing {
    const taken = this.byFile.get(file);
    if (taken === undefined) return "free";
    const { intervals, longest } = taken;
    let standing: Standing = "free";
    for (let i = firstAtLeast(intervals, start - longest, startOf); i < intervals.length; i++) {
      const other = intervals[i] as Interval;
      if (other.start >= end) break;
      if (other.end <= start) continue;
      const isInside = other.start <= start && other.end >= end && other.end - other.start > end - start;
      if (!isInside) return "overlapping";
      standing = "inside";
    }
    return standing;
  }

  add(file: string, start: number, end: number): void {
    let taken = this.byFile.get(file);
    if (taken === undefined) this.byFile.set(file, (taken = { intervals: [], longest: 0 }));
    const { intervals } = taken;
    intervals.splice(firstAtLeast(intervals, start + 1, startOf), 0, { start, end });
    taken.longest = Math.max(taken.longest, end - start);
  }
}

function startOf({ start }: Interval): number {
  return start;
}

/**
 * Takes groups in their order. A group says something new when at least two of its copies share no text
 * with a copy of a group before; copies within a larger one are named with them. What is left out
 * comes up once the groups before it are mended.
 */
export function withoutOverlaps<Group extends { readonly copies: readonly CloneFragment[] }>(groups: readonly Group[]): readonly Group[] {
  const taken = new Containment();
  const kept: Group[] = [];
  const standings: Standing[] = [];
  for (const group of groups) {
    standings.length = 0;
    let free = 0;
    let overlapping = 0;
    for (const { source, start, end } of group.copies) {
      const standing = taken.standingOf(source.file, start, end);
      if (standing === "free") free++;
      else if (standing === "overlapping") overlapping++;
      standings.push(standing);
    }
    if (free < 2) continue;
    // A group that is whole stays the object that it is: what is made of it can be kept by it.
    const whole = overlapping === 0 ? group : { ...group, copies: group.copies.filter((_, i) => standings[i] !== "overlapping") };
    for (const { source, start, end } of whole.copies) taken.add(source.file, start, end);
    kept.push(whole);
  }
  return kept;
}
