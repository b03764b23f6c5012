import type { CloneFragment } from "./group.ts";

/** So many differences can become parameters of one function without making it worse than the copies. */
const readableDifferences = 3;

/**
 * Lines that saying it once takes away: all but those of one copy, of the signature and the end of
 * the shared function, and of a call for each copy.
 */
export function removableLinesOf(copies: readonly Pick<CloneFragment, "lines">[]): number {
  const lines = copies.map((copy) => copy.lines);
  const sum = lines.reduce((total, count) => total + count, 0);
  return Math.max(0, sum - Math.max(...lines) - 2 - copies.length);
}

/** What a reader gains: the removable lines, and less the more the copies differ. */
export function worthOf(removableLines: number, differences: number): number {
  return (removableLines + 1) / (1 + Math.max(0, differences - readableDifferences) / readableDifferences);
}
