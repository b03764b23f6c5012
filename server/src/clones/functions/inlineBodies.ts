import { TokenRole } from "../../syntax/facts.ts";
import { expressionsOf } from "../expressions/expressionPrints.ts";
import type { CloneFragment } from "../group.ts";
import { fragmentOf } from "../group.ts";
import { KeyIndex } from "../keyIndex.ts";
import type { Keyed, KeyedPlace } from "../keyIndex.ts";
import { KeyedGroups } from "../keyedGroups.ts";
import type { AnalysedFile } from "../../syntax/facts.ts";
import { bodyThresholds, functionThresholds } from "../thresholds.ts";
import { functionCopyOf } from "./equalFunctions.ts";
import type { FunctionCopy } from "./equalFunctions.ts";
import { functionsOf, isExported, plainParametersOf } from "./functionShape.ts";
import type { FunctionShape } from "./functionShape.ts";

/** A function, and the places that write out what it returns. */
export interface InlineBody {
  readonly contentHash: string;
  readonly tokens: number;
  readonly original: FunctionCopy;
  /** By file and start. */
  readonly copies: readonly CloneFragment[];
}

interface BodyPrints extends Keyed {
  /** The functions that return an expression and do nothing else, by the element of that expression. */
  readonly bodies: ReadonlyMap<number, FunctionShape>;
}

/** The functions whose value is written out elsewhere, in files that change one at a time. */
export function createInlineIndex(): KeyedGroups<BodyPrints, InlineBody> {
  return new KeyedGroups(new KeyIndex(printsOf), groupsOf);
}

function printsOf(source: AnalysedFile): BodyPrints {
  const { keys } = expressionsOf(source, bodyThresholds);
  return { keys, bodies: source.isTest ? new Map<number, FunctionShape>() : bodiesOf(source, keys) };
}

function bodiesOf(source: AnalysedFile, keys: Float64Array): ReadonlyMap<number, FunctionShape> {
  const bodies = new Map<number, FunctionShape>();
  const shapes = functionsOf(source).filter(({ isValue }) => isValue);
  if (shapes.length === 0) return bodies;
  const byFirst = new Map(shapes.map((shape) => [shape.bodyFirst, shape]));
  const { firsts, ends } = source.facts.units;
  for (let element = 0; element < keys.length; element++) {
    if (keys[element] === 0) continue;
    const shape = byFirst.get(firsts[element] as number);
    if (shape !== undefined && shape.bodyEnd === ends[element]) bodies.set(element, shape);
  }
  return bodies;
}

/** A function that is not exported is to be exported for a body of this size only. */
const { hiddenTokens } = functionThresholds;

type BodyPlace = KeyedPlace<BodyPrints>;

/** One group for the first function that can be called from where it is repeated; exported ones come first. */
function groupsOf(places: readonly BodyPlace[]): readonly InlineBody[] {
  const originals = places.flatMap((place) => {
    const shape = place.prints.bodies.get(place.item);
    return shape === undefined ? [] : [{ place, shape, isExported: isExported(place.source, shape) }];
  });
  for (const { place, shape, isExported } of [...originals].sort((a, b) => Number(b.isExported) - Number(a.isExported))) {
    const isReached = isExported || shape.bodyEnd - shape.bodyFirst >= hiddenTokens;
    const copies = places.filter(
      (other) =>
        other !== place &&
        (isReached || other.source === place.source) &&
        isInstance(place, shape, other) &&
        !isWithin(other, shape, place),
    );
    if (copies.length === 0) continue;
    return [
      {
        contentHash: (place.prints.keys[place.item] as number).toString(16).padStart(14, "0"),
        tokens: shape.bodyEnd - shape.bodyFirst,
        original: functionCopyOf(place.source, shape),
        copies: copies.map(({ source, item }) => fragmentOf(source, item, item + 1)),
      },
    ];
  }
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
  for (let i = first; i < (units.ends[original.item] as number); i++) {
    const name = tokens.texts[i] as number;
    const role = tokens.roles[i];
    if (role === TokenRole.declaration) declared.add(name);
    if (role !== TokenRole.binding) continue;
    used.add(name);
    if (!declared.has(name) && other.tokens.texts[from + i - first] !== name) return false;
  }
  return [...own].every((name) => used.has(name));
}

/** A function does not repeat itself. */
function isWithin({ source, item }: BodyPlace, { unit }: FunctionShape, original: BodyPlace): boolean {
  const start = source.facts.units.froms[item] as number;
  return source === original.source && start >= unit.start && start < unit.end;
}
