import type { FileFacts } from "../syntax/facts.ts";
import { mix } from "../syntax/hash.ts";
import { PrefixHash } from "./prefixHash.ts";
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

/** Fingerprints of a file, by the shapes of its tokens. */
export function fingerprintsOf(facts: FileFacts, minTokens: number): Fingerprints {
  const { tokens, units } = facts;
  const { count, shapes } = tokens;
  const hashes = new PrefixHash(count, (token) => mix(shapes[token] as number, 0x27d4eb2f));
  const { listStarts, listKinds, firsts, ends } = units;
  const elements = new Int32Array(firsts.length);
  const keys = new Float64Array(firsts.length);
  for (let list = 0; list + 1 < listStarts.length; list++) {
    const to = listStarts[list + 1] as number;
    const kind = (listKinds[list] as number) + 1;
    let last = listStarts[list] as number;
    for (let element = last; element < to; element++) {
      const first = firsts[element] as number;
      elements[element] = mix(hashes.high(first, ends[element] as number), kind);
      while (last < to && (ends[last] as number) - first < minTokens) last++;
      if (last === to) continue;
      const end = ends[last] as number;
      const high = mix(hashes.high(first, end), kind) >>> 0;
      // 32 and 21 bits make an integer that a number holds exactly.
      keys[element] = high * 0x200000 + (mix(hashes.low(first, end), kind) & 0x1fffff) + 1;
    }
  }
  return { keys, elements };
}
