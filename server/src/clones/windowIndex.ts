import { derived } from "../syntax/derived.ts";
import type { FileFacts } from "../syntax/facts.ts";
import { fingerprintsOf } from "./fingerprints.ts";
import type { Fingerprints } from "./fingerprints.ts";
import { KeyIndex } from "./keyIndex.ts";
import type { KeyedPlace } from "./keyIndex.ts";

export { compareText } from "./keyIndex.ts";

/** A place in a file where a window starts: its item is the first element. */
export type Place = KeyedPlace<Fingerprints>;

/** Which windows of at least `minTokens` stand in several places. */
export function createWindowIndex(minTokens: number): KeyIndex<Fingerprints> {
  return new KeyIndex(({ facts }) => windowsOf(facts, minTokens));
}

/** The windows of a file. */
export function windowsOf(facts: FileFacts, minTokens: number): Fingerprints {
  return derived(facts, `windows ${minTokens}`, () => fingerprintsOf(facts, minTokens));
}
