/**
 * Corresponding places of two runs, in columns: `firsts[i]` in the first corresponds to `seconds[i]` in the
 * second, for `i` below `count`. It is filled by one function, changed by the next and read by a third, and
 * used again for the next two runs, since millions of them are compared.
 */
export class Pairing {
  count = 0;
  firsts = new Int32Array(1 << 8);
  seconds = new Int32Array(1 << 8);

  /** Forgets all pairs and makes room for so many. */
  clear(most: number): void {
    this.count = 0;
    if (this.firsts.length >= most) return;
    this.firsts = new Int32Array(most * 2);
    this.seconds = new Int32Array(most * 2);
  }

  /** There is to be room for it. */
  push(first: number, second: number): void {
    this.firsts[this.count] = first;
    this.seconds[this.count++] = second;
  }
}
