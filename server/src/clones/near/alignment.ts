import { CodeTable } from "./codeTable.ts";
import { isTelling } from "./meaning.ts";
import { Pairing } from "./pairing.ts";

/** A part of a column of codes, the end exclusive. */
export interface Codes {
  readonly codes: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** So many codes are compared at once: their bits and a carry fit into an integer that engines calculate with directly. */
const bitsPerWord = 30;
const allBits = (1 << bitsPerWord) - 1;

/** Rows of bits: one for each code of the second run, with a bit for each code of the first. */
let rows = new Int32Array(1 << 12);
/** For each different code of the first run, where it stands. */
let masks = new Int32Array(1 << 12);
/** For each different code of the first run, where its mask begins. */
const maskStarts = new CodeTable();

/**
 * Fills `into` with a longest common subsequence of two runs of codes, in the order of both, and tells whether it
 * has at least `least` pairs; otherwise what stands in `into` means nothing. 30 codes are compared at a time
 * (H. Hyyrö, Bit-Parallel LCS-length Computation Revisited, 2004); the way back through the rows gives the pairs.
 */
export function align(a: Codes, b: Codes, into: Pairing, least = 0): boolean {
  let { from: aFrom, to: aTo } = a;
  let { from: bFrom, to: bTo } = b;
  into.clear(Math.min(aTo - aFrom, bTo - bFrom));
  while (aFrom < aTo && bFrom < bTo && a.codes[aFrom] === b.codes[bFrom]) into.push(aFrom++, bFrom++);
  const head = into.count;
  while (aFrom < aTo && bFrom < bTo && a.codes[aTo - 1] === b.codes[bTo - 1]) {
    aTo--;
    bTo--;
  }
  const tail = a.to - aTo;
  if (head + tail + Math.min(aTo - aFrom, bTo - bFrom) < least) return false;
  if (!alignMiddle(a.codes, aFrom, aTo, b.codes, bFrom, bTo, least - head - tail, into)) return false;
  for (let i = 0; i < tail; i++) into.push(aTo + i, bTo + i);
  return true;
}

function alignMiddle(a: Int32Array, aFrom: number, aTo: number, b: Int32Array, bFrom: number, bTo: number, least: number, into: Pairing): boolean {
  const width = aTo - aFrom;
  const height = bTo - bFrom;
  if (width === 0 || height === 0) return true;
  const words = (((width - 1) / bitsPerWord) | 0) + 1;
  takeMasks(a, aFrom, aTo, words);
  if (rows.length < words * height) rows = new Int32Array(words * height * 2);
  const [table, mask] = [rows, masks];
  for (let y = 0; y < height; y++) {
    const start = maskStarts.get(b[bFrom + y] as number, -1);
    const row = y * words;
    let carry = 0;
    for (let word = 0; word < words; word++) {
      const value = y === 0 ? allBits : (table[row - words + word] as number);
      if (start < 0) {
        table[row + word] = value;
        continue;
      }
      const standing = mask[start + word] as number;
      const sum = value + (value & standing) + carry;
      carry = sum >>> bitsPerWord;
      table[row + word] = (sum & allBits) | (value & ~standing);
    }
  }
  const common = commonIn((height - 1) * words, words);
  if (common < least) return false;
  pairsOfRows(aFrom, width, bFrom, height, words, common, into);
  return true;
}

/** Fills `masks`, and `maskStarts` with where the mask of each code begins. */
function takeMasks(a: Int32Array, aFrom: number, aTo: number, words: number): void {
  const width = aTo - aFrom;
  maskStarts.clear(width);
  let end = 0;
  for (let at = 0; at < width; at++) {
    const code = a[aFrom + at] as number;
    let mask = maskStarts.get(code, -1);
    if (mask < 0) {
      mask = end;
      end += words;
      maskStarts.replace(code, mask, -1);
      if (masks.length < end) {
        const grown = new Int32Array(end * 2);
        grown.set(masks);
        masks = grown;
      }
      masks.fill(0, mask, end);
    }
    const word = mask + ((at / bitsPerWord) | 0);
    masks[word] = (masks[word] as number) | (1 << at % bitsPerWord);
  }
}

/** The length of a common subsequence is the number of bits that are not set in the last row. Those behind the last code are set. */
function commonIn(row: number, words: number): number {
  let common = 0;
  for (let word = row; word < row + words; word++) {
    for (let left = ~(rows[word] as number) & allBits; left !== 0; left &= left - 1) common++;
  }
  return common;
}

/** Adds the pairs of the middle, of which there are `common`: the way back meets the last one first. */
function pairsOfRows(aFrom: number, width: number, bFrom: number, height: number, words: number, common: number, into: Pairing): void {
  const end = into.count + common;
  let at = end;
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
    into.firsts[--at] = aFrom + x;
    into.seconds[at] = bFrom + y;
  }
  into.count = end;
}

