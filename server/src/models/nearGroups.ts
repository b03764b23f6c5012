import { conflictsAmong } from "./conflicts.ts";
import type { ConflictGroup } from "./conflicts.ts";
import type { ModelEntry } from "./modelEntry.ts";
import type { ModelIndex } from "./modelIndex.ts";
import { overlapsAmong } from "./overlaps.ts";
import type { OverlapGroup } from "./overlaps.ts";
import { placedModel } from "./groups.ts";
import type { ModelGroup } from "./groups.ts";
import { byPlace } from "./placed.ts";
import type { PlacedModel } from "./placed.ts";
import { isOutsideProgram, partsAmong, repeatsAmong } from "./schemaFilePairs.ts";

/** Two models whose members have mostly the same names, by place. */
export interface NearPair {
  readonly one: PlacedModel;
  readonly other: PlacedModel;
}

interface Component {
  readonly entries: readonly ModelEntry[];
  readonly overlaps: readonly OverlapGroup[];
  readonly conflicts: readonly ConflictGroup[];
  readonly repeats: readonly ModelGroup[];
}

/** What models say in part, or say differently: made anew only for models whose neighbours changed. */
export class NearGroups {
  private readonly index: ModelIndex;
  private readonly componentOf = new Map<ModelEntry, Component>();
  private version = -1;
  private components: readonly Component[] = [];

  constructor(index: ModelIndex) {
    this.index = index;
  }

  /** Sorted by their first model. */
  overlaps(): readonly OverlapGroup[] {
    return this.all().flatMap(({ overlaps }) => overlaps).sort((a, b) => byPlace(a.models[0], b.models[0]));
  }

  /** Sorted by their first model. */
  conflicts(): readonly ConflictGroup[] {
    return this.all().flatMap(({ conflicts }) => conflicts).sort((a, b) => byPlace(a.models[0], b.models[0]));
  }

  /** Definitions of schema files with the models that say the same, sorted by their first. */
  repeats(): readonly ModelGroup[] {
    return this.all().flatMap(({ repeats }) => repeats).sort((a, b) => byPlace(a.models[0], b.models[0]));
  }

  private all(): readonly Component[] {
    if (this.version === this.index.version) return this.components;
    this.version = this.index.version;
    const todo = new Set(this.index.near.takeChanged());
    for (const entry of [...todo]) {
      for (const other of this.componentOf.get(entry)?.entries ?? []) {
        this.componentOf.delete(other);
        todo.add(other);
      }
      this.componentOf.delete(entry);
    }
    for (const entry of todo) {
      if (this.componentOf.has(entry) || !this.index.near.isNear(entry)) continue;
      const component = componentOf(this.reachedFrom(entry), (one) => this.index.near.nearOf(one));
      for (const one of component.entries) this.componentOf.set(one, component);
    }
    this.components = [...new Set(this.componentOf.values())];
    return this.components;
  }

  private reachedFrom(first: ModelEntry): readonly ModelEntry[] {
    const reached = new Set([first]);
    for (const entry of reached) for (const other of this.index.near.nearOf(entry)) reached.add(other);
    return [...reached];
  }
}

function componentOf(entries: readonly ModelEntry[], nearOf: (entry: ModelEntry) => readonly ModelEntry[]): Component {
  const placed = new Map<ModelEntry, PlacedModel>();
  for (const entry of entries) {
    const one = placedModel(entry);
    if (one !== undefined) placed.set(entry, one);
  }
  const pairs: NearPair[] = [];
  for (const [entry, one] of placed) {
    for (const near of nearOf(entry)) {
      const other = placed.get(near);
      if (other !== undefined && byPlace(one, other) < 0 && !isOutsideProgram({ one, other })) pairs.push({ one, other });
    }
  }
  pairs.sort((a, b) => byPlace(a.one, b.one) || byPlace(a.other, b.other));
  const { repeats, others: unequal } = repeatsAmong(pairs);
  const { conflicts, others } = conflictsAmong(unequal);
  const { parts, others: ofProgram } = partsAmong(others);
  return { entries, repeats, conflicts, overlaps: [...overlapsAmong(ofProgram), ...parts] };
}
