import type { ModelFact } from "../syntax/modelFacts.ts";
import { isOfSchemaFile } from "../syntax/schemaFiles/schemaLanguages.ts";
import { confidenceOf } from "./confidence.ts";
import { modelOf } from "./modelEntry.ts";
import type { ModelEntry } from "./modelEntry.ts";
import type { NameCounts } from "./nameCounts.ts";
import { groupedBy } from "./placed.ts";
import type { PlacedModel } from "./placed.ts";
import { areMirrors } from "./mirrors.ts";
import { bareName, isSetApartFrom, namesAreRelated } from "./names.ts";
import { shapeOf } from "./shape.ts";
import { newestVersions } from "./versions.ts";
import { inheritsFrom, wholeModel } from "./wholeModel.ts";

/** All models of one shape, sorted by file and start. */
export interface ModelGroup {
  readonly shape: string;
  readonly inTests: boolean;
  /** At least two. */
  readonly models: readonly PlacedModel[];
}

/**
 * Equal models are no news where all but one are kept in step with it, where their members say little, or where who wrote the one
 * had the other before their eyes and called it something else, or says of each where on the web its like is.
 */
export type NoNews = "kept-in-step" | "members-by-chance" | "told-apart" | "mirrors";

/** Members must say so much, see `confidenceOf`, to be news of models, */
const leastConfidence = 1;
/** and so much of two that one file tells apart by their names. */
const leastOfNeighbours = 4;

/** The model of an outline with all its members; `undefined` where they do not say all of it. */
export function placedModel(entry: ModelEntry): PlacedModel | undefined {
  const own = modelOf(entry);
  const model = own && wholeModel(own, entry);
  return model === undefined || model.opacity !== undefined ? undefined : { source: entry.source, model };
}

/**
 * The groups of equal models among entries of one key, whatever their form. What stands in schema files is compared
 * more loosely: see `repeatsAmong`.
 *
 * @param minMembers the fewest members of a model that is compared, beside those that it inherits from elsewhere; models of tests must have twice as many
 */
export function equalModelsAmong(entries: readonly ModelEntry[], minMembers: number): readonly ModelGroup[] {
  const placed = entries.flatMap((entry): readonly PlacedModel[] => {
    const whole = placedModel(entry);
    const least = entry.source.isTest ? 2 * minMembers : minMembers;
    return whole === undefined || whole.model.members.length < least || isOfSchemaFile(whole.model) ? [] : [whole];
  });
  return groupedBy(placed, ({ model }) => shapeOf(model)).map(([shape, models]) => ({ shape, inTests: models[0]?.source.isTest === true, models }));
}

/**
 * The interfaces, aliases and classes of a group of equal models, where they are worth reading; `undefined` where there are fewer than two.
 * Left out is what repeats on purpose or by chance: see the page of the rule `duplicate-model`.
 */
export function duplicatesIn({ models: all }: ModelGroup, counts: NameCounts): readonly PlacedModel[] | NoNews | undefined {
  const named = all.filter(({ model }) => isNamed(model));
  if (named.length < 2) return undefined;
  const distinct = withoutImplementations(newest(named));
  const confidence = confidenceOf(named[0]?.model.members ?? [], counts, false);
  const models = confidence >= leastConfidence ? distinct : related(distinct);
  if (models.length < 2) return distinct.length < 2 ? "kept-in-step" : "members-by-chance";
  if (areMirrors(models)) return "mirrors";
  return confidence < leastOfNeighbours && areToldApart(models) ? "told-apart" : models;
}

/** Whether two stand in one file under names of which a telling word sets one apart from the other: `Theme` and `IconTheme`. */
function areToldApart([one, other, third]: readonly PlacedModel[]): boolean {
  if (one === undefined || other === undefined || third !== undefined || one.source !== other.source) return false;
  return isSetApartFrom(one.model.name, other.model.name);
}

export function isNamed({ form }: ModelFact): boolean {
  return form !== "inline" && form !== "schema" && !isOfSchemaFile({ form });
}

export function newest(models: readonly PlacedModel[]): readonly PlacedModel[] {
  const named = models.map((placed) => ({ placed, name: placed.model.name, file: placed.source.file }));
  return newestVersions(named).map(({ placed }) => placed);
}

/** The compiler keeps a class in step with what it implements, a model with what it extends, and a schema with what it satisfies: the two are no copies that could drift apart. */
export function withoutImplementations(models: readonly PlacedModel[]): readonly PlacedModel[] {
  const names = new Set(models.map(({ model }) => model.name));
  return models.filter(
    ({ model }) =>
      !model.implemented.some((text) => names.has(bareName(text)) && model.name !== text) &&
      !models.some(({ model: other }) => other.name !== model.name && inheritsFrom(model, other)),
  );
}

/** Where the members say little, models are only news if another one of a related name says the same. */
function related(models: readonly PlacedModel[]): readonly PlacedModel[] {
  return models.filter((one) =>
    models.some((other) => other !== one && namesAreRelated(one.model.name, other.model.name)),
  );
}
