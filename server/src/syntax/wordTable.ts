import { goldenFactor } from "./hash.ts";

const slots = 512;

/** A number for each of a few words, by their hashes. What is asked for each token is answered several times as fast as by a `Map`. */
export class WordTable {
  private readonly keys = new Int32Array(slots);
  private readonly values = new Int32Array(slots);

  /** @param entries a hash that is not 0, and a number that is not 0 either; at most 256 */
  constructor(entries: Iterable<readonly [number, number]>) {
    for (const [hash, value] of entries) {
      const slot = this.slotOf(hash);
      this.keys[slot] = hash;
      this.values[slot] = value;
    }
  }

  /** The number of a word; 0 where it has none. */
  get(hash: number): number {
    return this.values[this.slotOf(hash)] as number;
  }

  /** The slot of a word, or the free one where it would stand. */
  private slotOf(hash: number): number {
    const { keys } = this;
    let slot = Math.imul(hash, goldenFactor) >>> 23;
    for (;;) {
      const key = keys[slot];
      if (key === hash || key === 0) return slot;
      slot = (slot + 1) & (slots - 1);
    }
  }
}
