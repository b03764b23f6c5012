import type { AnalysedFile } from "../../syntax/facts.ts";
import { ownText } from "../../syntax/ownText.ts";
import type { FilterCounts } from "../filters.ts";
import { KeyIndex } from "../keyIndex.ts";
import type { KeyedPlace } from "../keyIndex.ts";
import { KeyedGroups } from "../keyedGroups.ts";
import { literalThresholds as least } from "../thresholds.ts";
import { kindOf, literalsOf } from "./literalPrints.ts";
import type { LiteralKind, LiteralPrints } from "./literalPrints.ts";
import { constantAt, isEntry } from "./surroundings.ts";

/** A place of a literal. Offsets from 0, the end exclusive; a table is without its brackets. */
export interface LiteralCopy {
  readonly source: AnalysedFile;
  readonly start: number;
  readonly end: number;
  /** Whether it may be one of many entries of a table. */
  readonly isEntry: boolean;
  /** The constant whose whole value the literal is. */
  readonly constant?: string;
}

/** One literal in all its places. */
export interface LiteralGroup {
  readonly kind: LiteralKind;
  /** Equal for equal literals from run to run; not unique. */
  readonly contentHash: string;
  /** As the first copy has it, with quotes. */
  readonly text: string;
  /** By file and start. */
  readonly copies: readonly LiteralCopy[];
  /** Fewest places, independent of each other, that are worth a finding. */
  readonly leastPlaces: number;
}

/** The telling literals that stand in several places of files that change one at a time. */
export function createLiteralIndex(counts?: FilterCounts): KeyedGroups<LiteralPrints, LiteralGroup> {
  return new KeyedGroups(new KeyIndex(literalsOf), (places) => groupsOf(places, counts));
}

function groupsOf(places: readonly KeyedPlace<LiteralPrints>[], counts: FilterCounts | undefined): readonly LiteralGroup[] {
  const [first] = places;
  if (first === undefined) return [];
  const kind = kindOf(first.prints, first.item);
  const copies = places.map((place) => copyOf(place, kind));
  const text = textOf(copyOf(first, kind));
  const constants = new Set(copies.flatMap(({ constant }) => constant ?? []));
  // Two numbers are equal by chance where their names tell them apart.
  const isChance = kind === "number" && constants.size > 1;
  const leastPlaces = isLong(kind, text) || constants.size > 0 ? 2 : least.places;
  if (isChance || copies.length < leastPlaces) {
    counts?.add(isChance ? "other-meaning" : "few-places");
    return [];
  }
  const key = first.prints.keys[first.item] as number;
  return [{ kind, contentHash: key.toString(16).padStart(14, "0"), text, copies, leastPlaces }];
}

function copyOf({ source, prints, item }: KeyedPlace<LiteralPrints>, kind: LiteralKind): LiteralCopy {
  const { tokens } = source.facts;
  const first = prints.firsts[item] as number;
  const end = prints.ends[item] as number;
  const bracket = kind === "table" ? 1 : 0;
  const constant = constantAt(source.text, tokens, first - bracket, end + bracket);
  return {
    source,
    start: tokens.starts[first] as number,
    end: tokens.ends[end - 1] as number,
    isEntry: isEntry(tokens, first),
    ...(constant === undefined ? {} : { constant }),
  };
}

function textOf({ source, start, end }: LiteralCopy): string {
  return ownText(source.text, start, end);
}

function isLong(kind: LiteralKind, text: string): boolean {
  if (kind === "table" || kind === "address") return true;
  return text.length >= (kind === "expression" ? least.longExpression : least.longString);
}
