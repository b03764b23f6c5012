import type { ModelFact, ModelMember } from "../syntax/modelFacts.ts";
import { isOfSchemaFile } from "../syntax/schemaFiles/schemaLanguages.ts";
import { compareModels } from "./compareModels.ts";
import { confidenceOfMembers } from "./confidence.ts";
import type { ModelGroup } from "./groups.ts";
import { namesAreRelated, saysWhatItIs } from "./names.ts";
import type { NearPair } from "./nearGroups.ts";
import { leastConfidence } from "./overlaps.ts";
import type { OverlapGroup } from "./overlaps.ts";
import { byPlace } from "./placed.ts";
import type { PlacedModel } from "./placed.ts";
import { shapeOf } from "./shape.ts";
import { inheritsFrom, nameOfThing } from "./wholeModel.ts";

/** Of the members of a schema file and a model that repeats it, at least this share agrees to the letter. */
const shareOfEqual = 0.5;

/** Whether one of two models stands in a schema file. */
export function isWithSchemaFile({ one, other }: NearPair): boolean {
  return isOfSchemaFile(one.model) || isOfSchemaFile(other.model);
}

/**
 * Whether a schema file has nothing to do with what the program is now: what such files say of each other is no matter of types, and a
 * migration keeps what the schema was when it was written.
 */
export function isOutsideProgram({ one, other }: NearPair): boolean {
  const ofFiles = [one, other].filter(({ model }) => isOfSchemaFile(model));
  return ofFiles.length > 1 || (ofFiles.length > 0 && [one, other].some(({ source }) => migrations.test(source.file)));
}

const migrations = /\/migrations?\//i;

/** Whether a schema and a model are of one thing by their names. */
export function haveOneName(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase() && saysWhatItIs(name);
}

/**
 * What models of the program and definitions of schema files say in part: one holds all members of the other, and their names say that
 * they are of one thing. Each definition stands in one group for each set of members.
 */
export function partsAmong(pairs: readonly NearPair[]): { readonly parts: readonly OverlapGroup[]; readonly others: readonly NearPair[] } {
  const others: NearPair[] = [];
  const parts = new Map<string, { readonly core: readonly ModelMember[]; readonly models: PlacedModel[] }>();
  for (const pair of pairs) {
    if (!isWithSchemaFile(pair)) {
      others.push(pair);
      continue;
    }
    const core = partOf(pair);
    if (core === undefined) continue;
    const [schema, model] = ordered(pair);
    const key = [schema.source.file, schema.model.start, ...core.map(({ name }) => name).sort()].join("\n");
    const known = parts.get(key);
    if (known === undefined) parts.set(key, { core, models: [schema, model] });
    else known.models.push(model);
  }
  return { parts: [...parts.values()].map(({ core, models }) => ({ core, models: models.sort(byPlace), ...wholeOf(core, models) })), others };
}

function wholeOf(core: readonly ModelMember[], models: readonly PlacedModel[]): Pick<OverlapGroup, "whole"> {
  const whole = models.find(({ model }) => model.members.length === core.length);
  return whole === undefined ? {} : { whole };
}

/** All members of the smaller of two, where the larger has them too. */
function partOf({ one, other }: NearPair): readonly ModelMember[] | undefined {
  if (!areApart(one.model, other.model) || !namesAreRelated(nameOfThing(one.model), nameOfThing(other.model))) return undefined;
  const { agreeing, similar } = compareModels(one.model, other.model);
  const [smaller] = [one.model, other.model].sort((a, b) => a.members.length - b.members.length);
  const shared = [...agreeing, ...similar];
  if (smaller?.members.length !== shared.length || agreeing.length < shareOfEqual * shared.length) return undefined;
  const core = shared.map((member) => member.one);
  return confidenceOfMembers(core) >= leastConfidence ? core : undefined;
}

/** The definition of the schema file, and the other one. */
function ordered({ one, other }: NearPair): readonly [PlacedModel, PlacedModel] {
  return isOfSchemaFile(one.model) ? [one, other] : [other, one];
}

/** Whether neither is held to the other, which the compiler keeps in step then, and all members of both are known. */
function areApart(one: ModelFact, other: ModelFact): boolean {
  if (inheritsFrom(one, other) || inheritsFrom(other, one)) return false;
  return one.heritage.length + other.heritage.length + one.typeParameters.length + other.typeParameters.length === 0;
}

/** The definitions of schema files that models of the program repeat, each with these, and the pairs that are no such repetition. */
export function repeatsAmong(pairs: readonly NearPair[]): { readonly repeats: readonly ModelGroup[]; readonly others: readonly NearPair[] } {
  const others: NearPair[] = [];
  const repeated = new Map<PlacedModel, PlacedModel[]>();
  for (const pair of pairs) {
    if (!isWithSchemaFile(pair) || !isRepeat(pair)) {
      others.push(pair);
      continue;
    }
    const [schema, model] = ordered(pair);
    const known = repeated.get(schema);
    if (known === undefined) repeated.set(schema, [model]);
    else known.push(model);
  }
  const repeats = [...repeated].map(([schema, models]) => ({ shape: shapeOf(schema.model), inTests: schema.source.isTest, models: [schema, ...models].sort(byPlace) }));
  return { repeats, others };
}

function isRepeat({ one, other }: NearPair): boolean {
  if (!areApart(one.model, other.model)) return false;
  const { agreeing, similar, weakened, disagreeing, onlyOne, onlyOther } = compareModels(one.model, other.model);
  if (weakened.length + disagreeing.length + onlyOne + onlyOther > 0) return false;
  if (agreeing.length >= shareOfEqual * (agreeing.length + similar.length)) return true;
  return namesAreRelated(nameOfThing(one.model), nameOfThing(other.model)) && agreeing.length > 1;
}
