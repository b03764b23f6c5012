import { componentOfSelection, constantOfSelection, functionOfSelection } from "./extractSelection.ts";
import { typeOfSelection } from "./extractType.ts";
import { variableOfSelection } from "./extractVariable.ts";
import type { SelectionRefactoring } from "./selectionRefactoring.ts";

/** All ways to extract a selection, in the order of the menu. To add one, add it here. */
export const selectionRefactorings: readonly SelectionRefactoring[] = [componentOfSelection, functionOfSelection, variableOfSelection, constantOfSelection, typeOfSelection];

/** The refactoring of that id. */
export function selectionRefactoringOf(id: string): SelectionRefactoring | undefined {
  return selectionRefactorings.find((one) => one.id === id);
}
