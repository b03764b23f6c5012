import { isTelling } from "./meaning.ts";

/** A part of a column of codes, the end exclusive. */
export interface Codes {
  readonly codes: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** Which codes of two runs correspond. */
export interface Alignment {
  /** Pairs in the order of the text: index in the first run, index in the second (of their columns). */
  readonly pairs: readonly (readonly [number, number])[];
  /** Pairs of the rest that stand in another order. */
  readonly moved: readonly (readonly [number, number])[];
}

let trace = new Int32Array(1 << 16);

/**
 * A longest common subsequence of two runs of codes, by Myers' greedy algorithm (An O(ND) Difference
 * Algorithm and Its Variations, 1986); `undefined` where more than `maxDistance` codes would stay alone.
 */
export function align(a: Codes, b: Codes, maxDistance: number): readonly (readonly [number, number])[] | undefined {
  let { from: aFrom, to: aTo } = a;
  let { from: bFrom, to: bTo } = b;
  const head: (readonly [number, number])[] = [];
  const tail: (readonly [number, number])[] = [];
  while (aFrom < aTo && bFrom < bTo && a.codes[aFrom] === b.codes[bFrom]) head.push([aFrom++, bFrom++]);
  while (aFrom < aTo && bFrom < bTo && a.codes[aTo - 1] === b.codes[bTo - 1]) tail.push([--aTo, --bTo]);
  const middle = alignMiddle(a.codes, aFrom, aTo, b.codes, bFrom, bTo, maxDistance);
  return middle === undefined ? undefined : [...head, ...middle, ...tail.reverse()];
}

function alignMiddle(
  a: Int32Array,
  aFrom: number,
  aTo: number,
  b: Int32Array,
  bFrom: number,
  bTo: number,
  maxDistance: number,
): readonly (readonly [number, number])[] | undefined {
  const n = aTo - aFrom;
  const m = bTo - bFrom;
  if (Math.abs(n - m) > maxDistance) return undefined;
  if (n === 0 || m === 0) return [];
  const limit = Math.min(maxDistance, n + m);
  // Row d of the trace holds the furthest x on the diagonals -d, -d + 2, … d.
  for (let d = 0; d <= limit; d++) {
    const row = (d * (d + 1)) / 2;
    if (row + d + 1 > trace.length) {
      const grown = new Int32Array(trace.length * 2);
      grown.set(trace);
      trace = grown;
    }
    const before = row - d;
    for (let i = 0; i <= d; i++) {
      const k = 2 * i - d;
      let x = 0;
      if (d > 0) {
        const down = i < d ? (trace[before + i] as number) : -1;
        const right = i > 0 ? (trace[before + i - 1] as number) + 1 : -1;
        x = Math.max(down, right);
      }
      let y = x - k;
      if (x <= n && y <= m && y >= 0) {
        while (x < n && y < m && a[aFrom + x] === b[bFrom + y]) {
          x++;
          y++;
        }
        if (x === n && y === m) {
          trace[row + i] = x;
          return pairsOfTrace(aFrom, bFrom, n, m, d, i);
        }
      }
      trace[row + i] = x;
    }
  }
  return undefined;
}

/** Walks back from the end of both runs. */
function pairsOfTrace(aFrom: number, bFrom: number, n: number, m: number, distance: number, index: number): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let x = n;
  let y = m;
  let i = index;
  for (let d = distance; d >= 0; d--) {
    let startX = 0;
    let isDown = false;
    if (d > 0) {
      const before = ((d - 1) * d) / 2;
      const down = i < d ? (trace[before + i] as number) : -1;
      const right = i > 0 ? (trace[before + i - 1] as number) + 1 : -1;
      isDown = down >= right;
      startX = isDown ? down : right;
    }
    while (x > startX) pairs.push([aFrom + --x, bFrom + --y]);
    if (d === 0) break;
    if (isDown) y--;
    else {
      x--;
      i--;
    }
  }
  return pairs.reverse();
}

/** Fewest neighbours that are taken as moved together. */
const movedRun = 2;

/**
 * Runs of codes that both sides have and that the alignment left alone: parts in another order, such as
 * the branches of an `if`, properties or attributes.
 */
export function movedPairs(a: Codes, b: Codes, pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
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

/**
 * The length of a longest common subsequence, 32 codes of the first run at a time (H. Hyyrö, Bit-Parallel
 * LCS-length Computation Revisited, 2004).
 */
export function commonSubsequence(a: Codes, b: Codes): number {
  const words = (a.to - a.from + 31) >> 5;
  const masks = new Map<number, Uint32Array>();
  for (let i = a.from; i < a.to; i++) {
    const code = a.codes[i] as number;
    let mask = masks.get(code);
    if (mask === undefined) {
      mask = new Uint32Array(words);
      masks.set(code, mask);
    }
    const at = i - a.from;
    mask[at >> 5] = (mask[at >> 5] as number) | (1 << (at & 31));
  }
  const row = new Uint32Array(words).fill(0xffffffff);
  for (let i = b.from; i < b.to; i++) {
    const mask = masks.get(b.codes[i] as number);
    if (mask === undefined) continue;
    let carry = 0;
    for (let word = 0; word < words; word++) {
      const value = row[word] as number;
      const matching = (value & (mask[word] as number)) >>> 0;
      const sum = value + matching + carry;
      carry = sum > 0xffffffff ? 1 : 0;
      row[word] = (sum | (value & ~(mask[word] as number))) >>> 0;
    }
  }
  let length = 0;
  for (let at = 0; at < a.to - a.from; at++) if ((((row[at >> 5] as number) >>> (at & 31)) & 1) === 0) length++;
  return length;
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
