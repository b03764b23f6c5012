import type { ModelFact, ModelMember } from "../syntax/modelFacts.ts";
import { isOfSchemaFile } from "../syntax/schemaFiles/schemaLanguages.ts";
import { alternativesOf, comparable } from "./memberTypes.ts";
import { namesType, sameForSchemaFile } from "./schemaFileTypes.ts";

/** A member that two models have under one name, as each has it. */
export interface SharedMember {
  readonly one: ModelMember;
  readonly other: ModelMember;
}

/** What two models have in common. */
export interface Comparison {
  /** Members that say the same in both. */
  readonly agreeing: readonly SharedMember[];
  /**
   * Members that are the same but for `readonly`, a qualifier of a name, or that one side says nothing: `any`, `unknown`; and of
   * schemas, those that may well be: one side names what the other writes out.
   */
  readonly similar: readonly SharedMember[];
  /** Members that are the same but for `?` or `null`. */
  readonly weakened: readonly SharedMember[];
  /** Members whose types are others. */
  readonly disagreeing: readonly SharedMember[];
  /** How many members only the one has, and only the other. */
  readonly onlyOne: number;
  readonly onlyOther: number;
}

/** Compares the members of two models by their names. */
export function compareModels(one: ModelFact, other: ModelFact): Comparison {
  const ofFile = isOfSchemaFile(one) === isOfSchemaFile(other) ? undefined : isOfSchemaFile(one);
  // What the name of another schema stands for is written there.
  const bySchema = one.form === "schema" || other.form === "schema";
  const members = new Map(other.members.map((member) => [member.name, member]));
  const agreeing: SharedMember[] = [];
  const similar: SharedMember[] = [];
  const weakened: SharedMember[] = [];
  const disagreeing: SharedMember[] = [];
  for (const member of one.members) {
    const match = members.get(member.name);
    if (match === undefined) continue;
    const shared = { one: member, other: match };
    const [a, b] = [comparable(member), comparable(match)];
    if (a.type === b.type && a.optional === b.optional && a.readonly === b.readonly) agreeing.push(shared);
    else if (saysNothing(a.type) || saysNothing(b.type) || (unqualified(a.type) === unqualified(b.type) && a.optional === b.optional)) similar.push(shared);
    else if (bySchema && namesType(a.type) !== namesType(b.type)) similar.push(shared);
    else if (ofFile !== undefined) {
      const same = ofFile ? sameForSchemaFile(a, b) : sameForSchemaFile(b, a);
      (same === "yes" ? similar : same === "but-for-absence" ? weakened : disagreeing).push(shared);
    } else if (withoutNull(a.type) === withoutNull(b.type)) weakened.push(shared);
    else disagreeing.push(shared);
  }
  const shared = agreeing.length + similar.length + weakened.length + disagreeing.length;
  return { agreeing, similar, weakened, disagreeing, onlyOne: one.members.length - shared, onlyOther: other.members.length - shared };
}

function saysNothing(type: string): boolean {
  return type === "any" || type === "unknown";
}

/** Names without the namespace that an import gives them: `vscode.Uri` and `Uri` are likely one. */
function unqualified(type: string): string {
  return type.replace(/\b[A-Za-z_$][\w$]*\.(?=[A-Za-z_$])/g, "");
}

function withoutNull(type: string): string {
  return alternativesOf(type).filter((alternative) => alternative !== "null").join("|");
}
