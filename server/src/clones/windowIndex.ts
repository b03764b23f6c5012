import { fingerprintsOf } from "./fingerprints.ts";
import type { Fingerprints } from "./fingerprints.ts";
import { KeyIndex } from "./keyIndex.ts";
import type { KeyedPlace } from "./keyIndex.ts";

export { compareText } from "./keyIndex.ts";

/** A place in a file where a window starts: its item is the first element. */
export type Place = KeyedPlace<Fingerprints>;

/** Which windows of at least `minTokens` stand in several places. */
export function createWindowIndex(minTokens: number): KeyIndex<Fingerprints> {
  return new KeyIndex(({ facts }) => fingerprintsOf(facts, minTokens));
}
