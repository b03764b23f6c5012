import { comparable } from "./memberTypes.ts";
import type { ModelFact, ModelMember } from "../syntax/modelFacts.ts";

const shapes = new WeakMap<ModelFact, string>();

/**
 * Equal for models that say the same, whatever the order of their members, their names and their
 * form: the sorted members, what is inherited, and the number of type parameters. A method and a
 * property that holds the same function count as the same member here; constraints of type
 * parameters do not count. Types are compared by their canonical text, and `name: T | undefined` is `name?: T`.
 */
export function shapeOf(model: ModelFact): string {
  const known = shapes.get(model);
  if (known !== undefined) return known;
  const shape = [
    model.typeParameters.length,
    [...model.heritage].sort().join("&"),
    ...model.members.map(memberShape).sort(),
  ].join("\n");
  shapes.set(model, shape);
  return shape;
}

/** A member as the shape says it: `readonly name?:type`. */
export function memberShape(written: ModelMember): string {
  const member = comparable(written);
  return `${member.readonly ? "readonly " : ""}${member.name}${member.optional ? "?" : ""}:${member.type}`;
}

/** Whether two models of one shape also agree in form and in the order of their members. */
export function sameOrder(a: ModelFact, b: ModelFact): boolean {
  return a.form === b.form && a.members.every((member, i) => member.name === b.members[i]?.name);
}
