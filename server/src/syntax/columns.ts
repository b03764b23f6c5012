/** Arrays of finished columns: most files need no new one. Large ones are let go. */
const spare: Int32Array[] = [];
const mostSpare = 16;
const largestSpare = 1 << 16;

/** A growing column of 32-bit integers. */
export class IntColumn {
  private values: Int32Array = spare.pop() ?? new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      this.values = grown(this.values);
    }
    this.values[this.length++] = value;
  }

  at(index: number): number {
    return this.values[index] as number;
  }

  /** The column's values, in an array of just their number. The column is spent then. */
  finish(): Int32Array {
    const values = this.values.slice(0, this.length);
    this.spend();
    return values;
  }

  /** The same for a column of values from 0 to 255. */
  finishBytes(): Uint8Array {
    const values = new Uint8Array(this.values.subarray(0, this.length));
    this.spend();
    return values;
  }

  private spend(): void {
    if (spare.length < mostSpare && this.values.length <= largestSpare) spare.push(this.values);
    this.values = empty;
    this.length = 0;
  }
}

/** The same values in an array of twice the size. */
export function grown(values: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(values.length * 2);
  larger.set(values);
  return larger;
}

const empty = new Int32Array(0);
