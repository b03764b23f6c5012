import { valueGroupsOf } from "./equalValues.ts";
import type { ValueGroup } from "./equalValues.ts";
import { equalModelsAmong } from "./groups.ts";
import type { ModelGroup } from "./groups.ts";
import { ModelIndex } from "./modelIndex.ts";
import { NearGroups } from "./nearGroups.ts";
import { byPlace } from "./placed.ts";

/** What the definitions of data of a workspace say of each other. What has not changed is not compared again. */
export class ModelRelations {
  readonly index: ModelIndex;
  readonly near: NearGroups;
  private readonly equalByKey = new Map<number, readonly ModelGroup[]>();
  private readonly valuesByKey = new Map<number, readonly ValueGroup[]>();
  private version = -1;
  private equal: readonly ModelGroup[] = [];
  private values: readonly ValueGroup[] = [];

  /** @param minMembers the fewest members of a model that is compared */
  constructor(minMembers: number) {
    this.index = new ModelIndex(minMembers);
    this.near = new NearGroups(this.index);
  }

  /** All models that say the same, sorted by the first of each group. Each stands in one group at most, and none that is more than its members. */
  equalModels(): readonly ModelGroup[] {
    this.update();
    return this.equal;
  }

  /** All sets of the same values, likewise. */
  equalValues(): readonly ValueGroup[] {
    this.update();
    return this.values;
  }

  private update(): void {
    const { index } = this;
    if (this.version === index.version) return;
    this.version = index.version;
    for (const key of index.takeChangedKeys()) {
      const entries = index.withKey(key);
      keep(this.equalByKey, key, equalModelsAmong(entries.filter(({ outline }) => outline.kind !== "values"), index.minMembers));
      keep(this.valuesByKey, key, valueGroupsOf(entries.filter(({ outline }) => outline.kind === "values")));
    }
    this.equal = [...this.equalByKey.values()].flat().sort((a, b) => byPlace(a.models[0], b.models[0]));
    this.values = [...this.valuesByKey.values()].flat().sort((a, b) => byPlace(a.models[0], b.models[0]));
  }
}

function keep<Group>(groups: Map<number, readonly Group[]>, key: number, made: readonly Group[]): void {
  if (made.length > 0) groups.set(key, made);
  else groups.delete(key);
}
