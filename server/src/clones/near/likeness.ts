import { TokenRole } from "../../syntax/facts.ts";
import { addMoved, align, commonCodes } from "./alignment.ts";
import type { Codes } from "./alignment.ts";
import { keepConsistentNames } from "./consistentNames.ts";
import type { NearFile, Run } from "./nearFile.ts";
import { Pairing } from "./pairing.ts";

/** Parts in another order count only where at least this share stands in the same order. */
const inOrder = 0.5;
/** In longer runs, both together, parts in another order are not looked for. In meanings. */
const longestReordered = 600;
/** Longer runs are not compared: what is alike in them is found in their parts. In meanings. */
const longest = 6_000;

/** Of all tokens, brackets and keywords among them, a larger share corresponds than of what they mean. So much more counts. */
const sugar = 0.1;

/** Where more of what corresponds are literals with other texts, the literals are what the code is about. */
const mostOtherLiterals = 0.25;

/** What corresponds in the two runs that are looked at. */
const pairing = new Pairing();

/**
 * How alike two runs are, by what they mean, or where that is less than `least`, by all of their tokens;
 * `undefined` where it is less than `wanted`.
 *
 * @param least from 0 to 1, below which nothing counts as alike
 * @param wanted at least `least`: what is less is of no use to the caller, and less work
 */
export function similarityOf(a: NearFile, aRun: Run, b: NearFile, bRun: Run, least: number, wanted = least): number | undefined {
  const byMeaning = likenessOf(a, aRun, b, bRun, wanted - sugar >= least ? wanted : wanted - sugar);
  if (byMeaning === undefined || otherLiterals(a, b) > mostOtherLiterals * pairing.count) return undefined;
  if (byMeaning >= least) return byMeaning >= wanted ? byMeaning : undefined;
  const first = { codes: a.tokenCodes, from: a.firstToken(aRun), to: a.endToken(aRun) };
  const second = { codes: b.tokenCodes, from: b.firstToken(bRun), to: b.endToken(bRun) };
  const size = sizeOf(first) + sizeOf(second);
  if (size > 2 * longest || !align(first, second, pairing, Math.ceil((wanted * size) / 2))) return undefined;
  keepConsistentNames(a, b, pairing);
  const similarity = Math.min((2 * pairing.count) / size, byMeaning + sugar);
  return similarity < wanted ? undefined : similarity;
}

/** The share of the meanings of both runs that correspond, as `pairing` holds them afterwards; `undefined` where it is less than `least`. */
function likenessOf(a: NearFile, aRun: Run, b: NearFile, bRun: Run, least: number): number | undefined {
  const first = codesOf(a, aRun);
  const second = codesOf(b, bRun);
  const size = sizeOf(first) + sizeOf(second);
  if (size === 0 || size > 2 * longest) return undefined;
  if (2 * commonCodes(first, second) < least * size) return undefined;
  if (!align(first, second, pairing, Math.ceil(((size > longestReordered ? least : inOrder) * size) / 2))) return undefined;
  if (size <= longestReordered) addMoved(first, second, pairing);
  keepConsistentNames(a, b, pairing, a.stream.tokens, b.stream.tokens);
  const similarity = (2 * pairing.count) / size;
  return similarity < least ? undefined : similarity;
}

/** Data must be so much alike, */
const leastOfData = 0.9;
/** with at most this share of its literals changed. */
const mostChangedData = 0.1;

/** Whether two runs of data hold the same, but for few changes. */
export function holdTheSame(a: NearFile, aRun: Run, b: NearFile, bRun: Run): boolean {
  if (likenessOf(a, aRun, b, bRun, leastOfData) === undefined) return false;
  const { roles } = a.source.facts.tokens;
  let literals = 0;
  for (let i = 0; i < pairing.count; i++) {
    if (roles[a.stream.tokens[pairing.firsts[i] as number] as number] === TokenRole.literal) literals++;
  }
  return otherLiterals(a, b) <= mostChangedData * literals;
}

/** How many pairs are literals with different texts. */
function otherLiterals(a: NearFile, b: NearFile): number {
  const { roles, texts } = a.source.facts.tokens;
  const { texts: otherTexts } = b.source.facts.tokens;
  let other = 0;
  for (let i = 0; i < pairing.count; i++) {
    const token = a.stream.tokens[pairing.firsts[i] as number] as number;
    if (roles[token] !== TokenRole.literal) continue;
    if (texts[token] !== otherTexts[b.stream.tokens[pairing.seconds[i] as number] as number]) other++;
  }
  return other;
}

function codesOf(file: NearFile, run: Run): Codes {
  return { codes: file.stream.codes, from: file.indexOf(file.firstToken(run)), to: file.indexOf(file.endToken(run)) };
}

function sizeOf({ from, to }: Codes): number {
  return to - from;
}

/** What an element must have in common with the other side to belong to a run. */
const leastOfElement = 0.5;

/**
 * The parts of two runs that correspond: elements at either end that have little in common with the
 * other side are left out, by the largest sum of gains (Kadane). `undefined` where nothing is left.
 */
export function trimmed(a: NearFile, aRun: Run, b: NearFile, bRun: Run): { readonly aRun: Run; readonly bRun: Run } | undefined {
  const first = codesOf(a, aRun);
  const second = codesOf(b, bRun);
  if (sizeOf(first) + sizeOf(second) > longest) return undefined;
  align(first, second, pairing);
  addMoved(first, second, pairing);
  keepConsistentNames(a, b, pairing, a.stream.tokens, b.stream.tokens);
  const aTrimmed = richest(a, aRun, pairing.firsts.subarray(0, pairing.count));
  // Parts in another order are in the order of the first run.
  const bTrimmed = richest(b, bRun, pairing.seconds.slice(0, pairing.count).sort());
  return aTrimmed === undefined || bTrimmed === undefined ? undefined : { aRun: aTrimmed, bRun: bTrimmed };
}

/** @param places that correspond to something, rising */
function richest(file: NearFile, run: Run, places: Int32Array): Run | undefined {
  const { firsts, ends } = file.source.facts.units;
  let at = 0;
  let sum = 0;
  let start = run.first;
  let best = 0;
  let bestRun: Run | undefined;
  for (let element = run.first; element < run.end; element++) {
    const from = file.indexOf(firsts[element] as number);
    const to = file.indexOf(ends[element] as number);
    while (at < places.length && (places[at] as number) < from) at++;
    let found = 0;
    while (at < places.length && (places[at] as number) < to) {
      at++;
      found++;
    }
    if (sum <= 0) {
      sum = 0;
      start = element;
    }
    sum += found - leastOfElement * (to - from);
    if (sum > best) {
      best = sum;
      bestRun = { list: run.list, first: start, end: element + 1 };
    }
  }
  return bestRun;
}
