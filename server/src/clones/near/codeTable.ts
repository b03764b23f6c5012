import { goldenFactor } from "../../syntax/hash.ts";

/**
 * A table from codes to whole numbers that is used again and again: emptying it costs nothing, and
 * neither does filling it with a few codes. Open addressing with linear probing.
 */
export class CodeTable {
  private keys = new Int32Array(1 << 9);
  private values = new Int32Array(1 << 9);
  /** The round in which a slot was taken; a slot of an earlier round is free. */
  private rounds = new Int32Array(1 << 9);
  private round = 1;

  /** Empties the table and makes room for so many codes. */
  clear(most: number): void {
    this.round++;
    if (most * 2 <= this.keys.length) return;
    let size = this.keys.length;
    while (size < most * 2) size *= 2;
    this.keys = new Int32Array(size);
    this.values = new Int32Array(size);
    this.rounds = new Int32Array(size);
    this.round = 1;
  }

  /** The value of a code; `missing` where it has none. */
  get(code: number, missing: number): number {
    const slot = this.slotOf(code);
    return this.rounds[slot] === this.round ? (this.values[slot] as number) : missing;
  }

  /** Gives a code a value, and tells the one that it had before; `missing` where it had none. */
  replace(code: number, value: number, missing: number): number {
    const slot = this.slotOf(code);
    const before = this.rounds[slot] === this.round ? (this.values[slot] as number) : missing;
    this.rounds[slot] = this.round;
    this.keys[slot] = code;
    this.values[slot] = value;
    return before;
  }

  /** Adds to the value of a code, which begins at 0, and tells what comes of it. */
  add(code: number, by: number): number {
    const slot = this.slotOf(code);
    const value = (this.rounds[slot] === this.round ? (this.values[slot] as number) : 0) + by;
    this.rounds[slot] = this.round;
    this.keys[slot] = code;
    this.values[slot] = value;
    return value;
  }

  /** The slot of a code, or the free one where it would stand. */
  private slotOf(code: number): number {
    const { keys, rounds, round } = this;
    const mask = keys.length - 1;
    let slot = (Math.imul(code, goldenFactor) >>> 12) & mask;
    while (rounds[slot] === round && keys[slot] !== code) slot = (slot + 1) & mask;
    return slot;
  }
}
