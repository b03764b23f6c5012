import { ListKind, TokenRole } from "../syntax/facts.ts";
import { withoutOverlaps } from "./containment.ts";
import { holesOf } from "./differences.ts";
import { isAboutCode } from "./documents.ts";
import { unfiltered } from "./filters.ts";
import type { FilterCounts, FilterId } from "./filters.ts";
import { areEqual, comparePlaces } from "./group.ts";
import type { CloneFragment, CloneGroup } from "./group.ts";
import { areLanguages } from "./languages.ts";
import { completeLinkage } from "./linkage.ts";
import { contentOf, decidesNothing, distanceOf, isData, isDrawing, isRunOfSmallDeclarations } from "./noise.ts";
import { removableLinesOf, worthOf } from "./ranking.ts";
import { compareText } from "./keyIndex.ts";
import type { Settings } from "../settings/settings.ts";
import { similarThresholds } from "./thresholds.ts";

/** Sizes from which a fragment is worth reading; tests have their own. */
export type Thresholds = Pick<Settings, "minTokens" | "minLines" | "minTokensInTests" | "minLinesInTests">;

/** A fragment must say at least this share of `minTokens` without repeating itself, */
const contentShare = 0.8;
/** or this, where its copies are equal to the letter. */
const contentShareOfExact = 0.6;
/** Copies may differ in one thing for so many tokens. */
const tokensPerDifference = 16;
/** Copies may always differ in so many things. */
const allowedDifferences = 3;

/** A group with what decides its place. */
export interface RankedGroup {
  readonly group: CloneGroup;
  readonly worth: number;
}

/** The groups that are worth reading by themselves: large enough, saying something, alike in more than their outline. */
export function worthReading(groups: readonly CloneGroup[], thresholds: Thresholds, counts?: FilterCounts): readonly RankedGroup[] {
  const large = groups.map((group) => ({ ...group, copies: group.copies.filter((copy) => isLarge(group, copy, thresholds)) }));
  const alike = unfiltered(large, (group) => noiseIn(group, thresholds), counts).flatMap((group) => {
    const clusters = splitByDistance(group);
    if (clusters.length === 0) counts?.add("too-different");
    return clusters;
  });
  return unfiltered(alike, subjectOf, counts).map(ranked);
}

/** Why what the copies are about is no news: for copies that were put together, whatever else has their shape. */
function subjectOf(group: CloneGroup): FilterId | undefined {
  if (isTranslation(group)) return "translation";
  return isAboutCode(group.copies.map(({ source }) => source)) ? undefined : "example";
}

/** Why a group is not worth reading, however much its copies are alike. */
function noiseIn(group: CloneGroup, thresholds: Thresholds): FilterId | undefined {
  const [first] = group.copies;
  if (first === undefined || group.copies.length < 2) return "too-small";
  const little = littleIn(first, thresholds, areEqual(group.copies) ? contentShareOfExact : contentShare);
  if (little !== undefined) return little;
  if (isTranslation(group)) return "translation";
  if (isRunOfAlike(group, thresholds)) return "small-declarations";
  return isListOfAlike(group) ? "list-of-declarations" : undefined;
}

/** The groups that say something new, sorted by what a reader gains, best first. */
export function selectGroups(groups: readonly RankedGroup[], counts?: FilterCounts): readonly CloneGroup[] {
  const selected = withoutOverlaps([...groups].sort(byWorth).map(({ group }) => group));
  counts?.add("within-another", groups.length - selected.length);
  return selected;
}

/** What a fragment is, for those who look for copies with gaps and changes. */
export type Weight = "code" | "data" | "nothing";

/**
 * Data counts where copies agree in what it holds; what is too small, and drawings, count nowhere.
 *
 * @param similarity to the other copy, from 0 to 1: where so much is equal that it would count by itself, the whole does,
 *   but for tests, which are alike in what they set up
 */
