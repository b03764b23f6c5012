import type { AnalysedFile } from "../syntax/facts.ts";
import { PlaceTable } from "./placeTable.ts";

/** What an index needs of one file: for each of its items (windows, expressions, …) a key. */
export interface Keyed {
  /** By item; 0 where there is nothing to compare. */
  readonly keys: Float64Array;
}

/** Where an item stands. */
export interface KeyedPlace<Prints extends Keyed> {
  readonly source: AnalysedFile;
  readonly prints: Prints;
  /** Index of the item among those of its file. */
  readonly item: number;
}

interface Entry<Prints> {
  readonly number: number;
  readonly source: AnalysedFile;
  readonly prints: Prints;
}

/**
 * Which keys stand in several places, kept one file at a time. Taking a file in or out costs as
 * much as the file has items, whatever else is there.
 */
export class KeyIndex<Prints extends Keyed> {
  private readonly printsOf: (source: AnalysedFile) => Prints;
  private readonly entries = new Map<string, Entry<Prints>>();
  private readonly byNumber: (Entry<Prints> | undefined)[] = [];
  private readonly table = new PlaceTable();
  private readonly changed = new Set<number>();

  constructor(printsOf: (source: AnalysedFile) => Prints) {
    this.printsOf = printsOf;
  }

  /** Takes a file in, in place of what it was before. */
  set(source: AnalysedFile): void {
    const before = this.entries.get(source.file);
    if (before !== undefined) this.takeOut(before);
    const prints = this.printsOf(source);
    const number = before?.number ?? this.byNumber.length;
    const entry = { number, source, prints };
    this.entries.set(source.file, entry);
    this.byNumber[number] = entry;
    const { keys } = prints;
    for (let item = 0; item < keys.length; item++) {
      const key = keys[item] as number;
      if (key !== 0 && this.table.add(lowOf(key), highOf(key), number, item) > 1) this.changed.add(key);
    }
  }

  remove(file: string): void {
    const entry = this.entries.get(file);
    if (entry === undefined) return;
    this.takeOut(entry);
    this.entries.delete(file);
    this.byNumber[entry.number] = undefined;
  }

  /** The keys whose places are others than when this was asked before. */
  takeChanged(): readonly number[] {
    const keys = [...this.changed];
    this.changed.clear();
    return keys;
  }

  /** All places of a key that stands in at least two, by file and item; empty for any other. */
  placesOf(key: number): readonly KeyedPlace<Prints>[] {
    const places: KeyedPlace<Prints>[] = [];
    this.table.visit(lowOf(key), highOf(key), (number, item) => {
      const entry = this.byNumber[number];
      if (entry !== undefined) places.push({ source: entry.source, prints: entry.prints, item });
    });
    return places.length < 2 ? [] : places.sort((a, b) => compareText(a.source.file, b.source.file) || a.item - b.item);
  }

  private takeOut({ number, prints }: Entry<Prints>): void {
    for (const key of new Set(prints.keys)) {
      if (key === 0) continue;
      if (this.table.countOf(lowOf(key), highOf(key)) > 1) this.changed.add(key);
      this.table.remove(lowOf(key), highOf(key), number);
    }
  }
}

/** A key is an integer of up to 53 bits. */
function lowOf(key: number): number {
  return key | 0;
}

function highOf(key: number): number {
  return Math.floor(key / 2 ** 32);
}

/** Orders by code units, the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
