import type { AnalysedFile } from "../syntax/facts.ts";
import type { Keyed, KeyedPlace, KeyIndex } from "./keyIndex.ts";

/** The groups that are made of the places of each key, made anew only for keys whose places changed. */
export class KeyedGroups<Prints extends Keyed, Group> {
  private readonly index: KeyIndex<Prints>;
  private readonly groupsOf: (places: readonly KeyedPlace<Prints>[]) => readonly Group[];
  private readonly byKey = new Map<number, readonly Group[]>();

  /** @param groupsOf is given at least two places, by file and item, or none */
  constructor(index: KeyIndex<Prints>, groupsOf: (places: readonly KeyedPlace<Prints>[]) => readonly Group[]) {
    this.index = index;
    this.groupsOf = groupsOf;
  }

  /** Takes a file in, in place of what it was before. */
  set(source: AnalysedFile): void {
    this.index.set(source);
  }

  remove(file: string): void {
    this.index.remove(file);
  }

  /** Makes the groups anew whose places changed. */
  update(): void {
    for (const key of this.index.takeChanged()) {
      const groups = this.groupsOf(this.index.placesOf(key));
      if (groups.length > 0) this.byKey.set(key, groups);
      else this.byKey.delete(key);
    }
  }

  /** All groups, in an order that depends on how the files came. */
  all(): readonly Group[] {
    this.update();
    return [...this.byKey.values()].flat();
  }
}
