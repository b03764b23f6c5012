import type { FileFacts } from "../syntax/facts.ts";
import { mix } from "../syntax/hash.ts";
import type { Keyed } from "./keyIndex.ts";

/**
 * What the index needs of one file. For every element that starts a large enough window: the key
 * of the shortest window of neighbours, beginning there, that holds at least the minimum of tokens.
 */
export interface Fingerprints extends Keyed {
  /** By element; 0 where the rest of the list is too small. Equal for windows of equal shape. */
  readonly keys: Float64Array;
  /** By element: hash of its own shape. */
  readonly elements: Int32Array;
}

const baseA = 0x01000193;
const baseB = 0x5bd1e995;
let powersA = new Int32Array([1]);
let powersB = new Int32Array([1]);

/** Powers of both bases up to `count`, shared by all files. */
function growPowers(count: number): void {
  const known = powersA.length;
  if (known > count) return;
  const grownA = new Int32Array(count * 2);
  const grownB = new Int32Array(count * 2);
  grownA.set(powersA);
  grownB.set(powersB);
  for (let i = known; i < grownA.length; i++) {
    grownA[i] = Math.imul(grownA[i - 1] as number, baseA);
    grownB[i] = Math.imul(grownB[i - 1] as number, baseB);
  }
  powersA = grownA;
  powersB = grownB;
}

/** Fingerprints of a file, by two polynomial rolling hashes (Karp and Rabin) over the shapes of its tokens. */
export function fingerprintsOf(facts: FileFacts, minTokens: number): Fingerprints {
  const { tokens, units } = facts;
  const { count, shapes } = tokens;
  growPowers(count);
  const prefixA = new Int32Array(count + 1);
  const prefixB = new Int32Array(count + 1);
  for (let i = 0; i < count; i++) {
    const shape = mix(shapes[i] as number, 0x27d4eb2f);
    prefixA[i + 1] = (Math.imul(prefixA[i] as number, baseA) + shape) | 0;
    prefixB[i + 1] = (Math.imul(prefixB[i] as number, baseB) + shape) | 0;
  }
  const hashA = (from: number, to: number): number =>
    ((prefixA[to] as number) - Math.imul(prefixA[from] as number, powersA[to - from] as number)) | 0;
  const hashB = (from: number, to: number): number =>
    ((prefixB[to] as number) - Math.imul(prefixB[from] as number, powersB[to - from] as number)) | 0;

  const { listStarts, listKinds, firsts, ends } = units;
  const elements = new Int32Array(firsts.length);
  const keys = new Float64Array(firsts.length);
  for (let list = 0; list + 1 < listStarts.length; list++) {
    const to = listStarts[list + 1] as number;
    const kind = (listKinds[list] as number) + 1;
    let last = listStarts[list] as number;
    for (let element = last; element < to; element++) {
      const first = firsts[element] as number;
      elements[element] = mix(hashA(first, ends[element] as number), kind);
      while (last < to && (ends[last] as number) - first < minTokens) last++;
      if (last === to) continue;
      const end = ends[last] as number;
      const high = mix(hashA(first, end), kind) >>> 0;
      // 32 and 21 bits make an integer that a number holds exactly.
      keys[element] = high * 0x200000 + (mix(hashB(first, end), kind) & 0x1fffff) + 1;
    }
  }
  return { keys, elements };
}
