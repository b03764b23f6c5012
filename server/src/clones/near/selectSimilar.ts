import { Containment } from "../containment.ts";
import { compareText } from "../keyIndex.ts";
import { removableLinesOf } from "../ranking.ts";
import type { SimilarGroup } from "./linkedGroups.ts";

/** A similar group with what a reader gains by it. */
export interface RankedSimilarGroup extends SimilarGroup {
  readonly removableLines: number;
}

/**
 * The groups that say something new, best first. A group does when at least two of its copies share no
 * text with a copy of a group before; copies within a larger one are named with them.
 */
export function selectSimilar(groups: readonly SimilarGroup[]): readonly RankedSimilarGroup[] {
  const taken = new Containment();
  const kept: RankedSimilarGroup[] = [];
  for (const group of groups.map(ranked).sort(byWorth)) {
    const standings = group.copies.map(({ source, start, end }) => taken.standingOf(source.file, start, end));
    if (standings.filter((standing) => standing === "free").length < 2) continue;
    const copies = group.copies.filter((_, i) => standings[i] !== "overlapping");
    for (const { source, start, end } of copies) taken.add(source.file, start, end);
    kept.push({ ...group, copies });
  }
  return kept;
}

/** What differs stays in each copy. */
function ranked(group: SimilarGroup): RankedSimilarGroup {
  const differing = group.copies.reduce((sum, { lines }) => sum + lines * (1 - group.similarity), 0);
  return { ...group, removableLines: Math.max(0, Math.round(removableLinesOf(group.copies) - differing)) };
}

function byWorth(one: RankedSimilarGroup, other: RankedSimilarGroup): number {
  const [first] = one.copies;
  const [otherFirst] = other.copies;
  if (first === undefined || otherFirst === undefined) return 0;
  return (
    other.removableLines - one.removableLines ||
    other.similarity - one.similarity ||
    compareText(first.source.file, otherFirst.source.file) ||
    first.start - otherFirst.start ||
    otherFirst.end - first.end
  );
}
