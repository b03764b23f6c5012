import { ListKind } from "../../syntax/facts.ts";
import type { FilterCounts } from "../filters.ts";
import { fragmentOf } from "../group.ts";
import type { CloneGroup } from "../group.ts";
import { KeyIndex } from "../keyIndex.ts";
import type { Keyed, KeyedPlace } from "../keyIndex.ts";
import { KeyedGroups } from "../keyedGroups.ts";
import { expressionThresholds as least } from "../thresholds.ts";
import { expressionsOf } from "./expressionPrints.ts";

/** The expressions that stand in several places of files that change one at a time. */
export function createExpressionIndex(counts?: FilterCounts): KeyedGroups<Keyed, CloneGroup> {
  return new KeyedGroups(new KeyIndex((source) => expressionsOf(source, least)), (places) => groupsOf(places, counts));
}

/** Fewest places, independent of each other, that are worth a finding. */
export function leastPlacesOf({ tokens }: CloneGroup): number {
  return tokens >= least.longTokens ? 2 : least.places;
}

function groupsOf(places: readonly KeyedPlace<Keyed>[], counts: FilterCounts | undefined): readonly CloneGroup[] {
  const [first] = places;
  if (first === undefined) return [];
  const { units } = first.source.facts;
  const tokens = (units.ends[first.item] as number) - (units.firsts[first.item] as number);
  const contentHash = (first.prints.keys[first.item] as number).toString(16).padStart(14, "0");
  const group = {
    kind: ListKind.expression,
    contentHash,
    copies: places.map(({ source, item }) => fragmentOf(source, item, item + 1)),
    tokens,
  };
  if (places.length >= leastPlacesOf(group)) return [group];
  counts?.add("few-places");
  return [];
}
