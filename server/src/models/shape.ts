import { comparable } from "./memberTypes.ts";
import { keptBy } from "../syntax/keptBy.ts";
import type { ModelFact, ModelMember } from "../syntax/modelFacts.ts";

/**
 * Equal for models that say the same, whatever the order of their members, their names and their
 * form: the sorted members, what is inherited, and the number of type parameters. A method and a
 * property that holds the same function count as the same member here; constraints of type
 * parameters do not count. Types are compared by their canonical text, and `name: T | undefined` is `name?: T`.
 */
export const shapeOf = keptBy(({ typeParameters, heritage, members }: ModelFact): string =>
  [typeParameters.length, [...heritage].sort().join("&"), ...members.map(memberShape).sort()].join("\n"),
);

/** A member as the shape says it: `readonly name?:type`. */
export function memberShape(written: ModelMember): string {
  const member = comparable(written);
  return `${member.readonly ? "readonly " : ""}${member.name}${member.optional ? "?" : ""}:${member.type}`;
}

/** Whether two models of one shape also agree in form and in the order of their members. */
export function sameOrder(a: ModelFact, b: ModelFact): boolean {
  return a.form === b.form && a.members.every((member, i) => member.name === b.members[i]?.name);
}
