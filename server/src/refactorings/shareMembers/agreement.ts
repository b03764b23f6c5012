import type { ts } from "../../syntax/typescript.ts";
import { TypeComparison, unresolvedName } from "../keepOneDefinition/sameType.ts";
import type { EditableModel } from "./editable.ts";

/**
 * The names of the members, inherited ones too, in which two models of a program are one to the checker. Type parameters are
 * taken for the same by their position, where both models have as many.
 */
export function agreeingMembers(a: EditableModel, b: EditableModel, program: ts.Program): ReadonlySet<string> {
  if (unresolvedName(a, program) !== undefined || unresolvedName(b, program) !== undefined) return new Set();
  const checker = program.getTypeChecker();
  const types = new TypeComparison(checker);
  const [first, second] = [a, b].map(({ symbol }) => checker.getDeclaredTypeOfSymbol(symbol));
  if (!first || !second) return new Set();
  const [own, theirs] = [a, b].map((model) => parametersOf(model, checker));
  if (own && theirs && own.length === theirs.length && !types.sameParameters(own, theirs)) return new Set();
  const others = new Map(checker.getPropertiesOfType(second).map((property) => [property.name, property]));
  return new Set(
    checker
      .getPropertiesOfType(first)
      .filter((property) => {
        const other = others.get(property.name);
        return other !== undefined && types.propertyDifference(property, other, true) === undefined;
      })
      .map(({ name }) => name),
  );
}

function parametersOf({ node }: EditableModel, checker: ts.TypeChecker): readonly ts.Type[] {
  return (node.typeParameters ?? []).map((parameter) => checker.getTypeAtLocation(parameter));
}

/** The names of all members of a model, inherited ones too. */
export function memberNames({ symbol }: EditableModel, program: ts.Program): readonly string[] {
  const checker = program.getTypeChecker();
  return checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)).map(({ name }) => name);
}
