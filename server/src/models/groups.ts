import type { ModelFact } from "../syntax/modelFacts.ts";
import type { AnalysedFile } from "../syntax/facts.ts";
import { modelsOf } from "../syntax/models.ts";
import { confidenceOf } from "./confidence.ts";
import type { ModelIndex } from "./modelIndex.ts";
import { namesAreRelated } from "./names.ts";
import { shapeOf } from "./shape.ts";
import { newestVersions } from "./versions.ts";

/** A model with the file that it stands in. */
export interface PlacedModel {
  readonly source: AnalysedFile;
  readonly model: ModelFact;
}

/** All models of one shape, sorted by file and start. */
export interface ModelGroup {
  readonly shape: string;
  readonly inTests: boolean;
  /** At least two. */
  readonly models: readonly PlacedModel[];
}

/** Equal models are no news where all but one are kept in step with it, or where their members say little. */
export type NoNews = "kept-in-step" | "members-by-chance";

/**
 * The groups of models that say the same, sorted by their first model, each model in one group at
 * most. Models of tests are compared with each other only, and must have twice as many members.
 * Left out is what repeats on purpose or by chance: see the page of the rule `duplicate-model`.
 *
 * @param minMembers the fewest members of a model that is compared
 * @param leaveOut told of each group of equal models that is left out, and why
 */
export function groupModels(index: ModelIndex, minMembers: number, leaveOut?: (reason: NoNews) => void): readonly ModelGroup[] {
  const all = index
    .filesWithLikes(minMembers)
    .flatMap((source) => modelsOf(source).map((model): PlacedModel => ({ source, model })))
    .filter(({ model }) => model.opacity === undefined);
  const byShape = new Map<string, PlacedModel[]>();
  for (const placed of all) {
    const { isTest } = placed.source;
    if (placed.model.members.length < (isTest ? 2 * minMembers : minMembers)) continue;
    const key = `${isTest ? "test" : ""}\n${shapeOf(placed.model)}`;
    const list = byShape.get(key);
    if (list) list.push(placed);
    else byShape.set(key, [placed]);
  }
  const groups: ModelGroup[] = [];
  for (const candidates of byShape.values()) {
    if (candidates.length < 2) continue;
    const members = candidates[0]?.model.members ?? [];
    const distinct = withoutImplementations(newest(candidates.sort(byPlace)));
    const enough = confidenceOf(members, index.nameCounts, index.size, false) >= 1;
    const models = enough ? distinct : related(distinct);
    const [first] = models;
    if (first && models.length > 1) groups.push({ shape: shapeOf(first.model), inTests: first.source.isTest, models });
    else leaveOut?.(distinct.length < 2 ? "kept-in-step" : "members-by-chance");
  }
  return groups.sort((a, b) => byPlace(a.models[0], b.models[0]));
}

function byPlace(a: PlacedModel | undefined, b: PlacedModel | undefined): number {
  if (!a || !b) return 0;
  if (a.source.file !== b.source.file) return a.source.file < b.source.file ? -1 : 1;
  return a.model.start - b.model.start;
}

function newest(models: readonly PlacedModel[]): readonly PlacedModel[] {
  const named = models.map((placed) => ({ placed, name: placed.model.name, file: placed.source.file }));
  return newestVersions(named).map(({ placed }) => placed);
}

/** The compiler keeps a class in step with what it implements: the two are no copies that could drift apart. */
function withoutImplementations(models: readonly PlacedModel[]): readonly PlacedModel[] {
  const names = new Set(models.map(({ model }) => model.name));
  return models.filter(
    ({ model }) => !model.implemented.some((text) => names.has(text.replace(/<.*$/s, "")) && model.name !== text),
  );
}

/** Where the members say little, models are only news if another one of a related name says the same. */
function related(models: readonly PlacedModel[]): readonly PlacedModel[] {
  return models.filter((one) =>
    models.some((other) => other !== one && namesAreRelated(one.model.name, other.model.name)),
  );
}
