import { namesOfExportLists } from "./modelFacts.ts";
import type { ModelFact } from "./modelFacts.ts";
import { hasModifier } from "./modifiers.ts";
import type { SchemaFileForm } from "./schemaFiles/schemaFile.ts";
import { ts } from "./typescript.ts";

/** A set of values that a program may hold in one place: an enum, a union of literals, a constant table. */
export interface ValueFact extends Pick<ModelFact, "start" | "end" | "name" | "nameSpan" | "exported"> {
  readonly form: "enum" | "const enum" | "union" | "object" | "array" | SchemaFileForm;
  /** As JSON, in the order of the text: `"red"`, `2`. Of a member of an enum that has no value of its own, its number. */
  readonly values: readonly string[];
  /** The names of the members of an enum or of the properties of an object, in the same order; empty otherwise. */
  readonly keys: readonly string[];
}

/** The sets of values that a file defines at its top, in the order of the text. A pure function of the tree. */
export function readValues(sourceFile: ts.SourceFile): readonly ValueFact[] {
  const exportedNames = namesOfExportLists(sourceFile);
  return sourceFile.statements.flatMap((statement): readonly ValueFact[] => {
    const read = readStatement(statement);
    if (read === undefined || read.values.length < 2) return [];
    const { name, ...values } = read;
    return [
      {
        ...values,
        name: name.text,
        nameSpan: { start: name.getStart(sourceFile), end: name.end },
        exported: hasModifier(statement, ts.SyntaxKind.ExportKeyword) || exportedNames.has(name.text),
        start: statement.getStart(sourceFile),
        end: statement.end,
      },
    ];
  });
}

interface ReadValues extends Pick<ValueFact, "form" | "values" | "keys"> {
  readonly name: ts.Identifier;
}

function readStatement(node: ts.Statement): ReadValues | undefined {
  if (ts.isEnumDeclaration(node)) {
    const read = readEnum(node);
    const form = hasModifier(node, ts.SyntaxKind.ConstKeyword) ? "const enum" : "enum";
    return read && !hasModifier(node, ts.SyntaxKind.DeclareKeyword) ? { form, name: node.name, ...read } : undefined;
  }
  if (ts.isTypeAliasDeclaration(node)) {
    if (node.typeParameters || !ts.isUnionTypeNode(node.type)) return undefined;
    const values = node.type.types.map((type) => (ts.isLiteralTypeNode(type) ? valueOf(type.literal) : undefined));
    return isWhole(values) ? { form: "union", name: node.name, values, keys: [] } : undefined;
  }
  if (!ts.isVariableStatement(node) || node.declarationList.declarations.length !== 1) return undefined;
  const [declaration] = node.declarationList.declarations;
  if (!declaration?.initializer || !ts.isIdentifier(declaration.name)) return undefined;
  let { initializer } = declaration;
  if (ts.isSatisfiesExpression(initializer)) initializer = initializer.expression;
  if (!ts.isAsExpression(initializer) || !ts.isConstTypeReference(initializer.type)) return undefined;
  const read = readTable(initializer.expression);
  return read && { name: declaration.name, ...read };
}

function readEnum(node: ts.EnumDeclaration): Pick<ValueFact, "values" | "keys"> | undefined {
  let next = 0;
  const values = node.members.map(({ initializer }) => {
    if (initializer === undefined) return String(next++);
    const value = valueOf(initializer);
    if (value !== undefined) next = Number(value) + 1;
    return value;
  });
  const keys = node.members.map(({ name }) => (ts.isComputedPropertyName(name) ? "" : name.text));
  return isWhole(values) && !values.includes("NaN") ? { values, keys } : undefined;
}

function readTable(node: ts.Expression): Pick<ValueFact, "form" | "values" | "keys"> | undefined {
  if (ts.isArrayLiteralExpression(node)) {
    const values = node.elements.map(valueOf);
    return isWhole(values) ? { form: "array", values, keys: [] } : undefined;
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const values = node.properties.map((property) => (ts.isPropertyAssignment(property) ? valueOf(property.initializer) : undefined));
  const keys = node.properties.map((property) =>
    property.name && !ts.isComputedPropertyName(property.name) && !ts.isPrivateIdentifier(property.name) ? property.name.text : "",
  );
  return isWhole(values) ? { form: "object", values, keys } : undefined;
}

/** As JSON; `undefined` where it is no string in quotes and no number. What stands in back ticks is text, rarely a value to choose. */
function valueOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node)) return JSON.stringify(node.text);
  return ts.isNumericLiteral(node) ? node.text : undefined;
}

function isWhole(values: readonly (string | undefined)[]): values is readonly string[] {
  return values.every((value) => value !== undefined);
}
