import { PlaceTable } from "../placeTable.ts";
import type { Seeds } from "./seeds.ts";

/** A seed that stands in more places is an idiom of the language or of the code, and says nothing. */
export const mostPlaces = 12;

/** Where each seed stands, one file at a time. Files have numbers, given by the caller. */
export class SeedIndex {
  private readonly table = new PlaceTable();
  /** Seeds that became idioms, or ceased to be some, since `takeCrossed` was asked before. */
  private readonly crossed = new Set<number>();

  add(file: number, { count, hashes, places }: Seeds): void {
    for (let i = 0; i < count; i++) {
      const hash = hashes[i] as number;
      if (this.table.add(hash, 0, file, places[i] as number) === mostPlaces + 1) this.cross(hash);
    }
  }

  remove(file: number, { count, hashes }: Seeds): void {
    const removed = new Set<number>();
    for (let i = 0; i < count; i++) {
      const hash = hashes[i] as number;
      // In a table the same seed stands thousands of times, and its chain is walked once.
      if (removed.has(hash)) continue;
      const before = this.table.countOf(hash, 0);
      if (before > mostPlaces) removed.add(hash);
      const left = before - this.table.remove(hash, 0, file);
      if (before > mostPlaces && left <= mostPlaces) this.cross(hash);
    }
  }

  /** The files that have a seed which became an idiom, or ceased to be one, since this was asked before. */
  takeCrossed(): ReadonlySet<number> {
    const files = new Set<number>();
    for (const hash of this.crossed) this.table.visit(hash, 0, (file) => files.add(file));
    this.crossed.clear();
    return files;
  }

  /** Calls `visit` with all places of a seed, unless it stands in one place only or is an idiom. */
  visit(hash: number, visit: (file: number, place: number) => void): void {
    const count = this.table.countOf(hash, 0);
    if (count >= 2 && count <= mostPlaces) this.table.visit(hash, 0, visit);
  }

  /** In how many places a seed stands, idiom or not. */
  countOf(hash: number): number {
    return this.table.countOf(hash, 0);
  }

  /** There and back again changes nothing. */
  private cross(hash: number): void {
    if (!this.crossed.delete(hash)) this.crossed.add(hash);
  }
}
