import type { ModelFact, ModelMember } from "../syntax/modelFacts.ts";
import { alternativesOf, comparable } from "./memberTypes.ts";

/** A member that two models have under one name, as each has it. */
export interface SharedMember {
  readonly one: ModelMember;
  readonly other: ModelMember;
}

/** What two models have in common. */
export interface Comparison {
  /** Members that say the same in both. */
  readonly agreeing: readonly SharedMember[];
  /** Members that are the same but for `?`, `readonly` or `null`. */
  readonly weakened: readonly SharedMember[];
  /** Members whose types are others. */
  readonly disagreeing: readonly SharedMember[];
  /** How many members only the one has, and only the other. */
  readonly onlyOne: number;
  readonly onlyOther: number;
}

/** Compares the members of two models by their names. */
export function compareModels(one: ModelFact, other: ModelFact): Comparison {
  const members = new Map(other.members.map((member) => [member.name, member]));
  const agreeing: SharedMember[] = [];
  const weakened: SharedMember[] = [];
  const disagreeing: SharedMember[] = [];
  for (const member of one.members) {
    const match = members.get(member.name);
    if (match === undefined) continue;
    const shared = { one: member, other: match };
    const [a, b] = [comparable(member), comparable(match)];
    if (a.type === b.type && a.optional === b.optional && a.readonly === b.readonly) agreeing.push(shared);
    else if (withoutNull(a.type) === withoutNull(b.type)) weakened.push(shared);
    else disagreeing.push(shared);
  }
  const shared = agreeing.length + weakened.length + disagreeing.length;
  return { agreeing, weakened, disagreeing, onlyOne: one.members.length - shared, onlyOther: other.members.length - shared };
}

function withoutNull(type: string): string {
  return alternativesOf(type).filter((alternative) => alternative !== "null").join("|");
}
