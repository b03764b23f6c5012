import { duplicateModels, type ModelGroup, type PlacedModel } from "../models/groups.ts";
import { sameOrder } from "../models/shape.ts";
import { keepOneDefinition, keepOneTitle } from "../refactorings/keepOneDefinition.ts";
import { keepChoices, keptBy } from "./keepChoices.ts";
import { equalDefinitions, haveOneName } from "./equalDefinitions.ts";
import { fragmentsOf } from "./extraction.ts";
import type { Copy, Finding } from "./finding.ts";
import { IdMaker } from "./findingId.ts";
import { liveCopies } from "./ignoring.ts";
import { contentHashOf, modelCopyOf, modelSearch, placeOfModel } from "./modelSearch.ts";
import type { Rule } from "./rule.ts";
import { adviceOf, linesOf, placesOf } from "./wording.ts";

/** Interfaces, aliases of object types and classes that have the same members, in any order. */
export const duplicateModel: Rule = {
  id: "duplicate-model",
  title: "Duplicate model",
  description:
    "Interfaces, type aliases and classes that define the same members: a change to one is easily forgotten in the others.",
  severity: "warning",

  search(_, { models, counts }) {
    return modelSearch(models, () => {
      const ids = new IdMaker("duplicate-model");
      return duplicateModels(models.equalModels(), models.index.counts, (filter) => counts?.add(filter)).map((group) => findingOf(group, ids));
    });
  },

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

function findingOf(group: ModelGroup, ids: IdMaker): Finding {
  const { copies: models, ignored } = liveCopies(group.models, placeOfModel);
  const copies = models.map(modelCopyOf);
  const names = models.map(({ model }) => model.name);
  const oneName = haveOneName(names);
  return {
    // The shape is free of names, places and order, and so is the id.
    id: ids.next(contentHashOf(group.shape, group.inTests)),
    rule: "duplicate-model",
    severity: "warning",
    message: messageOf(models, copies, oneName),
    ...cloneTypeOf(models, oneName),
    ...equalDefinitions(copies, names, ignored),
  };
}

function messageOf(models: readonly PlacedModel[], copies: readonly Copy[], oneName: boolean): string {
  const members = `${models[0]?.model.members.length ?? 0} members`;
  const advice = adviceOf(copies, "keep one definition");
  if (oneName) {
    const times = copies.length === 2 ? "twice" : `${copies.length} times`;
    return `${models[0]?.model.name ?? ""} is defined ${times} with the same ${members}: ${linesOf(copies)}. ${advice}`;
  }
  return `${placesOf(copies)} define the same ${members}. ${advice}`;
}

/** 1 where only layout and comments differ, 2 where the name differs too, none where order or form do. */
function cloneTypeOf(models: readonly PlacedModel[], oneName: boolean): Pick<Finding, "cloneType"> {
  const [first, ...others] = models;
  if (!first || !others.every(({ model }) => sameOrder(first.model, model))) return {};
  return { cloneType: oneName ? 1 : 2 };
}
