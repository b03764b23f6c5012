import type { AnalysedFile } from "../syntax/facts.ts";
import type { CloneGroup } from "./group.ts";
import { growGroups } from "./growGroups.ts";
import { selectGroups, worthReading } from "./selectGroups.ts";
import type { RankedGroup, Thresholds } from "./selectGroups.ts";
import { WindowIndex } from "./windowIndex.ts";

/**
 * The groups of copies in a set of files that changes one file at a time. Only windows whose places
 * changed are grown anew; the choice among all groups is made each time.
 */
export class CloneIndex {
  private readonly thresholds: Thresholds;
  private readonly minTokens: number;
  private readonly windows: WindowIndex;
  private readonly groupsOfWindow = new Map<number, readonly RankedGroup[]>();

  constructor(thresholds: Thresholds) {
    this.thresholds = thresholds;
    this.minTokens = Math.min(thresholds.minTokens, thresholds.minTokensInTests);
    this.windows = new WindowIndex(this.minTokens);
  }

  /** Takes a file in, in place of what it was before. */
  set(source: AnalysedFile): void {
    this.windows.set(source);
  }

  remove(file: string): void {
    this.windows.remove(file);
  }

  /** The groups that are worth reading, best first. */
  groups(): readonly CloneGroup[] {
    for (const key of this.windows.takeChanged()) {
      const grown = growGroups(this.windows.placesOf(key), this.minTokens);
      const groups = worthReading(grown, this.thresholds);
      if (groups.length > 0) this.groupsOfWindow.set(key, groups);
      else this.groupsOfWindow.delete(key);
    }
    return selectGroups([...this.groupsOfWindow.values()].flat());
  }
}