function isSet(row: number, at: number): boolean {
  return (((rows[row + ((at / bitsPerWord) | 0)] as number) >>> at % bitsPerWord) & 1) === 1;
}

/** Fewest neighbours that are taken as moved together. */
const movedRun = 2;

let usedA = new Uint8Array(1 << 8);
let usedB = new Uint8Array(1 << 8);
/** For each two neighbouring codes of the second run, their first place in it. */
const twins = new CodeTable();
/** By place in the second run: the next place of the same two codes; -1 at the last. */
let nextTwin = new Int32Array(1 << 8);
const moved = new Pairing();

/**
 * Adds to an alignment the runs of codes that both sides have and that it left alone: parts in another order, such as
 * the branches of an `if`, properties or attributes. Pairs stay in the order of the first run.
 */
export function addMoved(a: Codes, b: Codes, pairing: Pairing): void {
  const width = a.to - a.from;
  const height = b.to - b.from;
  takeUsed(width, height, a.from, b.from, pairing);
  if (!takeTwins(b)) return;
  moved.clear(Math.min(width, height));
  for (let x = 0; x + 1 < width; x++) {
    if (usedA[x] === 1) continue;
    let best = 0;
    let bestAt = -1;
    for (let y = twins.get(twinCode(a.codes, a.from + x), -1); y >= 0; y = nextTwin[y] as number) {
      let length = 0;
      while (
        x + length < width && y + length < height &&
        usedA[x + length] === 0 && usedB[y + length] === 0 &&
        a.codes[a.from + x + length] === b.codes[b.from + y + length]
      ) length++;
      if (length > best) {
        best = length;
        bestAt = y;
      }
    }
    if (best < movedRun || !tells(a.codes, a.from + x, a.from + x + best)) continue;
    for (let i = 0; i < best; i++) {
      usedA[x + i] = 1;
      usedB[bestAt + i] = 1;
      moved.push(a.from + x + i, b.from + bestAt + i);
    }
    x += best - 1;
  }
  merge(pairing, moved);
}

function takeUsed(width: number, height: number, aFrom: number, bFrom: number, { count, firsts, seconds }: Pairing): void {
  if (usedA.length < width) usedA = new Uint8Array(width * 2);
  if (usedB.length < height) usedB = new Uint8Array(height * 2);
  usedA.fill(0, 0, width);
  usedB.fill(0, 0, height);
  for (let i = 0; i < count; i++) {
    usedA[(firsts[i] as number) - aFrom] = 1;
    usedB[(seconds[i] as number) - bFrom] = 1;
  }
}

/** Links the places of each two neighbouring codes that are not used, rising; whether there are any. */
function takeTwins({ codes, from, to }: Codes): boolean {
  const height = to - from;
  twins.clear(height);
  if (nextTwin.length < height) nextTwin = new Int32Array(height * 2);
  let any = false;
  for (let y = height - 2; y >= 0; y--) {
    if (usedB[y] === 1 || usedB[y + 1] === 1) continue;
    nextTwin[y] = twins.replace(twinCode(codes, from + y), y, -1);
    any = true;
  }
  return any;
}

function twinCode(codes: Int32Array, at: number): number {
  return (Math.imul(codes[at] as number, 31) + (codes[at + 1] as number)) | 0;
}

/** Puts pairs among others; both rise in the first run. */
function merge(into: Pairing, added: Pairing): void {
  let from = into.count - 1;
  let other = added.count - 1;
  for (let at = from + added.count + 1; other >= 0; ) {
    at--;
    const isOther = from < 0 || (added.firsts[other] as number) > (into.firsts[from] as number);
    into.firsts[at] = (isOther ? added.firsts[other] : into.firsts[from]) as number;
    into.seconds[at] = (isOther ? added.seconds[other] : into.seconds[from]) as number;
    if (isOther) other--;
    else from--;
  }
  into.count += added.count;
}

function tells(codes: Int32Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (isTelling(codes[i] as number)) return true;
  return false;
}

const counts = new CodeTable();

/** The most codes that any correspondence could pair, whatever their order. */
export function commonCodes(a: Codes, b: Codes): number {
  counts.clear(Math.max(a.to - a.from, b.to - b.from) * 2);
  for (let i = a.from; i < a.to; i++) counts.add(a.codes[i] as number, 1);
  let common = 0;
  for (let i = b.from; i < b.to; i++) if (counts.add(b.codes[i] as number, -1) >= 0) common++;
  return common;
}
