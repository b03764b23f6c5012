import { seedLength } from "./seeds.ts";

/** A seed that two files share: its place in the first, and in the second, as one number that sorts by both. */
export type Hit = number;

const placesPerFile = 2 ** 22;

export function hitAt(first: number, second: number): Hit {
  return first * placesPerFile + second;
}

export function firstOf(hit: Hit): number {
  return Math.floor(hit / placesPerFile);
}

export function secondOf(hit: Hit): number {
  return hit % placesPerFile;
}

/** Hits that stand near each other in both files: a place where copies may be. */
export interface Region {
  readonly hits: readonly Hit[];
  readonly minFirst: number;
  readonly maxFirst: number;
  readonly minSecond: number;
  readonly maxSecond: number;
}

/** Hits further apart than so many meanings, in either file, belong to different regions. */
const gap = 24;
/** Fewer different seeds on either side are chance, */
const fewestSeeds = 3;
/** and so are seeds that cover fewer meanings. */
const fewestCovered = 9;

interface OpenRegion {
  readonly hits: Hit[];
  readonly minFirst: number;
  maxFirst: number;
  minSecond: number;
  maxSecond: number;
}

/**
 * The regions of two files, those with most hits first.
 *
 * @param hits of the two files, rising
 */
export function regionsOf(hits: ArrayLike<Hit>): readonly Region[] {
  const done: Region[] = [];
  let open: OpenRegion[] = [];
  for (let i = 0; i < hits.length; i++) {
    const hit = hits[i] as Hit;
    const first = firstOf(hit);
    const second = secondOf(hit);
    if (open.some(({ maxFirst }) => first - maxFirst > gap)) {
      done.push(...open.filter((region) => first - region.maxFirst > gap && isTelling(region)));
      open = open.filter(({ maxFirst }) => first - maxFirst <= gap);
    }
    const near = open.find(({ minSecond, maxSecond }) => second >= minSecond - gap && second <= maxSecond + gap);
    if (near === undefined) {
      open.push({ hits: [hit], minFirst: first, maxFirst: first, minSecond: second, maxSecond: second });
      continue;
    }
    near.hits.push(hit);
    near.maxFirst = first;
    near.minSecond = Math.min(near.minSecond, second);
    near.maxSecond = Math.max(near.maxSecond, second);
  }
  done.push(...open.filter(isTelling));
  return done.sort((a, b) => b.hits.length - a.hits.length || a.minFirst - b.minFirst || a.minSecond - b.minSecond);
}

/** The part of a region in which both files go on in step, without hits that stand near by chance; `undefined` where that says nothing. */
export function coreOf({ hits }: Region): Region | undefined {
  const offset = (hit: Hit): number => secondOf(hit) - firstOf(hit);
  const offsets = Float64Array.from(hits, offset).sort();
  let best = 0;
  let low = 0;
  for (let from = 0, to = 0; from < offsets.length; from++) {
    while (to < offsets.length && (offsets[to] as number) - (offsets[from] as number) <= gap) to++;
    if (to - from <= best) continue;
    best = to - from;
    low = offsets[from] as number;
  }
  const inStep = hits.filter((hit) => offset(hit) >= low && offset(hit) <= low + gap);
  if (!isTelling({ hits: inStep })) return undefined;
  const seconds = Float64Array.from(inStep, secondOf).sort();
  const last = inStep.length - 1;
  // Hits rise by their place in the first file.
  return { hits: inStep, minFirst: firstOf(inStep[0] as Hit), maxFirst: firstOf(inStep[last] as Hit), minSecond: seconds[0] as number, maxSecond: seconds[last] as number };
}

function isTelling({ hits }: Pick<OpenRegion, "hits">): boolean {
  return hits.length >= fewestSeeds && covers(hits.map(firstOf)) && covers(hits.map(secondOf));
}

function covers(places: readonly number[]): boolean {
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  if (sorted.length < fewestSeeds) return false;
  let covered = 0;
  let end = -1;
  for (const place of sorted) {
    covered += place + seedLength - Math.max(end, place);
    end = place + seedLength;
  }
  return covered >= fewestCovered;
}
