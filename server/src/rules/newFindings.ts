import type { FilterCounts } from "../clones/filters.ts";
import type { CloneGroup } from "../clones/group.ts";
import type { Span } from "../syntax/position.ts";
import type { Finding } from "./finding.ts";
import { Said } from "./said.ts";

/** A finding that is made where it says something new. */
export interface Proposal {
  readonly places: readonly (Span & { readonly file: string })[];
  /** So many of the places must be independent of each other. */
  readonly leastPlaces: number;
  readonly make: () => Finding;
}

export function proposalOf({ copies }: CloneGroup, leastPlaces: number, make: () => Finding): Proposal {
  return { places: copies.map(({ source, start, end }) => ({ file: source.file, start, end })), leastPlaces, make };
}

/**
 * The findings, in this order, whose places are not named together already: by the rules before or by a
 * finding before in the list.
 */
export function newFindings(proposals: readonly Proposal[], said: Said, counts: FilterCounts | undefined): readonly Finding[] {
  const own = new Said();
  return proposals.flatMap(({ places, leastPlaces, make }) => {
    if (said.independent(places) < leastPlaces || own.independent(places) < leastPlaces) {
      counts?.add("said");
      return [];
    }
    const finding = make();
    own.add(finding);
    return [finding];
  });
}
