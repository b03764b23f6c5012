import { confidenceOf } from "../models/confidence.ts";
import { isNamed, withoutImplementations } from "../models/groups.ts";
import type { ModelGroup } from "../models/groups.ts";
import { byPlace } from "../models/placed.ts";
import type { PlacedModel } from "../models/placed.ts";
import { isOfSchemaFile } from "../syntax/schemaFiles/schemaLanguages.ts";
import { deriveType, deriveTypeTitle } from "../refactorings/deriveType.ts";
import { equalDefinitions } from "./equalDefinitions.ts";
import { fragmentsOf } from "./extraction.ts";
import { modelSearch } from "./modelSearch.ts";
import type { ModelGroups } from "./modelSearch.ts";
import type { Rule } from "./rule.ts";
import { useOfSchemaFile } from "./schemaFileAdvice.ts";
import { adviceOf, placesOf } from "./wording.ts";

/** Schemas and types that say the same. */
export const schemaModel: Rule = {
  id: "schema-model",
  title: "Schema and model",
  description: "A schema that is checked when the program runs, or that a database or document has, and a type beside it that says the same by hand: the two drift apart, and the compiler does not notice.",
  severity: "information",

  search: (_, context) => modelSearch(context, groups),

  fixTitle: () => deriveTypeTitle,

  fix: ({ copies }, projects) => deriveType(fragmentsOf(copies), projects),
};

/** Members must say so much, see `confidenceOf`. */
const leastConfidence = 1;

const groups: ModelGroups<PlacedModel, ModelGroup> = {
  rule: "schema-model",
  severity: "information",
  groupsIn: (relations) => [...relations.equalModels(), ...relations.near.repeats()].sort((a, b) => byPlace(a.models[0], b.models[0])),
  newsIn({ models: all }, counts) {
    const hasName = all.some(({ model }) => isNamed(model));
    const alike = all.filter(({ model }) => !hasName || model.form !== "inline");
    if (alike.length < 2 || !alike.some(isSchema)) return undefined;
    const models = withoutImplementations(alike);
    if (models.length < 2 || !models.some(isSchema)) return "kept-in-step";
    return confidenceOf(models[0]?.model.members ?? [], counts, false) >= leastConfidence ? models : "members-by-chance";
  },
  isGroup: (_, models) => models.some(isSchema),
  contentOf: ({ shape }) => shape,
  say(_, models, copies) {
    const members = `${models[0]?.model.members.length ?? 0} members`;
    const advice = useOfSchemaFile(models) ?? (models.every(isSchema) ? "keep one schema" : "derive the type from the schema");
    const message = `${placesOf(copies)} say the same ${members}. ${adviceOf(copies, advice)}`;
    return { message, ...equalDefinitions(copies, models.map(({ model }) => model.name)) };
  },
};

function isSchema({ model }: PlacedModel): boolean {
  return model.form === "schema" || isOfSchemaFile(model);
}
