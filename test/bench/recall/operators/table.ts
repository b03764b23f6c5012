import { changedPartsOperators } from "./changedParts.ts";
import { conditionFormOperators } from "./conditionForms.ts";
import { declarationFormOperators } from "./declarationForms.ts";
import { expressionFormOperators } from "./expressionForms.ts";
import { functionFormOperators } from "./functionForms.ts";
import { layoutOperators } from "./layout.ts";
import { loopFormOperators } from "./loopForms.ts";
import type { Operator } from "./operator.ts";
import { renamingOperators } from "./renaming.ts";

/** All operators in the order of the printed table. */
export const operators: readonly Operator[] = [
  ...layoutOperators,
  ...renamingOperators,
  ...changedPartsOperators,
  ...functionFormOperators,
  ...loopFormOperators,
  ...conditionFormOperators,
  ...expressionFormOperators,
  ...declarationFormOperators,
];
