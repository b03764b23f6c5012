import type { AnalysedFile } from "../syntax/facts.ts";
import { fingerprintsOf } from "./fingerprints.ts";
import type { Fingerprints } from "./fingerprints.ts";

/** A place in a file where a window starts. */
export interface Place {
  readonly source: AnalysedFile;
  readonly prints: Fingerprints;
  /** Index of the first element. */
  readonly element: number;
}

interface Entry {
  readonly number: number;
  readonly source: AnalysedFile;
  readonly prints: Fingerprints;
}

/** A place as one integer: the number of the file, and the element in the low 22 bits. */
type PackedPlace = number;
const elementsPerFile = 2 ** 22;

/**
 * Which windows stand in several places, kept one file at a time. Taking a file in or out costs as
 * much as the file has windows, whatever else is there.
 */
export class WindowIndex {
  private readonly minTokens: number;
  private readonly entries = new Map<string, Entry>();
  private readonly byNumber = new Map<number, Entry>();
  /** Windows that stand in one place only, which most do. */
  private readonly single = new Map<number, PackedPlace>();
  private readonly several = new Map<number, PackedPlace[]>();
  private readonly changed = new Set<number>();
  private nextNumber = 0;

  constructor(minTokens: number) {
    this.minTokens = minTokens;
  }

  /** Takes a file in, in place of what it was before. */
  set(source: AnalysedFile): void {
    const before = this.entries.get(source.file);
    if (before !== undefined) this.takeOut(before);
    const prints = fingerprintsOf(source.facts, this.minTokens);
    const entry = { number: before?.number ?? this.nextNumber++, source, prints };
    this.entries.set(source.file, entry);
    this.byNumber.set(entry.number, entry);
    const { windows } = prints;
    for (let element = 0; element < windows.length && element < elementsPerFile; element++) {
      const key = windows[element] as number;
      if (key !== 0) this.add(key, entry.number * elementsPerFile + element);
    }
  }

  remove(file: string): void {
    const entry = this.entries.get(file);
    if (entry === undefined) return;
    this.takeOut(entry);
    this.entries.delete(file);
    this.byNumber.delete(entry.number);
  }

  /** The keys of windows whose places are others than when this was asked before. */
  takeChanged(): readonly number[] {
    const keys = [...this.changed];
    this.changed.clear();
    return keys;
  }

  /** All places of a window that stands in at least two, by file and element; empty for any other. */
  placesOf(key: number): readonly Place[] {
    const places = (this.several.get(key) ?? []).map((packed): Place => {
      const { source, prints } = this.byNumber.get(Math.floor(packed / elementsPerFile)) as Entry;
      return { source, prints, element: packed % elementsPerFile };
    });
    return places.sort((a, b) => compareText(a.source.file, b.source.file) || a.element - b.element);
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

  private takeOut({ number, prints }: Entry): void {
    for (const key of new Set(prints.windows)) {
      if (key === 0) continue;
      const places = this.several.get(key);
      if (places === undefined) {
        this.single.delete(key);
        continue;
      }
      this.changed.add(key);
      const rest = places.filter((place) => Math.floor(place / elementsPerFile) !== number);
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
