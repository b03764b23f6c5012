import { conflictingModel } from "./conflictingModel.ts";
import { duplicateCode } from "./duplicateCode.ts";
import { duplicateModel } from "./duplicateModel.ts";
import { duplicateValues } from "./duplicateValues.ts";
import { inlineModel } from "./inlineModel.ts";
import { overlappingModel } from "./overlappingModel.ts";
import { reimplementedFunction } from "./reimplementedFunction.ts";
import { repeatedExpression } from "./repeatedExpression.ts";
import { repeatedLiteral } from "./repeatedLiteral.ts";
import { repeatedMarkup } from "./repeatedMarkup.ts";
import { schemaModel } from "./schemaModel.ts";
import { similarCode } from "./similarCode.ts";
import type { Rule } from "./rule.ts";

/** All rules, in the order in which a report names them and in which they are asked: each is told what those before it have found. To add a rule, add it here. */
export const rules: readonly Rule[] = [
  duplicateCode, repeatedMarkup, duplicateModel, schemaModel, conflictingModel, overlappingModel, inlineModel, duplicateValues,
  reimplementedFunction, similarCode, repeatedExpression, repeatedLiteral,
];

/** The rule of that id. */
export function ruleOf(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}
