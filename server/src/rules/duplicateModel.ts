import { duplicatesIn, type ModelGroup } from "../models/groups.ts";
import type { PlacedModel } from "../models/placed.ts";
import { sameOrder } from "../models/shape.ts";
import { keepOneDefinition, keepOneTitle } from "../refactorings/keepOneDefinition.ts";
import { keepChoices, keptBy } from "./keepChoices.ts";
import { equalDefinitions, haveOneName } from "./equalDefinitions.ts";
import { fragmentsOf } from "./extraction.ts";
import type { Copy, Finding } from "./finding.ts";
import { modelSearch } from "./modelSearch.ts";
import type { ModelGroups } from "./modelSearch.ts";
import type { Rule } from "./rule.ts";
import { adviceOf, definedTimes, placesOf } from "./wording.ts";

/** Interfaces, aliases of object types and classes that have the same members, in any order. */
export const duplicateModel: Rule = {
  id: "duplicate-model",
  title: "Duplicate model",
  description:
    "Interfaces, type aliases and classes that define the same members: a change to one is easily forgotten in the others.",
  severity: "warning",

  search: (_, context) => modelSearch(context, groups),

  fixTitle() {
    return keepOneTitle;
  },

  choices: keepChoices,

  fix(finding, projects, choice) {
    const models = fragmentsOf(finding.copies);
    const keep = keptBy(choice, models);
    return choice !== undefined && keep === undefined ? undefined : keepOneDefinition(models, projects, keep);
  },
};

const groups: ModelGroups<PlacedModel, ModelGroup> = {
  rule: "duplicate-model",
  severity: "warning",
  groupsIn: (relations) => relations.equalModels(),
  newsIn: duplicatesIn,
  contentOf: ({ shape }) => shape,
  say(_, models, copies) {
    const names = models.map(({ model }) => model.name);
    const oneName = haveOneName(names);
    return { message: messageOf(models, copies, oneName), ...cloneTypeOf(models, oneName), ...equalDefinitions(copies, names) };
  },
};

function messageOf(models: readonly PlacedModel[], copies: readonly Copy[], oneName: boolean): string {
  const members = `${models[0]?.model.members.length ?? 0} members`;
  const what = oneName ? definedTimes(models.map(({ model }) => model.name), copies, members) : `${placesOf(copies)} define the same ${members}`;
  return `${what}. ${adviceOf(copies, "keep one definition")}`;
}

/** 1 where only layout and comments differ, 2 where the name differs too, none where order or form do. */
function cloneTypeOf(models: readonly PlacedModel[], oneName: boolean): Pick<Finding, "cloneType"> {
  const [first, ...others] = models;
  if (!first || !others.every(({ model }) => sameOrder(first.model, model))) return {};
  return { cloneType: oneName ? 1 : 2 };
}
