import type { Seeds } from "./seeds.ts";
import { goldenFactor } from "../../syntax/hash.ts";

/** A seed that stands in more places is an idiom of the language or of the code, and says nothing. */
export const mostPlaces = 12;

/**
 * Where each seed stands, one file at a time, in columns: a table of hashes with open addressing, each
 * with the chain of its places. Files have numbers, given by the caller.
 */
export class SeedIndex {
  private hashes = new Int32Array(1 << 12);
  /** First place of the chain, plus one; 0 where the slot is free. A slot once taken keeps its hash. */
  private heads = new Int32Array(1 << 12);
  private counts = new Int32Array(1 << 12);
  private taken = 0;

  private next = new Int32Array(1 << 12);
  private files = new Int32Array(1 << 12);
  private places = new Int32Array(1 << 12);
  private used = 1;
  private free = 0;

  /** Slots whose seed became an idiom, or ceased to be one, since `takeCrossed` was asked before. */
  private readonly crossed = new Set<number>();

  add(file: number, { count, hashes, places }: Seeds): void {
    for (let i = 0; i < count; i++) this.addOne(hashes[i] as number, file, places[i] as number);
  }

  remove(file: number, { count, hashes }: Seeds): void {
    const removed = new Set<number>();
    for (let i = 0; i < count; i++) {
      const hash = hashes[i] as number;
      // In a table the same seed stands thousands of times, and its chain is walked once.
      if (removed.has(hash)) continue;
      if ((this.counts[this.slotOf(hash)] as number) > mostPlaces) removed.add(hash);
      this.removeAll(hash, file);
    }
  }

  /** The files that have a seed which became an idiom, or ceased to be one, since this was asked before. */
  takeCrossed(): ReadonlySet<number> {
    const files = new Set<number>();
    for (const hash of this.crossed) {
      for (let at = this.heads[this.slotOf(hash)] as number; at !== 0; at = this.next[at] as number) files.add(this.files[at] as number);
    }
    this.crossed.clear();
    return files;
  }

  /** Calls `visit` with all places of a seed, unless it stands in one place only or is an idiom. */
  visit(hash: number, visit: (file: number, place: number) => void): void {
    const slot = this.slotOf(hash);
    const count = this.counts[slot] as number;
    if (count < 2 || count > mostPlaces) return;
    for (let at = this.heads[slot] as number; at !== 0; at = this.next[at] as number) visit(this.files[at] as number, this.places[at] as number);
  }

  /** In how many places a seed stands, idiom or not. */
  countOf(hash: number): number {
    return this.counts[this.slotOf(hash)] as number;
  }

  private addOne(hash: number, file: number, place: number): void {
    if (this.taken * 2 > this.hashes.length) this.growTable();
    const slot = this.slotOf(hash);
    if (this.hashes[slot] === 0) {
      this.hashes[slot] = hash;
      this.taken++;
    }
    const at = this.newPlace();
    this.next[at] = this.heads[slot] as number;
    this.files[at] = file;
    this.places[at] = place;
    this.heads[slot] = at;
    const count = (this.counts[slot] as number) + 1;
    this.counts[slot] = count;
    if (count === mostPlaces + 1) this.cross(hash);
  }

  /** Takes all places of a seed in a file out. */
  private removeAll(hash: number, file: number): void {
    const slot = this.slotOf(hash);
    const count = this.counts[slot] as number;
    let left = count;
    let before = 0;
    for (let at = this.heads[slot] as number; at !== 0; ) {
      const next = this.next[at] as number;
      if (this.files[at] === file) {
        if (before === 0) this.heads[slot] = next;
        else this.next[before] = next;
        this.next[at] = this.free;
        this.free = at;
        left--;
      } else before = at;
      at = next;
    }
    this.counts[slot] = left;
    if (count > mostPlaces && left <= mostPlaces) this.cross(hash);
  }

  /** There and back again changes nothing. */
  private cross(hash: number): void {
    if (!this.crossed.delete(hash)) this.crossed.add(hash);
  }

  private newPlace(): number {
    if (this.free !== 0) {
      const at = this.free;
      this.free = this.next[at] as number;
      return at;
    }
    if (this.used === this.next.length) {
      this.next = grown(this.next);
      this.files = grown(this.files);
      this.places = grown(this.places);
    }
    return this.used++;
  }

  /** The slot of a hash, or the free one where it would stand. No seed has the hash 0. */
  private slotOf(hash: number): number {
    const mask = this.hashes.length - 1;
    let slot = (Math.imul(hash, goldenFactor) >>> 8) & mask;
    for (;;) {
      const known = this.hashes[slot];
      if (known === hash || known === 0) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private growTable(): void {
    const { hashes, heads, counts } = this;
    this.hashes = new Int32Array(hashes.length * 2);
    this.heads = new Int32Array(hashes.length * 2);
    this.counts = new Int32Array(hashes.length * 2);
    this.taken = 0;
    for (let old = 0; old < hashes.length; old++) {
      if (counts[old] === 0) continue;
      const slot = this.slotOf(hashes[old] as number);
      this.hashes[slot] = hashes[old] as number;
      this.heads[slot] = heads[old] as number;
      this.counts[slot] = counts[old] as number;
      this.taken++;
    }
  }
}

function grown(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
