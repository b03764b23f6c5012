import type { ModelFact, ModelMember } from "../syntax/modelFacts.ts";
import { modelsOf, type ReadFile } from "../syntax/models.ts";
import { typeNameOf } from "../syntax/schemas/typeName.ts";

const whole = new WeakMap<ModelFact, ModelFact>();

/**
 * A model with the members that it inherits from models of its file as its own, as far as the file tells: what extends a
 * generic type, or one of another file, keeps that as its heritage.
 */
export function wholeModel(model: ModelFact, source: ReadFile): ModelFact {
  if (model.heritage.length === 0) return model;
  const known = whole.get(model);
  if (known !== undefined) return known;
  const made = withInherited(model, modelsOf(source), new Set([model]));
  whole.set(model, made);
  return made;
}

function withInherited(model: ModelFact, models: readonly ModelFact[], seen: Set<ModelFact>): ModelFact {
  const members = new Map<string, ModelMember>();
  const heritage: string[] = [];
  let { opacity } = model;
  for (const text of model.heritage) {
    const base = models.find((one) => (one.form === "schema" ? typeNameOf(one.name) : one.name) === text && one.container === model.container && one.form !== "inline");
    if (!base || seen.has(base) || base.typeParameters.length > 0) {
      heritage.push(text);
      continue;
    }
    seen.add(base);
    const inherited = withInherited(base, models, seen);
    opacity ??= inherited.opacity;
    heritage.push(...inherited.heritage);
    for (const member of inherited.members) members.set(member.name, member);
  }
  for (const member of model.members) members.set(member.name, member);
  return { ...model, members: [...members.values()], heritage, ...(opacity ? { opacity } : {}) };
}
