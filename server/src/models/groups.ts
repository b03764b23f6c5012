import type { ModelFact } from "../syntax/modelFacts.ts";
import type { AnalysedFile } from "../syntax/facts.ts";
import { confidenceOf } from "./confidence.ts";
import { modelOf } from "./modelEntry.ts";
import type { ModelEntry } from "./modelEntry.ts";
import type { NameCounts } from "./nameCounts.ts";
import { namesAreRelated } from "./names.ts";
import { shapeOf } from "./shape.ts";
import { newestVersions } from "./versions.ts";
import { wholeModel } from "./wholeModel.ts";

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
 * The groups of equal models among entries of one key, whatever their form.
 *
 * @param minMembers the fewest members of a model that is compared, beside those that it inherits from elsewhere; models of tests must have twice as many
 */
export function equalModelsAmong(entries: readonly ModelEntry[], minMembers: number): readonly ModelGroup[] {
  if (entries.length < 2) return [];
  const byShape = new Map<string, PlacedModel[]>();
  for (const entry of entries) {
    const own = modelOf(entry);
    const model = own && wholeModel(own, entry.source);
    if (model === undefined || model.opacity !== undefined || model.members.length < (entry.source.isTest ? 2 * minMembers : minMembers)) continue;
    const shape = shapeOf(model);
    const list = byShape.get(shape);
    if (list) list.push({ source: entry.source, model });
    else byShape.set(shape, [{ source: entry.source, model }]);
  }
  const groups: ModelGroup[] = [];
  for (const [shape, models] of byShape)
    if (models.length > 1) groups.push({ shape, inTests: models[0]?.source.isTest === true, models: models.sort(byPlace) });
  return groups;
}

/**
 * Of groups of equal models those that are worth reading, with the interfaces, aliases and classes among their models. Left out is
 * what repeats on purpose or by chance: see the page of the rule `duplicate-model`.
 *
 * @param leaveOut told of each group of equal models that is left out, and why
 */
export function duplicateModels(groups: readonly ModelGroup[], counts: NameCounts, leaveOut?: (reason: NoNews) => void): readonly ModelGroup[] {
  return groups.flatMap((group): readonly ModelGroup[] => {
    const named = group.models.filter(({ model }) => isNamed(model));
    if (named.length < 2) return [];
    const distinct = withoutImplementations(newest(named));
    const enough = confidenceOf(named[0]?.model.members ?? [], counts, false) >= 1;
    const models = enough ? distinct : related(distinct);
    if (models.length > 1) return [{ ...group, models }];
    leaveOut?.(distinct.length < 2 ? "kept-in-step" : "members-by-chance");
    return [];
  });
}

export function isNamed({ form }: ModelFact): boolean {
  return form !== "inline" && form !== "schema";
}

export function byPlace(a: PlacedModel | undefined, b: PlacedModel | undefined): number {
  if (!a || !b) return 0;
  if (a.source.file !== b.source.file) return a.source.file < b.source.file ? -1 : 1;
  return a.model.start - b.model.start;
}

export function newest(models: readonly PlacedModel[]): readonly PlacedModel[] {
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
