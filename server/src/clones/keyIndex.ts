import type { AnalysedFile } from "../syntax/facts.ts";

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

/** A place as one integer: the number of the file, and the item in the low 22 bits. */
type PackedPlace = number;
const itemsPerFile = 2 ** 22;

/**
 * Which keys stand in several places, kept one file at a time. Taking a file in or out costs as
 * much as the file has items, whatever else is there.
 */
export class KeyIndex<Prints extends Keyed> {
  private readonly printsOf: (source: AnalysedFile) => Prints;
  private readonly entries = new Map<string, Entry<Prints>>();
  private readonly byNumber = new Map<number, Entry<Prints>>();
  /** Keys that stand in one place only, which most do. */
  private readonly single = new Map<number, PackedPlace>();
  private readonly several = new Map<number, PackedPlace[]>();
  private readonly changed = new Set<number>();
  private nextNumber = 0;

  constructor(printsOf: (source: AnalysedFile) => Prints) {
    this.printsOf = printsOf;
  }

  /** Takes a file in, in place of what it was before. */
  set(source: AnalysedFile): void {
    const before = this.entries.get(source.file);
    if (before !== undefined) this.takeOut(before);
    const prints = this.printsOf(source);
    const entry = { number: before?.number ?? this.nextNumber++, source, prints };
    this.entries.set(source.file, entry);
    this.byNumber.set(entry.number, entry);
    const { keys } = prints;
    for (let item = 0; item < keys.length && item < itemsPerFile; item++) {
      const key = keys[item] as number;
      if (key !== 0) this.add(key, entry.number * itemsPerFile + item);
    }
  }

  remove(file: string): void {
    const entry = this.entries.get(file);
    if (entry === undefined) return;
    this.takeOut(entry);
    this.entries.delete(file);
    this.byNumber.delete(entry.number);
  }

  /** The keys whose places are others than when this was asked before. */
  takeChanged(): readonly number[] {
    const keys = [...this.changed];
    this.changed.clear();
    return keys;
  }

  /** All places of a key that stands in at least two, by file and item; empty for any other. */
  placesOf(key: number): readonly KeyedPlace<Prints>[] {
    const places = (this.several.get(key) ?? []).map((packed): KeyedPlace<Prints> => {
      const { source, prints } = this.byNumber.get(Math.floor(packed / itemsPerFile)) as Entry<Prints>;
      return { source, prints, item: packed % itemsPerFile };
    });
    return places.sort((a, b) => compareText(a.source.file, b.source.file) || a.item - b.item);
  }

  private add(key: number, place: PackedPlace): void {
    const places = this.several.get(key);
    if (places !== undefined) {
      places.push(place);
      this.changed.add(key);
      return;
    }
    const other = this.single.get(key);
    if (other === undefined) {
      this.single.set(key, place);
      return;
    }
    this.single.delete(key);
    this.several.set(key, [other, place]);
    this.changed.add(key);
  }

  private takeOut({ number, prints }: Entry<Prints>): void {
    for (const key of new Set(prints.keys)) {
      if (key === 0) continue;
      const places = this.several.get(key);
      if (places === undefined) {
        this.single.delete(key);
        continue;
      }
      this.changed.add(key);
      const rest = places.filter((place) => Math.floor(place / itemsPerFile) !== number);
      if (rest.length > 1) {
        this.several.set(key, rest);
        continue;
      }
      this.several.delete(key);
      if (rest[0] !== undefined) this.single.set(key, rest[0]);
    }
  }
}

/** Orders by code units, the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
