import type { Comparisons } from "./comparisons.ts";
import type { NearFile, Run } from "./nearFile.ts";
import { coreOf, firstOf, secondOf } from "./regions.ts";
import type { Hit, Region } from "./regions.ts";
import { seedLength } from "./seeds.ts";

/** Two runs that are alike. */
export interface NearPair {
  readonly aRun: Run;
  readonly bRun: Run;
  /** 0 to 1. */
  readonly similarity: number;
}

/** What decides whether runs are worth comparing. */
export interface NearLimits {
  /** 0 to 1. */
  readonly similarity: number;
  readonly comparisons: Comparisons;
  /** In tokens. */
  readonly isLargeEnough: (file: NearFile, run: Run) => boolean;
}

/** Units with fewer of the region's seeds, as a share of what they mean, have too little in common to be compared. */
const fewestSeeds = 0.05;
/** Regions within so many of the last pairs are not looked at again. */
const lookedBack = 64;
/** How many levels of units around a region are looked at. */
const levels = 5;
/** Neighbours up to so many tokens may belong to a copy though no seed stands in them. */
const shortElement = 30;
const shortElements = 2;

/**
 * The units that are alike in each region of two files (or of one with itself): those in which most
 * corresponds, less what does not.
 */
export function pairsIn(a: NearFile, b: NearFile, regions: readonly Region[], limits: NearLimits): readonly NearPair[] {
  const pairs: NearPair[] = [];
  const tried = new Tried();
  for (const region of regions) {
    if (pairs.slice(-lookedBack).some((pair) => holds(a, b, pair, region))) continue;
    // No pair is tried twice, so none is found twice.
    const pair = pairOf(a, b, region, limits, tried) ?? pairOfCore(a, b, region, limits, tried);
    if (pair !== undefined) pairs.push(pair);
  }
  return pairs;
}

/** Which runs were compared. */
class Tried {
  private readonly runs = new Map<number, Set<number>>();

  isAgain(aRun: Run, bRun: Run): boolean {
    const others = this.runs.get(keyOf(aRun));
    if (others === undefined) this.runs.set(keyOf(aRun), new Set([keyOf(bRun)]));
    else if (others.has(keyOf(bRun))) return true;
    else others.add(keyOf(bRun));
    return false;
  }
}

/** Elements of one list have numbers of their own. */
function keyOf({ first, end }: Run): number {
  return first * 2 ** 26 + end;
}

/** What hits that stand near by chance draw apart is found around the hits in the middle of those in step. */
function pairOfCore(a: NearFile, b: NearFile, region: Region, limits: NearLimits, tried: Tried): NearPair | undefined {
  const core = coreOf(region);
  return core && pairOf(a, b, core, limits, tried, 0.25);
}

function pairOf(a: NearFile, b: NearFile, region: Region, limits: NearLimits, tried: Tried, chance = 0.1): NearPair | undefined {
  const aLevels = levelsOf(a, region, firstOf, chance);
  const bLevels = levelsOf(b, region, secondOf, chance);
  const candidates: { readonly aRun: Run; readonly bRun: Run; readonly isLowest: boolean; readonly size: number }[] = [];
  for (const [i, aRun] of aLevels.entries()) {
    for (const [j, bRun] of bLevels.entries()) {
      const aSize = sizeOf(a, aRun);
      const bSize = sizeOf(b, bRun);
      const isLowest = i === 0 && j === 0;
      // Twice the smaller is all that can correspond.
      if (!isLowest && 2 * Math.min(aSize, bSize) < limits.similarity * (aSize + bSize)) continue;
      candidates.push({ aRun, bRun, isLowest, size: aSize + bSize });
    }
  }
  candidates.sort((one, other) => other.size - one.size);
  let best: NearPair | undefined;
  let bestGain = 0;
  for (const { aRun, bRun, isLowest, size } of candidates) {
    // All of it would have to correspond to gain more.
    if (size <= bestGain) break;
    // Nothing grows by being trimmed.
    if (!limits.isLargeEnough(a, aRun) || !limits.isLargeEnough(b, bRun)) continue;
    if (isLowest && 2 * seedsWithin(a, aRun, b, bRun, region) < fewestSeeds * a.meaningsIn(aRun)) continue;
    const parts = isLowest ? limits.comparisons.trimmed(a, aRun, b, bRun) : { aRun, bRun };
    if (parts === undefined) continue;
    if (tried.isAgain(parts.aRun, parts.bRun)) continue;
    if (a === b && overlap(a, parts.aRun, parts.bRun)) continue;
    if (!limits.isLargeEnough(a, parts.aRun) || !limits.isLargeEnough(b, parts.bRun)) continue;
    if (seedsWithin(a, parts.aRun, b, parts.bRun, region) < fewestSeeds * a.meaningsIn(parts.aRun)) continue;
    const tokens = sizeOf(a, parts.aRun) + sizeOf(b, parts.bRun);
    const similarity = limits.comparisons.similarityOf(a, parts.aRun, b, parts.bRun, (bestGain / tokens + 1) / 2);
    if (similarity === undefined) continue;
    const gain = tokens * (2 * similarity - 1);
    if (gain <= bestGain) continue;
    bestGain = gain;
    best = { ...parts, similarity };
  }
  return best;
}

