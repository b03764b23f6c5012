import { confidenceOf } from "../models/confidence.ts";
import { isNamed } from "../models/groups.ts";
import type { ModelGroup } from "../models/groups.ts";
import type { PlacedModel } from "../models/placed.ts";
import { deriveType, deriveTypeTitle } from "../refactorings/deriveType.ts";
import { equalDefinitions } from "./equalDefinitions.ts";
import { fragmentsOf } from "./extraction.ts";
import { modelSearch } from "./modelSearch.ts";
import type { ModelGroups } from "./modelSearch.ts";
import type { Rule } from "./rule.ts";
import { adviceOf, placesOf } from "./wording.ts";

/** Members must say so much, see `confidenceOf`. */
const leastConfidence = 1;

/** Schemas and types that say the same. */
export const schemaModel: Rule = {
  id: "schema-model",
  title: "Schema and model",
  description: "A schema that is checked when the program runs, and a type beside it that says the same by hand: the two drift apart, and the compiler does not notice.",
  severity: "information",

  search: (_, context) => modelSearch(context, groups),

  fixTitle: () => deriveTypeTitle,

  fix: ({ copies }, projects) => deriveType(fragmentsOf(copies), projects),
};

const groups: ModelGroups<PlacedModel, ModelGroup> = {
  rule: "schema-model",
  severity: "information",
  groupsIn: (relations) => relations.equalModels(),
  newsIn({ models: all }, counts) {
    const hasName = all.some(({ model }) => isNamed(model));
    const models = all.filter(({ model }) => !hasName || model.form !== "inline");
    if (models.length < 2 || !models.some(isSchema)) return undefined;
    return confidenceOf(models[0]?.model.members ?? [], counts, false) >= leastConfidence ? models : "members-by-chance";
  },
  isGroup: (_, models) => models.some(isSchema),
  contentOf: ({ shape }) => shape,
  say(_, models, copies) {
    const members = `${models[0]?.model.members.length ?? 0} members`;
    const advice = models.every(isSchema) ? "keep one schema" : "derive the type from the schema";
    const message = `${placesOf(copies)} say the same ${members}. ${adviceOf(copies, advice)}`;
    return { message, ...equalDefinitions(copies, models.map(({ model }) => model.name)) };
  },
};

function isSchema({ model }: PlacedModel): boolean {
  return model.form === "schema";
}
