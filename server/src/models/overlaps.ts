import type { ModelFact, ModelMember } from "../syntax/modelFacts.ts";
import { compareModels } from "./compareModels.ts";
import { confidenceOfMembers } from "./confidence.ts";
import { bareName, namesAreRelated } from "./names.ts";
import type { NearPair } from "./nearGroups.ts";
import { coreShare, leastCore } from "./nearModels.ts";
import { memberShape, shapeOf } from "./shape.ts";
import { comparedAs, inheritsFrom, saysOneOf } from "./wholeModel.ts";
import { byPlace } from "./placed.ts";
import type { PlacedModel } from "./placed.ts";

/** Models that have a part of their members in common, sorted by place. */
export interface OverlapGroup {
  /** At least two, of different shapes. */
  readonly models: readonly PlacedModel[];
  /** The members that all of them have. */
  readonly core: readonly ModelMember[];
  /** The model that has these and no other, where there is one. */
  readonly whole?: PlacedModel;
}

/** Members that are shared must say so much, see `confidenceOfMembers`. */
export const leastConfidence = 3;

/** The groups of models that pairs of them share a core in; each model stands in one at most, that of which most could be said once. */
export function overlapsAmong(pairs: readonly NearPair[]): readonly OverlapGroup[] {
  const cores = new Map<string, { readonly core: readonly ModelMember[]; readonly models: Set<PlacedModel> }>();
  const near = new Map<PlacedModel, Set<PlacedModel>>();
  for (const { one, other } of pairs) {
    const core = coreOf(one, other);
    if (core === undefined) continue;
    for (const [from, to] of [[one, other], [other, one]] as const) near.set(from, (near.get(from) ?? new Set()).add(to));
    const key = core.map(memberShape).sort().join("\n");
    const known = cores.get(key);
    if (known === undefined) cores.set(key, { core, models: new Set([one, other]) });
    else known.models.add(one).add(other);
  }
  for (const { core, models } of cores.values()) {
    const around = new Set([...models].flatMap((model) => [...(near.get(model) ?? [])]));
    for (const placed of around) if (!models.has(placed) && [...models].every((model) => areApart(model, placed)) && holds(placed.model, core)) models.add(placed);
  }
  const candidates = [...cores].map(([key, { core, models }]) => ({ key, core, models: [...models].sort(byPlace) }));
  const gain = ({ core, models }: (typeof candidates)[number]): number => (models.length - 1) * core.length;
  candidates.sort((a, b) => gain(b) - gain(a) || byPlace(a.models[0], b.models[0]) || (a.key < b.key ? -1 : 1));
  const taken = new Set<PlacedModel>();
  return candidates.flatMap(({ core, models: all }): readonly OverlapGroup[] => {
    const models = withoutHeirs(oneOfEachShape(all.filter((model) => !taken.has(model))), core);
    if (models.length < 2) return [];
    for (const model of all) taken.add(model);
    const whole = models.find(({ model }) => model.members.length === core.length && model.heritage.length === 0);
    return [{ models, core, ...(whole ? { whole } : {}) }];
  });
}

/** What two models have in common, where that is one of them or enough to be a model of its own. */
function coreOf(one: PlacedModel, other: PlacedModel): readonly ModelMember[] | undefined {
  if (shapeOf(one.model) === shapeOf(other.model) || inheritsFrom(one.model, other.model) || inheritsFrom(other.model, one.model)) return undefined;
  if (one.model.typeParameters.length !== other.model.typeParameters.length || haveOneGenericBase(one.model, other.model) || implementOne(one.model, other.model)) return undefined;
  const compared = comparedAs(one.model, other.model);
  const { agreeing } = compareModels(...compared);
  const smaller = Math.min(...compared.map(({ members }) => members.length));
  const isContained = compared.some(({ members, heritage }) => members.length === agreeing.length && heritage.length === 0);
  if (agreeing.length < leastCore && !namesAreRelated(one.model.name, other.model.name)) return undefined;
  if (!isContained && (agreeing.length < leastCore || agreeing.length < coreShare * smaller)) return undefined;
  const core = agreeing.map((member) => member.one);
  // What one of them inherits altogether is said by the model that it inherits from.
  const names = new Set(core.map(({ name }) => name));
  if (![one.model, other.model].every((model) => saysOneOf(model, names))) return undefined;
  return confidenceOfMembers(core) >= leastConfidence ? core : undefined;
}

/** What extends one generic base says its members again for its own arguments. */
function haveOneGenericBase({ heritage }: ModelFact, other: ModelFact): boolean {
  const bases = new Set(heritage.filter((text) => text.includes("<")).map(bareName));
  return other.heritage.some((text) => text.includes("<") && bases.has(bareName(text)));
}

/** Classes that implement one interface say its members each, which the compiler keeps in step. */
function implementOne({ implemented }: ModelFact, other: ModelFact): boolean {
  return other.implemented.some((text) => implemented.includes(text));
}

/** Whether neither has members from the other, nor both from one model. */
function areApart({ model: one }: PlacedModel, { model: other }: PlacedModel): boolean {
  return !inheritsFrom(one, other) && !inheritsFrom(other, one) && comparedAs(one, other)[0] === one;
}

function holds(model: ModelFact, core: readonly ModelMember[]): boolean {
  const members = new Set(model.members.map(memberShape));
  return core.every((member) => members.has(memberShape(member)));
}

/** What inherits from another one of them says nothing twice, and of several that inherit the core from one model one is told of. */
function withoutHeirs(models: readonly PlacedModel[], core: readonly ModelMember[]): readonly PlacedModel[] {
  const roots = models.filter((one) => !models.some((other) => inheritsFrom(one.model, other.model)));
  const sayBoth = (one: PlacedModel, other: PlacedModel): boolean => comparedAs(one.model, other.model).every((model) => holds(model, core));
  return roots.filter((one, i) => roots.slice(0, i).every((other) => sayBoth(one, other)));
}

/** Equal models are a finding of their own. */
function oneOfEachShape(models: readonly PlacedModel[]): readonly PlacedModel[] {
  const shapes = new Set<string>();
  return models.filter(({ model }) => {
    const shape = shapeOf(model);
    return !shapes.has(shape) && shapes.add(shape);
  });
}
