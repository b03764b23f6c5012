/** A growing column of 32-bit integers. */
export class IntColumn {
  private values: Int32Array;
  length = 0;

  constructor(capacity = 256) {
    this.values = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }

  at(index: number): number {
    return this.values[index] as number;
  }

  /** The column's values so far, in an array of just their number. */
  toArray(): Int32Array {
    return this.values.slice(0, this.length);
  }
}
