import { isTelling } from "./meaning.ts";

/** A part of a column of codes, the end exclusive. */
export interface Codes {
  readonly codes: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** A place in the first run, and the place in the second that corresponds to it, as indices of their columns. */
export type Pair = readonly [number, number];

/** Rows of bits: one for each code of the second run, with a bit for each code of the first. */
let rows = new Uint32Array(1 << 12);
/** For each different code of the first run, where it stands. */
let masks = new Uint32Array(1 << 12);

/**
 * A longest common subsequence of two runs of codes, in the order of both; `undefined` where it has
 * fewer than `least` pairs. 32 codes are compared at a time (H. Hyyrö, Bit-Parallel LCS-length Computation
 * Revisited, 2004); the way back through the rows gives the pairs.
 */
export function align(a: Codes, b: Codes, least = 0): readonly Pair[] | undefined {
  let { from: aFrom, to: aTo } = a;
  let { from: bFrom, to: bTo } = b;
  const head: Pair[] = [];
  const tail: Pair[] = [];
  while (aFrom < aTo && bFrom < bTo && a.codes[aFrom] === b.codes[bFrom]) head.push([aFrom++, bFrom++]);
  while (aFrom < aTo && bFrom < bTo && a.codes[aTo - 1] === b.codes[bTo - 1]) tail.push([--aTo, --bTo]);
  const aligned = head.length + tail.length;
  if (aligned + Math.min(aTo - aFrom, bTo - bFrom) < least) return undefined;
  const middle = alignMiddle(a.codes, aFrom, aTo, b.codes, bFrom, bTo, least - aligned);
  return middle === undefined ? undefined : [...head, ...middle, ...tail.reverse()];
}

function alignMiddle(a: Int32Array, aFrom: number, aTo: number, b: Int32Array, bFrom: number, bTo: number, least: number): readonly Pair[] | undefined {
  const width = aTo - aFrom;
  const height = bTo - bFrom;
  if (width === 0 || height === 0) return [];
  const words = (width + 31) >> 5;
  const maskOf = takeMasks(a, aFrom, aTo, words);
  if (rows.length < words * height) rows = new Uint32Array(words * height * 2);
  for (let y = 0; y < height; y++) {
    const mask = maskOf.get(b[bFrom + y] as number);
    const row = y * words;
    let carry = 0;
    for (let word = 0; word < words; word++) {
      const value = y === 0 ? 0xffffffff : (rows[row - words + word] as number);
      if (mask === undefined) {
        rows[row + word] = value;
        continue;
      }
      const matching = (value & (masks[mask + word] as number)) >>> 0;
      const sum = value + matching + carry;
      carry = sum > 0xffffffff ? 1 : 0;
      rows[row + word] = sum | (value & ~(masks[mask + word] as number));
    }
  }
  if (commonIn((height - 1) * words, width) < least) return undefined;
  return pairsOfRows(aFrom, width, bFrom, height, words);
}

/** Fills `masks` and says for each code where its mask begins. */
function takeMasks(a: Int32Array, aFrom: number, aTo: number, words: number): ReadonlyMap<number, number> {
  const maskOf = new Map<number, number>();
  for (let i = aFrom; i < aTo; i++) {
    const code = a[i] as number;
    let mask = maskOf.get(code);
    if (mask === undefined) {
      mask = maskOf.size * words;
      maskOf.set(code, mask);
      if (masks.length < mask + words) {
        const grown = new Uint32Array(masks.length * 2 + words);
        grown.set(masks);
        masks = grown;
      }
      masks.fill(0, mask, mask + words);
    }
    const at = i - aFrom;
    masks[mask + (at >> 5)] = (masks[mask + (at >> 5)] as number) | (1 << (at & 31));
  }
  return maskOf;
}

/** The length of a common subsequence is the number of bits that are not set in the last row. */
function commonIn(row: number, width: number): number {
  let common = 0;
  for (let at = 0; at < width; at++) if (!isSet(row, at)) common++;
  return common;
}

function pairsOfRows(aFrom: number, width: number, bFrom: number, height: number, words: number): readonly Pair[] {
  const pairs: Pair[] = [];
  let x = width;
  let y = height;
  while (x > 0 && y > 0) {
    if (isSet((y - 1) * words, x - 1)) {
      x--;
      continue;
    }
    y--;
    if (y > 0 && !isSet((y - 1) * words, x - 1)) continue;
    x--;
    pairs.push([aFrom + x, bFrom + y]);
  }
  return pairs.reverse();
}

function isSet(row: number, at: number): boolean {
  return (((rows[row + (at >> 5)] as number) >>> (at & 31)) & 1) === 1;
}

/** Fewest neighbours that are taken as moved together. */
const movedRun = 2;

/**
 * Runs of codes that both sides have and that the alignment left alone: parts in another order, such as
 * the branches of an `if`, properties or attributes.
 */
export function movedPairs(a: Codes, b: Codes, pairs: readonly Pair[]): readonly Pair[] {
  const usedA = new Uint8Array(a.to - a.from);
  const usedB = new Uint8Array(b.to - b.from);
  for (const [x, y] of pairs) {
    usedA[x - a.from] = 1;
    usedB[y - b.from] = 1;
  }
  const places = new Map<number, number[]>();
  for (let y = b.from; y + 1 < b.to; y++) {
    if (usedB[y - b.from] === 1 || usedB[y + 1 - b.from] === 1) continue;
    const key = pairKey(b.codes, y);
    const known = places.get(key);
    if (known === undefined) places.set(key, [y]);
    else known.push(y);
  }
  const moved: (readonly [number, number])[] = [];
  if (places.size === 0) return moved;
  for (let x = a.from; x + 1 < a.to; x++) {
    if (usedA[x - a.from] === 1) continue;
    let best = 0;
    let bestAt = -1;
    for (const y of places.get(pairKey(a.codes, x)) ?? []) {
      let length = 0;
      while (
        x + length < a.to && y + length < b.to &&
        usedA[x + length - a.from] === 0 && usedB[y + length - b.from] === 0 &&
        a.codes[x + length] === b.codes[y + length]
      ) length++;
      if (length > best) {
        best = length;
        bestAt = y;
      }
    }
    if (best < movedRun || !tells(a.codes, x, x + best)) continue;
    for (let i = 0; i < best; i++) {
      usedA[x + i - a.from] = 1;
      usedB[bestAt + i - b.from] = 1;
      moved.push([x + i, bestAt + i]);
    }
    x += best - 1;
  }
  return moved;
}

function pairKey(codes: Int32Array, at: number): number {
  return (codes[at] as number) * 31 + (codes[at + 1] as number);
}

function tells(codes: Int32Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (isTelling(codes[i] as number)) return true;
  return false;
}

/** The most codes that any correspondence could pair, whatever their order. */
export function commonCodes(a: Codes, b: Codes): number {
  const counts = new Map<number, number>();
  for (let i = a.from; i < a.to; i++) {
    const code = a.codes[i] as number;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  let common = 0;
  for (let i = b.from; i < b.to; i++) {
    const code = b.codes[i] as number;
    const left = counts.get(code) ?? 0;
    if (left === 0) continue;
    counts.set(code, left - 1);
    common++;
  }
  return common;
}
