import type { FilterId } from "../clones/filters.ts";
import { neighbourThresholds as least } from "../clones/thresholds.ts";
import type { Copy, Finding } from "./finding.ts";
import { areOpposites } from "./opposites.ts";

/**
 * Why two places that stand side by side are no news: who wrote the one had the other before their eyes, so that
 * what they have in common must be worth a function of its own. `undefined` where it is, or where they do not.
 *
 * @param inTests whether they stand in a test
 */
export function noNewsBetweenNeighbours(finding: Finding, inTests: boolean): FilterId | undefined {
  const [one, other] = finding.copies;
  if (one === undefined || other === undefined || finding.copies.length > 2 || one.file !== other.file) return undefined;
  // What two models hold is the same whatever they are called.
  if (modelRules.has(finding.rule)) return undefined;
  if (isMirrored(one, other) && finding.removableLines < least.linesOfMirrored) return "mirrored";
  return linesBetween(one, other) <= least.linesBetween && gainsNothing(finding, inTests) ? "side-by-side" : undefined;
}

const modelRules: ReadonlySet<string> = new Set(["duplicate-model", "schema-model", "conflicting-model", "overlapping-model", "inline-model", "duplicate-values"]);

/** Whether the places are, or stand in, two functions that do the opposite of each other. */
function isMirrored({ symbol: one }: Copy, { symbol: other }: Copy): boolean {
  return one !== undefined && other !== undefined && areOpposites(one, other);
}

function linesBetween(one: Copy, other: Copy): number {
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  return second.from.line - first.to.line - 1;
}

/**
 * Whether one function for both would take no line away: each thing in which they differ is one more to hand over.
 * Tests beside each other are alike by what they set up, which must be more.
 */
function gainsNothing({ rule, cloneType, similarity = 1, removableLines, differences }: Finding, inTests: boolean): boolean {
  if (rule === "repeated-markup") return differences.length > least.differencesOfMarkup;
  if (cloneType === 3) return removableLines < (inTests ? least.linesOfTests : 1) && similarity < least.similarity;
  return rule === "duplicate-code" && removableLines < differences.length;
}
