import { confidenceOf } from "../models/confidence.ts";
import { conflictAmong } from "../models/conflicts.ts";
import type { ConflictGroup } from "../models/conflicts.ts";
import { newest } from "../models/groups.ts";
import { comparable } from "../models/memberTypes.ts";
import type { PlacedModel } from "../models/placed.ts";
import type { ModelMember } from "../syntax/modelFacts.ts";
import { agreeModels } from "../refactorings/agreeModels.ts";
import { haveOneName } from "./equalDefinitions.ts";
import { fragmentsOf } from "./extraction.ts";
import type { Copy, Difference } from "./finding.ts";
import { agreementChoices, keptBy } from "./keepChoices.ts";
import { modelSearch } from "./modelSearch.ts";
import type { ModelGroups } from "./modelSearch.ts";
import type { Rule } from "./rule.ts";
import { enumerated, linesOf, placesOf, timesOf } from "./wording.ts";

/** Models must agree in members that say so much beside what many models of the workspace have, see `confidenceOf`. */
const leastConfidence = 1.5;
/** More members than this are not all told of in a sentence. */
const toldMembers = 2;
/** A longer type is cut in a sentence. */
const shownLength = 60;

/** Models that ought to be the same and contradict each other in a member. */
export const conflictingModel: Rule = {
  id: "conflicting-model",
  title: "Conflicting model",
  description: "Models of one thing that disagree on a member: its type, whether it may be absent, or whether it may be null. One of them is wrong.",
  severity: "warning",

  search: (_, context) => modelSearch(context, groups),

  /** Nobody but the user knows which side is right. */
  fixTitle: () => undefined,

  choices: agreementChoices,

  fix(finding, projects, choice) {
    const right = keptBy(choice, finding.copies);
    const title = agreementChoices(finding).find(({ id }) => id === choice)?.title;
    if (right === undefined || title === undefined) return undefined;
    const models = fragmentsOf(finding.copies);
    const model = models[finding.copies.indexOf(right)];
    return model && agreeModels(models, model, title, projects);
  },
};

const groups: ModelGroups<PlacedModel, ConflictGroup> = {
  rule: "conflicting-model",
  severity: "warning",
  groupsIn: ({ near }) => near.conflicts(),
  newsIn(group, counts) {
    const left = conflictAmong(group, newest(group.models));
    if (left === undefined) return "kept-in-step";
    return confidenceOf(left.agreeing, counts, false) >= leastConfidence ? left.models : "members-by-chance";
  },
  isGroup: (group, models) => conflictAmong(group, models) !== undefined,
  contentOf: ({ members, models }) => members.map((name) => [...differenceOf(name, models).texts].sort().join("|")).join("\n"),
  say(group, models, copies) {
    const { members } = conflictAmong(group, models) ?? group;
    return { message: messageOf(members, models, copies), removableLines: 0, differences: members.map((name) => differenceOf(name, models)) };
  },
};

/** The member as each model says it; empty where one does not have it. */
function differenceOf(name: string, models: readonly PlacedModel[]): Difference {
  return {
    kind: "member",
    texts: models.map(({ model }) => {
      const member = model.members.find((one) => one.name === name);
      return member === undefined ? "" : written(member, model.name);
    }),
  };
}

/** As source would have it: `readonly total?: number`. */
function written({ name, type, optional, readonly }: ModelMember, model: string): string {
  return `${readonly ? "readonly " : ""}${name}${optional ? "?" : ""}: ${type.replaceAll("$self", model)}`;
}

function messageOf(members: readonly string[], models: readonly PlacedModel[], copies: readonly Copy[]): string {
  const told = members.slice(0, toldMembers).map((name) => sidesOf(name, models, copies));
  const more = members.length > toldMembers ? `; ${members.length - toldMembers} more members differ` : "";
  const names = [...new Set(models.map(({ model }) => model.name))];
  const subject = names.length > 1 ? `${enumerated(names)} disagree` : `${enumerated(names)} is defined ${timesOf(copies)}, and not alike`;
  return `${subject}: ${told.join("; ")}${more}. Choose which is right.`;
}

/** `total is number in Order (order.ts:1) and string in Row (api.ts:3)`: each way to say it with the models that do. */
function sidesOf(name: string, models: readonly PlacedModel[], copies: readonly Copy[]): string {
  const sides = new Map<string, Copy[]>();
  const members = models.map(({ model }) => model.members.find((one) => one.name === name));
  const types = new Set(members.flatMap((member) => (member === undefined ? [] : [comparable(member).type])));
  for (const [i, { model }] of models.entries()) {
    const [member, copy] = [members[i], copies[i]];
    if (member === undefined || copy === undefined) continue;
    const side = sideOf(comparable(member), model.name, types.size > 1);
    sides.set(side, [...(sides.get(side) ?? []), copy]);
  }
  const places = haveOneName(models.map(({ model }) => model.name)) ? linesOf : placesOf;
  return `${name} is ${enumerated([...sides].map(([side, on]) => `${side} in ${places(on, copies)}`))}`;
}

/** @param differ whether the types do, and not only whether the member may be absent */
function sideOf({ type, optional }: ModelMember, model: string, differ: boolean): string {
  if (!differ) return optional ? "optional" : "required";
  const text = type.replaceAll("$self", model);
  const shown = text.length > shownLength ? `${text.slice(0, shownLength - 1)}…` : text;
  return `${shown}${optional ? " or absent" : ""}`;
}
