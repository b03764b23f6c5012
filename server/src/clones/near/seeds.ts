import { hashStart, mix } from "../../syntax/hash.ts";
import type { MeaningStream } from "./meaning.ts";

/** Number of neighbouring meanings that make a seed. */
export const seedLength = 5;

/** Of all runs of that length, one in so many is kept, chosen by its hash, so that equal runs are kept or left out alike. */
const sampling = 2;

/** Hashes of runs of neighbouring meanings, with the place in the stream where each begins. */
export interface Seeds {
  readonly count: number;
  readonly hashes: Int32Array;
  readonly places: Int32Array;
}

/** The seeds of a stream, in the order of the text. */
export function seedsOf({ count, codes }: MeaningStream): Seeds {
  const hashes = new Int32Array(count);
  const places = new Int32Array(count);
  let kept = 0;
  for (let i = 0; i + seedLength <= count; i++) {
    let hash = hashStart;
    for (let j = 0; j < seedLength; j++) hash = mix(hash, codes[i + j] as number);
    if ((hash >>> 7) % sampling !== 0) continue;
    // 0 is what a free slot of the index holds.
    hashes[kept] = hash === 0 ? 1 : hash;
    places[kept++] = i;
  }
  return { count: kept, hashes: hashes.slice(0, kept), places: places.slice(0, kept) };
}