/** How many places of the first run have a seed of the region in both runs. */
function seedsWithin(a: NearFile, aRun: Run, b: NearFile, bRun: Run, { hits }: Region): number {
  let seeds = 0;
  let last = -1;
  visitHitsWithin(a, aRun, b, bRun, hits, (first) => {
    if (first !== last) seeds++;
    last = first;
  });
  return seeds;
}

/** Calls `visit` with the place in the first file of every hit that stands in both runs. */
export function visitHitsWithin(a: NearFile, aRun: Run, b: NearFile, bRun: Run, hits: readonly Hit[], visit: (first: number) => void): void {
  const aFrom = a.indexOf(a.firstToken(aRun));
  const aTo = a.indexOf(a.endToken(aRun));
  const bFrom = b.indexOf(b.firstToken(bRun));
  const bTo = b.indexOf(b.endToken(bRun));
  for (const hit of hits) {
    const first = firstOf(hit);
    const second = secondOf(hit);
    if (first >= aFrom && first < aTo && second >= bFrom && second < bTo) visit(first);
  }
}

/** The run of neighbours that holds most of a region, then the units around it, outwards. */
function levelsOf(file: NearFile, { hits }: Region, placeOf: (hit: Hit) => number, chance: number): readonly Run[] {
  const places = hits.map(placeOf).sort((x, y) => x - y);
  const { tokens } = file.stream;
  const skipped = Math.floor(places.length * chance);
  const at = (index: number, by: number): number => tokens[(places[index] as number) + by] as number;
  const low = at(skipped, 0);
  const high = at(places.length - 1 - skipped, seedLength - 1);
  const middle = at(places.length >> 1, 0);
  const run = file.runOf(low, high) ?? outermost(file, file.runOf(middle, middle));
  if (run === undefined) return [];
  const runs = [withShortNeighbours(file, clipped(file, run, at(0, 0), at(places.length - 1, seedLength - 1)))];
  for (let around = file.around(run); around !== undefined && runs.length < levels; around = file.around(around)) {
    const last = runs[runs.length - 1] as Run;
    if (sizeOf(file, around) > sizeOf(file, last)) runs.push(around);
  }
  return runs;
}

function outermost(file: NearFile, run: Run | undefined): Run | undefined {
  let outer = run;
  for (let around = run; around !== undefined; around = file.around(around)) outer = around;
  return outer;
}

/** The elements of the run's list that stand at least partly between two tokens. */
function clipped(file: NearFile, run: Run, from: number, to: number): Run {
  const { listStarts, firsts, ends } = file.source.facts.units;
  let { first, end } = run;
  const start = listStarts[run.list] as number;
  const stop = listStarts[run.list + 1] as number;
  while (first > start && (ends[first - 1] as number) > from) first--;
  while (end < stop && (firsts[end] as number) <= to) end++;
  return { list: run.list, first, end };
}

function withShortNeighbours(file: NearFile, { list, first, end }: Run): Run {
  const { listStarts, firsts, ends } = file.source.facts.units;
  const isShort = (element: number): boolean => (ends[element] as number) - (firsts[element] as number) <= shortElement;
  let from = first;
  let to = end;
  while (from > (listStarts[list] as number) && first - from < shortElements && isShort(from - 1)) from--;
  while (to < (listStarts[list + 1] as number) && to - end < shortElements && isShort(to)) to++;
  return { list, first: from, end: to };
}

function sizeOf(file: NearFile, run: Run): number {
  return file.endToken(run) - file.firstToken(run);
}

function overlap(file: NearFile, one: Run, other: Run): boolean {
  return file.firstToken(one) < file.endToken(other) && file.firstToken(other) < file.endToken(one);
}

function holds(a: NearFile, b: NearFile, { aRun, bRun }: NearPair, { minFirst, maxFirst, minSecond, maxSecond }: Region): boolean {
  return isWithin(a, aRun, minFirst, maxFirst) && isWithin(b, bRun, minSecond, maxSecond);
}

function isWithin(file: NearFile, run: Run, from: number, to: number): boolean {
  const { tokens } = file.stream;
  return file.firstToken(run) <= (tokens[from] as number) && file.endToken(run) >= (tokens[to] as number);
}
