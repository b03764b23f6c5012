import type { AnalysedFile } from "../syntax/facts.ts";
import type { FilterCounts } from "./filters.ts";
import type { Fingerprints } from "./fingerprints.ts";
import type { CloneGroup } from "./group.ts";
import { growGroups } from "./growGroups.ts";
import { KeyedGroups } from "./keyedGroups.ts";
import { selectGroups, worthReading } from "./selectGroups.ts";
import type { RankedGroup, Thresholds } from "./selectGroups.ts";
import { createWindowIndex, windowsOf } from "./windowIndex.ts";

/**
 * The groups of copies in a set of files that changes one file at a time. Only windows whose places
 * changed are grown anew; the choice among all groups is made each time.
 */
export class CloneIndex {
  private readonly grown: KeyedGroups<Fingerprints, RankedGroup>;
  private readonly counts: FilterCounts | undefined;

  constructor(thresholds: Thresholds, counts?: FilterCounts) {
    this.counts = counts;
    const minTokens = leastTokensOf(thresholds);
    this.grown = new KeyedGroups(createWindowIndex(minTokens), (places) =>
      worthReading(growGroups(places, minTokens), thresholds, counts),
    );
  }

  /** Derives what `set` will need of the file, see `derived`. */
  static derive({ facts }: AnalysedFile, thresholds: Thresholds): void {
    windowsOf(facts, leastTokensOf(thresholds));
  }

  /** Takes a file in, in place of what it was before. */
  set(source: AnalysedFile): void {
    this.grown.set(source);
  }

  remove(file: string): void {
    this.grown.remove(file);
  }

  /** Leaves less for `groups` to do. */
  prepare(): void {
    this.grown.update();
  }

  /** The groups that are worth reading, best first. */
  groups(): readonly CloneGroup[] {
    return selectGroups(this.grown.all(), this.counts);
  }
}

function leastTokensOf({ minTokens, minTokensInTests }: Thresholds): number {
  return Math.min(minTokens, minTokensInTests);
}
