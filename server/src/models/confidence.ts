import type { ModelMember } from "../syntax/modelFacts.ts";
import { hashText } from "../syntax/hash.ts";
import { nameHash } from "../syntax/outline.ts";
import type { NameCounts } from "./nameCounts.ts";

/**
 * Names that members of unrelated models have by chance: places, sizes, ranges, identity, state.
 * Models that agree in nothing else agree by accident.
 */
const commonNames: ReadonlySet<string> = new Set(
  ("x y z w width height depth top left right bottom r g b a min max start end from to begin length size count total index " +
    "position offset limit page row column line id key name title label text description type kind tag value data code message " +
    "status state error result ok success enabled disabled visible active hidden loading open options config args params " +
    "input output source target path url href color className style children onClick onChange createdAt updatedAt " +
    "first last next previous prev parent root node")
    .split(" "),
);

/** Types that say nothing about what a model is for; the last two are what every component may take. */
const plainType = /^(?:(?:string|number|boolean|bigint|symbol|unknown|any|null|undefined|Date|"[^"]*"|-?\d+|true|false|(?:React\.)?(?:ReactNode|CSSProperties))(?:\[\])*\|?)+$/;

/** The same by their hashes. */
export const commonHashes: ReadonlySet<number> = new Set([...commonNames].map((name) => hashText(name)));

/**
 * How much the agreement of models with these members says, 1 and more being enough to report that models are equal: one
 * for every member, much less for members with a name and a type that any model may have, and
 * less for those whose name many models of this workspace have.
 *
 * @param related whether the names of the models are related
 */
export function confidenceOf(members: readonly ModelMember[], counts: NameCounts, related: boolean): number {
  return confidenceOfMembers(members, (member) => counts.isFrequent(nameHash(member))) + (related ? 1 : 0);
}

/** The same by the members alone, wherever they stand. */
export function confidenceOfMembers(members: readonly ModelMember[], isFrequent?: (member: ModelMember) => boolean): number {
  let sum = 0;
  for (const member of members) {
    const common = commonNames.has(member.name);
    if (common && plainType.test(member.type)) sum += 0.2;
    else if (common || isFrequent?.(member) === true) sum += 0.5;
    else sum += 1;
  }
  return sum;
}
