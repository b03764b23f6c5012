import { grown } from "../syntax/columns.ts";
import { goldenFactor } from "../syntax/hash.ts";

/** Words of a slot: the two halves of its key, how many places there are, and the first of them plus one. */
const slotWords = 4;
const [lowWord, highWord, countWord, headWord] = [0, 1, 2, 3] as const;

/** Slots are taken up to this share. */
const mostTaken = 0.66;

/**
 * Where each key stands, in columns: a table with open addressing, in which each key has the chain of its
 * places. Files have numbers, given by the caller, and so has each place in its file. A key has 64 bits in two
 * halves, not both 0.
 */
export class PlaceTable {
  private slots = new Int32Array(slotWords << 10);
  private capacity = 1 << 10;
  /** Slots that hold a key, with places or without. */
  private taken = 0;

  private next = new Int32Array(1 << 10);
  private files = new Int32Array(1 << 10);
  private places = new Int32Array(1 << 10);
  private used = 1;
  private free = 0;

  /** In how many places a key stands. */
  countOf(low: number, high: number): number {
    return this.slots[this.slotOf(low, high) + countWord] as number;
  }

  /** Calls `visit` with each place of a key, the last one first. */
  visit(low: number, high: number, visit: (file: number, place: number) => void): void {
    for (let at = this.headOf(low, high); at !== 0; at = this.next[at] as number) visit(this.files[at] as number, this.places[at] as number);
  }

  /** The number of places that the key has now. */
  add(low: number, high: number, file: number, place: number): number {
    if (this.taken > this.capacity * mostTaken) this.grow();
    const slot = this.slotOf(low, high);
    const { slots } = this;
    const head = slots[slot + headWord] as number;
    if (this.isFree(slot)) {
      slots[slot + lowWord] = low;
      slots[slot + highWord] = high;
      this.taken++;
    }
    const at = this.newPlace();
    this.next[at] = head;
    this.files[at] = file;
    this.places[at] = place;
    slots[slot + headWord] = at;
    return (slots[slot + countWord] = (slots[slot + countWord] as number) + 1);
  }

  /** Takes all places of a key in a file out, and gives their number. */
  remove(low: number, high: number, file: number): number {
    const slot = this.slotOf(low, high);
    let removed = 0;
    let before = 0;
    for (let at = this.slots[slot + headWord] as number; at !== 0; ) {
      const next = this.next[at] as number;
      if (this.files[at] === file) {
        if (before === 0) this.slots[slot + headWord] = next;
        else this.next[before] = next;
        this.next[at] = this.free;
        this.free = at;
        removed++;
      } else before = at;
      at = next;
    }
    this.slots[slot + countWord] = (this.slots[slot + countWord] as number) - removed;
    return removed;
  }

  private headOf(low: number, high: number): number {
    return this.slots[this.slotOf(low, high) + headWord] as number;
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

  /** Where the slot of a key begins, or the free one where it would stand. */
  private slotOf(low: number, high: number): number {
    const { slots } = this;
    const mask = this.capacity - 1;
    let slot = (Math.imul(low ^ Math.imul(high, 0x85ebca6b), goldenFactor) >>> 7) & mask;
    for (;;) {
      const at = slot * slotWords;
      const isKey = slots[at + lowWord] === low && slots[at + highWord] === high;
      if (isKey || this.isFree(at)) return at;
      slot = (slot + 1) & mask;
    }
  }

  /** A slot once taken keeps its key, so that those behind it are found. */
  private isFree(slot: number): boolean {
    return this.slots[slot + lowWord] === 0 && this.slots[slot + highWord] === 0;
  }

  /** Keys without places are left behind. */
  private grow(): void {
    const { slots } = this;
    this.capacity *= 2;
    this.slots = new Int32Array(this.capacity * slotWords);
    this.taken = 0;
    for (let old = 0; old < slots.length; old += slotWords) {
      if (slots[old + countWord] === 0) continue;
      const slot = this.slotOf(slots[old + lowWord] as number, slots[old + highWord] as number);
      for (let word = 0; word < slotWords; word++) this.slots[slot + word] = slots[old + word] as number;
      this.taken++;
    }
  }
}
