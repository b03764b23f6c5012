import { fnvPrime } from "../syntax/hash.ts";

const baseA = fnvPrime;
const baseB = 0x5bd1e995;
let powersA = new Int32Array([1]);
let powersB = new Int32Array([1]);

/** Powers of both bases up to `count`, shared by all. */
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

/** Hashes of any run of a sequence at once, by two polynomial rolling hashes (Karp and Rabin). */
export class PrefixHash {
  private readonly prefixA: Int32Array;
  private readonly prefixB: Int32Array;

  /** @param valueAt gives the values of the sequence, 32 bits each, from index 0 to `count` (exclusive) */
  constructor(count: number, valueAt: (index: number) => number) {
    growPowers(count);
    this.prefixA = new Int32Array(count + 1);
    this.prefixB = new Int32Array(count + 1);
    for (let i = 0; i < count; i++) {
      const value = valueAt(i);
      this.prefixA[i + 1] = (Math.imul(this.prefixA[i] as number, baseA) + value) | 0;
      this.prefixB[i + 1] = (Math.imul(this.prefixB[i] as number, baseB) + value) | 0;
    }
  }

  /** Equal for equal runs from `from` to `to` (exclusive); 32 bits. */
  high(from: number, to: number): number {
    return ((this.prefixA[to] as number) - Math.imul(this.prefixA[from] as number, powersA[to - from] as number)) | 0;
  }

  /** Another such hash. */
  low(from: number, to: number): number {
    return ((this.prefixB[to] as number) - Math.imul(this.prefixB[from] as number, powersB[to - from] as number)) | 0;
  }
}
