import { TokenRole } from "../../syntax/facts.ts";
import { blocksOf, expressionsOf } from "../expressions/expressionPrints.ts";
import type { FilterCounts } from "../filters.ts";
import type { CloneFragment } from "../group.ts";
import { fragmentOf } from "../group.ts";
import { KeyIndex } from "../keyIndex.ts";
import type { Keyed, KeyedPlace } from "../keyIndex.ts";
import { KeyedGroups } from "../keyedGroups.ts";
import type { AnalysedFile, UnitTable } from "../../syntax/facts.ts";
import { lastAtMost } from "../../syntax/sorted.ts";
import { blockThresholds, bodyThresholds, functionThresholds } from "../thresholds.ts";
import { functionCopyOf } from "./equalFunctions.ts";
import type { FunctionCopy } from "./equalFunctions.ts";
import { functionKeyOf, functionsOf, isExported, plainParametersOf, usesOneOf } from "./functionShape.ts";
import type { FunctionShape } from "./functionShape.ts";

/** A function, and the places that write out what it returns or does. */
export interface InlineBody {
  /** Whether the function does nothing but return a value. */
  readonly isValue: boolean;
  readonly contentHash: string;
  readonly tokens: number;
  readonly original: FunctionCopy;
  /** By file and start. */
  readonly copies: readonly CloneFragment[];
}

interface BodyPrints extends Keyed {
  /** The functions whose whole body a list of elements is, by the first of these. */
  readonly bodies: ReadonlyMap<number, FunctionShape>;
}

/** The functions whose value is written out elsewhere, in files that change one at a time. */
export function createInlineIndex(counts?: FilterCounts): KeyedGroups<BodyPrints, InlineBody> {
  const index = new KeyIndex((source) => printsOf(source, expressionsOf(source, bodyThresholds), true));
  return new KeyedGroups(index, (places) => groupsOf(places, counts));
}

/** The functions whose statements are all that another block does. */
export function createBlockIndex(counts?: FilterCounts): KeyedGroups<BodyPrints, InlineBody> {
  const index = new KeyIndex((source) => printsOf(source, blocksOf(source, blockThresholds), false));
  return new KeyedGroups(index, (places) => groupsOf(places, counts));
}

function printsOf(source: AnalysedFile, { keys }: Keyed, ofValues: boolean): BodyPrints {
  return { keys, bodies: source.isTest ? new Map<number, FunctionShape>() : bodiesOf(source, keys, ofValues) };
}

function bodiesOf(source: AnalysedFile, keys: Float64Array, ofValues: boolean): ReadonlyMap<number, FunctionShape> {
  const bodies = new Map<number, FunctionShape>();
  const shapes = functionsOf(source).filter(({ isValue }) => isValue === ofValues);
  if (shapes.length === 0) return bodies;
  const byFirst = new Map(shapes.map((shape) => [shape.bodyFirst, shape]));
  const { units } = source.facts;
  for (let element = 0; element < keys.length; element++) {
    if (keys[element] === 0) continue;
    const shape = byFirst.get(units.firsts[element] as number);
    if (shape?.bodyEnd === units.ends[lastOf(units, element)]) bodies.set(element, shape as FunctionShape);
  }
  return bodies;
}

/** The last element of the list that an element begins. */
function lastOf({ listStarts }: UnitTable, element: number): number {
  return (listStarts[lastAtMost(listStarts, element, listStarts.length - 1) + 1] as number) - 1;
}

/** A function that is not exported is to be exported for a body of this size only. */
const { hiddenTokens } = functionThresholds;

/** Of functions with one body no more are compared with all places of it: thousands of them would take a minute. */
const mostOriginals = 32;

type BodyPlace = KeyedPlace<BodyPrints>;

/** One group for the first function that can be called from where it is repeated; exported ones come first. */
function groupsOf(places: readonly BodyPlace[], counts: FilterCounts | undefined): readonly InlineBody[] {
  const originals = places.flatMap((place) => {
    const shape = place.prints.bodies.get(place.item);
    return shape === undefined ? [] : [{ place, shape, isExported: isExported(place.source, shape) }];
  });
  const keys = new Map(places.map((place) => [place, wholeFunctionKeyOf(place)]));
  originals.sort((a, b) => Number(b.isExported) - Number(a.isExported));
  // Whole functions that do the same are groups of their own.
  const isWholeCopy = (place: BodyPlace, other: BodyPlace): boolean => keys.get(place) !== 0 && keys.get(other) === keys.get(place);
  for (const { place, shape, isExported } of originals.slice(0, mostOriginals)) {
    const isReached = isExported || shape.bodyEnd - shape.bodyFirst >= hiddenTokens;
    const copies = places.filter(
      (other) =>
        other !== place &&
        !isWholeCopy(place, other) &&
        (isReached || other.source === place.source) &&
        isInstance(place, shape, other) &&
        meansTheSame(place, shape, other) &&
        !isWithin(other, shape, place),
    );
    if (copies.length === 0) continue;
    return [
      {
        contentHash: (place.prints.keys[place.item] as number).toString(16).padStart(14, "0"),
        tokens: shape.bodyEnd - shape.bodyFirst,
        original: functionCopyOf(place.source, shape),
        isValue: shape.isValue,
        copies: copies.map(({ source, item }) => fragmentOf(source, item, lastOf(source.facts.units, item) + 1)),
      },
    ];
  }
  const isPassedOver = ({ place }: { readonly place: BodyPlace }): boolean =>
    places.some((other) => other !== place && !isWholeCopy(place, other));
  if (counts !== undefined && originals.slice(0, mostOriginals).some(isPassedOver)) counts.add("not-callable");
  return [];
}

/** Whether only names that the function hands in or declares itself are others in the copy. */
function isInstance(original: BodyPlace, shape: FunctionShape, copy: BodyPlace): boolean {
  const { tokens, units } = original.source.facts;
  const own = plainParametersOf(tokens, shape);
  if (own === undefined || own.size === 0) return false;
  const other = copy.source.facts;
  const from = other.units.firsts[copy.item] as number;
  const first = units.firsts[original.item] as number;
  const declared = new Set(own);
  const used = new Set<number>();
  for (let i = first; i < shape.bodyEnd; i++) {
    const name = tokens.texts[i] as number;
    const role = tokens.roles[i];
    if (role === TokenRole.declaration) declared.add(name);
    if (role !== TokenRole.binding) continue;
    used.add(name);
    if (!declared.has(name) && other.tokens.texts[from + i - first] !== name) return false;
  }
  return [...own].every((name) => used.has(name));
}

/** Whether the functions that the original uses are not others in the file of the copy. */
function meansTheSame({ source }: BodyPlace, shape: FunctionShape, copy: BodyPlace): boolean {
  return source === copy.source || !usesOneOf(source, shape, functionsOf(copy.source));
}

/** Equal for whole functions that do the same; 0 for what is none, or says too little. */
function wholeFunctionKeyOf({ source, prints, item }: BodyPlace): number {
  const shape = prints.bodies.get(item);
  return shape === undefined ? 0 : functionKeyOf(source, shape);
}

/** A function does not repeat itself. */
function isWithin({ source, item }: BodyPlace, { unit }: FunctionShape, original: BodyPlace): boolean {
  const start = source.facts.units.froms[item] as number;
  return source === original.source && start >= unit.start && start < unit.end;
}
