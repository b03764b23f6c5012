import type { ModelFact, ModelMember } from "../syntax/modelFacts.ts";
import type { AnalysedFile } from "../syntax/facts.ts";
import { hashText } from "../syntax/hash.ts";
import { modelsOf } from "../syntax/models.ts";
import { typeNameOf } from "../syntax/schemas/typeName.ts";
import type { BaseOf } from "./baseModels.ts";
import { modelOf } from "./modelEntry.ts";
import type { ModelEntry } from "./modelEntry.ts";
import { bareName } from "./names.ts";

const whole = new WeakMap<ModelEntry, ModelFact>();
const origins = new WeakMap<ModelFact, { readonly own: ModelFact; readonly ancestors: ReadonlySet<ModelFact> }>();

/**
 * A model with the members of all its declarations, and with those that it inherits as its own, as far as
 * the texts tell: what extends a generic type, or one that imports do not lead to, keeps that as its heritage.
 *
 * @param entry whose model it is
 */
export function wholeModel(model: ModelFact, entry: ModelEntry): ModelFact {
  if (model.heritage.length === 0 && model.opacity !== "merged") return model;
  const known = whole.get(entry);
  if (known !== undefined) return known;
  const { source, baseOf } = entry;
  const own = merged(model, modelsOf(source));
  const ancestors = new Set<ModelFact>();
  const made = withInherited(own, source, ancestors, baseOf);
  whole.set(entry, made);
  origins.set(made, { own, ancestors });
  return made;
}

/** Whether a model, as `wholeModel` gave it, has the members of another one because it extends it. */
export function inheritsFrom(model: ModelFact, other: ModelFact): boolean {
  const names = [...(origins.get(model)?.own.heritage ?? model.heritage), ...model.implemented];
  const own = ownOf(other);
  return origins.get(model)?.ancestors.has(own) === true || names.some((text) => bareName(text) === own.name);
}

/** Two models as they are compared: without what both inherit, where they do from one model or from models of one name. */
export function comparedAs(one: ModelFact, other: ModelFact): readonly [ModelFact, ModelFact] {
  const names = basesOf(one);
  return [...basesOf(other)].some((name) => names.has(name)) ? [ownOf(one), ownOf(other)] : [one, other];
}

/** The names of all that a model inherits from, as far as the file tells. */
function basesOf(model: ModelFact): ReadonlySet<string> {
  const ancestors = [...(origins.get(model)?.ancestors ?? [])].map(({ name }) => name);
  return new Set([...ancestors, ...model.heritage]);
}

/** Whether a model says at least one of these members itself, and does not inherit all of them from models that are compared, too. */
export function saysOneOf(model: ModelFact, names: ReadonlySet<string>): boolean {
  return (origins.get(model)?.ancestors.size ?? 0) === 0 || ownOf(model).members.some(({ name }) => names.has(name));
}

function ownOf(model: ModelFact): ModelFact {
  return origins.get(model)?.own ?? model;
}

/** @param ancestors takes up the models whose members are among those of the result */
function withInherited(model: ModelFact, source: AnalysedFile, ancestors: Set<ModelFact>, baseOf: BaseOf): ModelFact {
  if (model.heritage.length === 0) return model;
  const models = modelsOf(source);
  const members = new Map<string, ModelMember>();
  const heritage: string[] = [];
  let { opacity } = model;
  for (const text of model.heritage) {
    const here = models.find((one) => nameOfThing(one) === text && one.container === model.container);
    const elsewhere = here || !isName(text) ? undefined : baseOf(source, hashText(text));
    const base = here ?? (elsewhere && modelOf(elsewhere));
    // What comes in by two ways is there already.
    if (base && ancestors.has(base)) continue;
    if (!base || base.typeParameters.length > 0) {
      heritage.push(text);
      continue;
    }
    ancestors.add(base);
    const file = elsewhere?.source ?? source;
    const inherited = withInherited(merged(base, elsewhere ? modelsOf(file) : models), file, ancestors, baseOf);
    opacity ??= inherited.opacity;
    heritage.push(...inherited.heritage);
    for (const member of inherited.members) members.set(member.name, member);
  }
  for (const member of model.members) members.set(member.name, member);
  return { ...model, members: [...members.values()], heritage, ...(opacity ? { opacity } : {}) };
}

function isName(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text);
}

/** What a model is a model of, by which it is extended: a schema has the name of its type, an inline type none. */
export function nameOfThing({ form, name }: ModelFact): string {
  return form === "schema" ? typeNameOf(name) : name;
}

/** All declarations of an interface as one; what is merged with a class or a namespace stays what it is. */
function merged(model: ModelFact, models: readonly ModelFact[]): ModelFact {
  if (model.opacity !== "merged") return model;
  const parts = models.filter((one) => nameOfThing(one) === model.name && one.container === model.container && one.form !== "schema");
  if (!parts.every(({ form, typeParameters, opacity }) => form === "interface" && typeParameters.length === 0 && opacity === "merged")) return model;
  const members = new Map(parts.flatMap((part) => part.members).map((member) => [member.name, member]));
  return { ...withoutOpacity(model), members: [...members.values()], heritage: parts.flatMap(({ heritage }) => heritage) };
}

function withoutOpacity({ opacity: _, ...model }: ModelFact): ModelFact {
  return model;
}
