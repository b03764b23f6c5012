import { keptBy } from "../../syntax/keptBy.ts";
import { withoutOverlaps } from "../containment.ts";
import { comparePlaces } from "../group.ts";
import { removableLinesOf } from "../ranking.ts";
import type { SimilarGroup } from "./linkedGroups.ts";

/** A similar group with what a reader gains by it. */
export interface RankedSimilarGroup extends SimilarGroup {
  readonly removableLines: number;
}

/** The groups that say something new, best first. */
export function selectSimilar(groups: readonly SimilarGroup[]): readonly RankedSimilarGroup[] {
  return withoutOverlaps(groups.map(ranked).sort(byWorth));
}

/** What differs stays in each copy. */
const ranked = keptBy((group: SimilarGroup): RankedSimilarGroup => {
  const differing = group.copies.reduce((sum, { lines }) => sum + lines * (1 - group.similarity), 0);
  return { ...group, removableLines: Math.max(0, Math.round(removableLinesOf(group.copies) - differing)) };
});

function byWorth(one: RankedSimilarGroup, other: RankedSimilarGroup): number {
  return (
    other.removableLines - one.removableLines ||
    other.similarity - one.similarity ||
    comparePlaces(one, other) ||
    (other.copies[0]?.end ?? 0) - (one.copies[0]?.end ?? 0)
  );
}
