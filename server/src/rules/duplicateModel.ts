import { groupModels, type ModelGroup, type PlacedModel } from "../models/groups.ts";
import { ModelIndex } from "../models/modelIndex.ts";
import { sameOrder } from "../models/shape.ts";
import { areModelsKnown } from "../syntax/models.ts";
import { keepOneDefinition, keepOneTitle } from "../refactorings/keepOneDefinition.ts";
import { hashText } from "../syntax/hash.ts";
import { positionAt } from "../syntax/position.ts";
import { equalDefinitions, haveOneName } from "./equalDefinitions.ts";
import type { Copy, Finding } from "./finding.ts";
import { IdMaker } from "./findingId.ts";
import { modelJobs } from "./jobs.ts";
import { liveCopies } from "./ignoring.ts";
import type { Rule } from "./rule.ts";
import { adviceOf, linesOf, placesOf } from "./wording.ts";

/** Interfaces, aliases of object types and classes that have the same members, in any order. */
export const duplicateModel: Rule = {
  id: "duplicate-model",
  title: "Duplicate model",
  description:
    "Interfaces, type aliases and classes that define the same members: a change to one is easily forgotten in the others.",
  severity: "warning",

  search({ minMembers }, counts) {
    const index = new ModelIndex();
    return {
      set: (source) => index.set(source),
      remove: (file) => index.remove(file),
      jobs: (isShared) => {
        const files = index.filesWithLikes(minMembers).filter((source) => isShared(source.file) && !areModelsKnown(source));
        return modelJobs(files.map(({ file }) => file));
      },
      take: (result) => {
        if (result.kind === "models") for (const { file, models } of result.models) index.takeModels(file, models);
      },
      findings: () => {
        const ids = new IdMaker("duplicate-model");
        return groupModels(index, minMembers, (filter) => counts?.add(filter)).map((group) => findingOf(group, ids));
      },
    };
  },

  fixTitle() {
    return keepOneTitle;
  },

  fix(finding, projects) {
    return keepOneDefinition(
      finding.copies.map(({ file, start, end }) => ({ file, start, end })),
      projects,
    );
  },
};

function findingOf(group: ModelGroup, ids: IdMaker): Finding {
  const { copies: models, ignored } = liveCopies(group.models, ({ source, model }) => ({
    source,
    start: model.start,
    end: model.end,
  }));
  const copies = models.map(modelCopyOf);
  const names = models.map(({ model }) => model.name);
  const oneName = haveOneName(names);
  return {
    id: ids.next(contentHashOf(group)),
    rule: "duplicate-model",
    severity: "warning",
    message: messageOf(models, copies, oneName),
    ...cloneTypeOf(models, oneName),
    ...equalDefinitions(copies, names, ignored),
  };
}

/** The shape is free of names, places and order, and so is the id. Models of tests make a group of their own. */
function contentHashOf({ shape, inTests }: ModelGroup): string {
  return [hashText(shape), hashText(`${inTests ? "test" : "model"} ${shape}`)]
    .map((hash) => (hash >>> 0).toString(16).padStart(8, "0"))
    .join("");
}

function modelCopyOf({ source, model }: PlacedModel): Copy {
  const { lineStarts } = source.facts;
  return {
    file: source.file,
    start: model.start,
    end: model.end,
    from: positionAt(lineStarts, model.start),
    to: positionAt(lineStarts, model.end),
    head: model.nameSpan,
    symbol: model.container === "" ? model.name : `${model.container}.${model.name}`,
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
