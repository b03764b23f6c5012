import { deriveType, deriveTypeTitle } from "../refactorings/deriveType.ts";
import { confidenceOf } from "../models/confidence.ts";
import { isNamed } from "../models/groups.ts";
import type { ModelGroup } from "../models/groups.ts";
import { equalDefinitions } from "./equalDefinitions.ts";
import { fragmentsOf } from "./extraction.ts";
import type { Copy, Finding } from "./finding.ts";
import { IdMaker } from "./findingId.ts";
import { liveCopies } from "./ignoring.ts";
import { contentHashOf, modelCopyOf, modelSearch, placeOfModel } from "./modelSearch.ts";
import type { Rule } from "./rule.ts";
import { adviceOf, placesOf } from "./wording.ts";

/** Schemas and types that say the same. */
export const schemaModel: Rule = {
  id: "schema-model",
  title: "Schema and model",
  description: "A schema that is checked when the program runs, and a type beside it that says the same by hand: the two drift apart, and the compiler does not notice.",
  severity: "information",

  search(_, { models, counts }) {
    return modelSearch(models, () => {
      const ids = new IdMaker("schema-model");
      return models.equalModels().flatMap((group): readonly Finding[] => {
        const kept = group.models.filter(({ model }) => model.form === "schema" || isNamed(model));
        if (kept.length < 2 || !kept.some(({ model }) => model.form === "schema")) return [];
        const isNews = confidenceOf(kept[0]?.model.members ?? [], models.index.counts, true) >= leastConfidence;
        if (!isNews) counts?.add("members-by-chance");
        return isNews ? [findingOf({ ...group, models: kept }, ids)] : [];
      });
    });
  },

  fixTitle: () => deriveTypeTitle,

  fix: ({ copies }, projects) => deriveType(fragmentsOf(copies), projects),
};

/** Members must say so much, see `confidenceOf`. */
const leastConfidence = 2;

function findingOf(group: ModelGroup, ids: IdMaker): Finding {
  const { copies: models, ignored } = liveCopies(group.models, placeOfModel);
  const copies = models.map(modelCopyOf);
  return {
    id: ids.next(contentHashOf(group.shape, group.inTests)),
    rule: "schema-model",
    severity: "information",
    message: messageOf(group, copies),
    ...equalDefinitions(copies, models.map(({ model }) => model.name), ignored),
  };
}

function messageOf({ models }: ModelGroup, copies: readonly Copy[]): string {
  const members = `${models[0]?.model.members.length ?? 0} members`;
  const hasType = models.some(({ model }) => model.form !== "schema");
  const advice = hasType ? "derive the type from the schema" : "keep one schema";
  return `${placesOf(copies)} say the same ${members}. ${adviceOf(copies, advice)}`;
}
