import type { ValueGroup } from "../models/equalValues.ts";
import type { PlacedValues } from "../models/placed.ts";
import { isTellingSet } from "../models/tellingValues.ts";
import { isOfSchemaFile } from "../syntax/schemaFiles/schemaLanguages.ts";
import { keepValues, keepValuesTitle } from "../refactorings/keepValues.ts";
import { equalDefinitions, haveOneName } from "./equalDefinitions.ts";
import { fragmentsOf } from "./extraction.ts";
import { modelSearch } from "./modelSearch.ts";
import type { ModelGroups } from "./modelSearch.ts";
import type { Rule } from "./rule.ts";
import { useOfSchemaFile } from "./schemaFileAdvice.ts";
import { adviceOf, definedTimes, placesOf } from "./wording.ts";

/** Enums, unions of literals and tables of constants that hold the same values. */
export const duplicateValues: Rule = {
  id: "duplicate-values",
  title: "Duplicate values",
  description: "Enums, unions of literals and tables of constants that list the same values: one that is added to the first is missing in the second.",
  severity: "information",

  search: (_, context) => modelSearch(context, groups),

  fixTitle: () => keepValuesTitle,

  fix: ({ copies }, projects) => keepValues(fragmentsOf(copies), projects),
};

const groups: ModelGroups<PlacedValues, ValueGroup> = {
  rule: "duplicate-values",
  severity: "information",
  groupsIn: (relations) => relations.equalValues(),
  newsIn({ models }) {
    if (!isGroup(models)) return undefined;
    return isTellingSet(models.map(({ model }) => model)) ? models : "members-by-chance";
  },
  isGroup: (_, models) => isGroup(models),
  contentOf: ({ content }) => content,
  say(_, models, copies) {
    const names = models.map(({ model }) => model.name);
    const values = `${models[0]?.model.values.length ?? 0} values`;
    const what = haveOneName(names) ? definedTimes(names, copies, values) : `${placesOf(copies)} list the same ${values}`;
    return { message: `${what}. ${adviceOf(copies, useOfSchemaFile(models) ?? "keep one")}`, ...equalDefinitions(copies, names) };
  },
};

/** What schema files say of each other is no matter of the program. */
function isGroup(models: readonly PlacedValues[]): boolean {
  return models.length > 1 && models.some(({ model }) => !isOfSchemaFile(model));
}