export function weightOf(fragment: CloneFragment, similarity: number, thresholds: Thresholds): Weight {
  const { share, moreLines } = similarThresholds;
  const { source, lines } = fragment;
  const tokens = (fragment.endToken - fragment.firstToken) * (source.isTest ? 1 / share : Math.max(similarity, 1 / share));
  if (!isLarge({ tokens }, { source, lines: lines - moreLines }, thresholds) || isDrawing(fragment)) return "nothing";
  return littleIn(fragment, thresholds) === undefined ? "code" : "data";
}

function isLarge({ tokens }: Pick<CloneGroup, "tokens">, { lines, source }: Pick<CloneFragment, "lines" | "source">, thresholds: Thresholds): boolean {
  return source.isTest
    ? tokens >= thresholds.minTokensInTests && lines >= thresholds.minLinesInTests
    : tokens >= thresholds.minTokens && lines >= thresholds.minLines;
}

/**
 * Why a fragment says too little, whatever its length.
 *
 * @param share of `minTokens` that it must say
 */
function littleIn(copy: CloneFragment, thresholds: Thresholds, share = contentShare): FilterId | undefined {
  const minTokens = copy.source.isTest ? thresholds.minTokensInTests : thresholds.minTokens;
  if (contentOf(copy) < minTokens * share) return "repeats-itself";
  if (isData(copy)) return "data";
  return isDrawing(copy) ? "drawing" : undefined;
}

function isRunOfAlike({ kind, copies }: CloneGroup, { minTokens }: Thresholds): boolean {
  const [first] = copies;
  return (
    first !== undefined &&
    isRunOfSmallDeclarations(first, kind, minTokens) &&
    holesOf(copies).some(({ isLocal }) => !isLocal)
  );
}

/** In so many things a list of declarations or registrations may differ. */
const differencesOfList = 1;

/**
 * Statements side by side that only declare and register, each for another thing: schemas, bindings of a
 * container, wrappers that pass their parameters on. They are alike by nature.
 */
function isListOfAlike({ kind, copies }: CloneGroup): boolean {
  const [first] = copies;
  if (first === undefined || kind !== ListKind.statements || first.endElement - first.firstElement < 2) return false;
  const holes = holesOf(copies).filter(({ role }) => role !== TokenRole.type);
  return decidesNothing(first) && distanceOf(holes) > differencesOfList;
}

function isTranslation({ copies }: CloneGroup): boolean {
  return standInLanguages(copies) && holesOf(copies).some(({ role }) => role === TokenRole.literal);
}

/** Whether each copy stands in the file of another language. */
export function standInLanguages(copies: readonly CloneFragment[]): boolean {
  return areLanguages(copies.map(({ source }) => source));
}

/** Copies of one shape that have little else in common are several groups, or none. */
function splitByDistance(group: CloneGroup): readonly CloneGroup[] {
  const limit = Math.max(allowedDifferences, Math.floor(group.tokens / tokensPerDifference));
  const { copies } = group;
  if (distanceOf(holesOf(copies)) <= limit) return [group];
  return completeLinkage(copies, textKey, (a, b) => distanceOf(holesOf([a, b])), limit)
    .filter((cluster) => cluster.length > 1)
    .map((cluster) => ({ ...group, copies: cluster }));
}

/** Equal for copies that are equal to the letter. */
function textKey({ source, firstToken, endToken }: CloneFragment): string {
  return source.facts.tokens.texts.subarray(firstToken, endToken).join();
}

function ranked(group: CloneGroup): RankedGroup {
  const differences = distanceOf(holesOf(group.copies));
  return { group, worth: worthOf(removableLinesOf(group.copies), differences) };
}

function byWorth(a: RankedGroup, b: RankedGroup): number {
  return (
    b.worth - a.worth ||
    b.group.tokens - a.group.tokens ||
    Number(a.group.kind === ListKind.expression) - Number(b.group.kind === ListKind.expression) ||
    compareText(a.group.contentHash, b.group.contentHash) ||
    comparePlaces(a.group, b.group)
  );
}
