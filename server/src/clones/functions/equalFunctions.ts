import { ListKind } from "../../syntax/facts.ts";
import type { AnalysedFile, NamedUnit } from "../../syntax/facts.ts";
import { firstAtLeast } from "../../syntax/sorted.ts";
import type { CloneFragment, CloneGroup } from "../group.ts";
import type { FilterCounts } from "../filters.ts";
import { KeyIndex } from "../keyIndex.ts";
import type { Keyed, KeyedPlace } from "../keyIndex.ts";
import { KeyedGroups } from "../keyedGroups.ts";
import { functionKeyOf, functionsOf, usesOneOf } from "./functionShape.ts";
import type { FunctionShape } from "./functionShape.ts";

/** A function as one of several that do the same. Offsets are those of its statement. */
export interface FunctionCopy {
  readonly source: AnalysedFile;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Functions that do the same, by file and start. */
export interface EqualFunctions {
  readonly contentHash: string;
  readonly tokens: number;
  readonly copies: readonly FunctionCopy[];
}

interface FunctionPrints extends Keyed {
  readonly shapes: readonly FunctionShape[];
}

/** The functions that stand several times in files that change one at a time. */
export function createFunctionIndex(counts?: FilterCounts): KeyedGroups<FunctionPrints, EqualFunctions> {
  return new KeyedGroups(new KeyIndex(printsOf), (places) => groupsOf(places, counts));
}

function printsOf(source: AnalysedFile): FunctionPrints {
  const shapes = functionsOf(source);
  return { shapes, keys: Float64Array.from(shapes, (shape) => functionKeyOf(source, shape)) };
}

function groupsOf(places: readonly KeyedPlace<FunctionPrints>[], counts: FilterCounts | undefined): readonly EqualFunctions[] {
  const [first] = places;
  if (first === undefined) return [];
  const placed = places.map(({ source, prints, item }): PlacedFunction => ({ source, shape: prints.shapes[item] as FunctionShape, all: prints.shapes }));
  if (!meanTheSame(placed)) {
    counts?.add("other-meaning");
    return [];
  }
  const copies = placed.map(({ source, shape }) => functionCopyOf(source, shape));
  const { bodyFirst, bodyEnd } = first.prints.shapes[first.item] as FunctionShape;
  const contentHash = (first.prints.keys[first.item] as number).toString(16).padStart(14, "0");
  return [{ contentHash, tokens: bodyEnd - bodyFirst, copies }];
}

interface PlacedFunction {
  readonly source: AnalysedFile;
  readonly shape: FunctionShape;
  /** Those of its file. */
  readonly all: readonly FunctionShape[];
}

/** Whether equal words mean the same: they do in one file, and where none of the functions uses another of its own file. */
function meanTheSame(functions: readonly PlacedFunction[]): boolean {
  const isInOneFile = new Set(functions.map(({ source }) => source)).size === 1;
  return isInOneFile || !functions.some(({ source, shape, all }) => usesOneOf(source, shape, all));
}

/** The function with the statement that declares it and nothing else, where there is one. */
export function functionCopyOf(source: AnalysedFile, { unit, bodyFirst }: FunctionShape): FunctionCopy {
  const { units } = source.facts;
  let { start, end } = unit;
  for (let element = 0; element < units.firsts.length; element++) {
    const from = units.froms[element] as number;
    const to = units.tos[element] as number;
    // A declaration may have `export default` and the like before it, and a semicolon behind it.
    const isAround = from <= unit.start && to >= unit.end && to - unit.end <= 1 && (units.firsts[element] as number) < bodyFirst;
    if (isAround && unit.start - from <= longestHead) {
      start = from;
      end = to;
      break;
    }
  }
  return { source, name: unit.name, start, end };
}

/** `export default async function` and `export const` are shorter. */
const longestHead = 40;

/** Whether a group is one function under several names: then it is not copied code but the same function twice. */
export function isOneFunction({ kind, copies }: CloneGroup): boolean {
  if (kind !== ListKind.statements || copies.some(({ firstElement, endElement }) => endElement - firstElement > 1)) return false;
  const units = copies.map(declaredBy);
  if (units.includes(undefined) || new Set(units.map((unit) => unit?.name)).size === 1) return false;
  const functions = copies.flatMap(({ source }, i): readonly PlacedFunction[] => {
    const all = functionsOf(source);
    const shape = all.find(({ unit }) => unit === units[i]);
    return shape === undefined ? [] : [{ source, shape, all }];
  });
  const keys = new Set(functions.map(({ source, shape }) => functionKeyOf(source, shape)));
  return functions.length === copies.length && keys.size === 1 && !keys.has(0) && meanTheSame(functions);
}

/** The function or class that the statement of a copy declares. */
function declaredBy({ source, start, end }: CloneFragment): NamedUnit | undefined {
  const { named } = source.facts;
  const unit = named[firstAtLeast(named, start, (one) => one.start)];
  return unit !== undefined && unit.start - start <= longestHead && unit.end <= end && end - unit.end <= 1 ? unit : undefined;
}
