// The module of the parser alone: its index also brings tools that change schemas.
import type { EnumDeclaration, FieldDeclaration, ModelDeclaration, PrismaType, SourceRange } from "@loancrate/prisma-schema-parser/dist/ast.js";
import { parsePrismaSchema } from "@loancrate/prisma-schema-parser/dist/parse.js";
import type { Span } from "../position.ts";
import { arrayOf, objectOf, orElse, plain } from "../schemas/described.ts";
import type { Described, DescribedMember } from "../schemas/described.ts";
import type { ValueFact } from "../valueFacts.ts";
import type { SchemaDefinition, SchemaFile, SchemaLanguage } from "./schemaFile.ts";

/** Schemas of Prisma: what the client that is generated from them gives for a row, which has no relations in it. */
export const prisma: SchemaLanguage = {
  form: "prisma",
  name: "Prisma schema",
  instead: "the type that the Prisma client generates",
  read: readPrisma,
};

/** The types of fields, as the client has them. */
const scalars: ReadonlyMap<string, string> = new Map([
  ["String", "string"],
  ["Boolean", "boolean"],
  ["Int", "number"],
  ["Float", "number"],
  ["BigInt", "bigint"],
  ["Decimal", "Decimal"],
  ["DateTime", "Date"],
  ["Json", "JsonValue"],
  ["Bytes", "Uint8Array"],
]);

/**
 * A block with its name, from the begin of its line to the first line that begins with a closing brace; without one, to the next block,
 * or to the end of the text.
 */
const blocks = /^[ \t]*(?:model|type|view|enum)[ \t]+\w+[ \t]*\{[^]*?(?:^[ \t]*\}|(?=^[ \t]*(?:model|type|view|enum|datasource|generator)[ \t]+\w+[ \t]*\{)|(?![^]))/gm;

/** Each block is read by itself, so that one that is not whole, or of a later version of Prisma, costs no other. */
function readPrisma(text: string): SchemaFile {
  const models: { readonly declaration: ModelDeclaration; readonly offset: number }[] = [];
  const enums: { readonly declaration: EnumDeclaration; readonly offset: number }[] = [];
  let problem: SchemaFile["problem"];
  for (const { 0: block, index: offset } of text.matchAll(blocks)) {
    try {
      for (const declaration of parsePrismaSchema(block).declarations) {
        if (declaration.kind === "enum") enums.push({ declaration, offset });
        else if (declaration.kind === "model" || declaration.kind === "type" || declaration.kind === "view") models.push({ declaration, offset });
      }
    } catch (error) {
      problem ??= { start: offset, of: "definition", why: error instanceof Error ? error.message.replace(/\.$/, "") : "it cannot be read" };
    }
  }
  const enumNames = new Set(enums.map(({ declaration }) => declaration.name.value));
  const composites = new Set(models.flatMap(({ declaration }) => (declaration.kind === "type" ? [declaration.name.value] : [])));
  const named = new Set([...enumNames, ...composites]);
  return {
    definitions: models.flatMap(({ declaration, offset }) => definitionOf(declaration, offset, named) ?? []),
    values: enums.flatMap(({ declaration, offset }) => valuesOf(declaration, offset) ?? []),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** @param named the enums and composite types of the file, whose fields are no relations */
function definitionOf({ name, members, location }: ModelDeclaration, offset: number, named: ReadonlySet<string>): SchemaDefinition | undefined {
  if (members.some((member) => member.kind === "blockAttribute" && isPath(member.path.value, "ignore"))) return undefined;
  const fields = members.filter((member) => member.kind === "field");
  const described = fields.flatMap((field): readonly DescribedMember[] => {
    const type = has(field, "ignore") ? undefined : typeOf(field, named);
    return type === undefined ? [] : [{ name: field.name.value, type }];
  });
  if (described.length === 0) return undefined;
  const filled = fields.filter((field) => has(field, "default") || has(field, "updatedAt") || has(field, "id"));
  return { ...spanOf(location, offset), name: name.value, nameSpan: spanOf(name.location, offset), described: objectOf(described), filled: new Set(filled.map((field) => field.name.value)) };
}

/** What the client has for a field; `undefined` for a relation, and for a column that Prisma cannot read. */
function typeOf(field: FieldDeclaration, named: ReadonlySet<string>): Described | undefined {
  if (has(field, "relation")) return undefined;
  const read = (type: PrismaType): Described | undefined => {
    switch (type.kind) {
      case "list": {
        const element = read(type.type);
        return element && arrayOf(element);
      }
      case "optional": {
        const value = read(type.type);
        return value && orElse(value, "null");
      }
      case "required":
        return read(type.type);
      case "unsupported":
        return undefined;
      case "typeId": {
        const name = type.name.value;
        const scalar = scalars.get(name);
        if (scalar !== undefined) return plain(scalar);
        // An enum of another file of the schema has a default where it may have one; a model has none.
        return named.has(name) || has(field, "default") ? plain(name) : undefined;
      }
    }
  };
  return read(field.type);
}

function valuesOf({ name, members, location }: EnumDeclaration, offset: number): ValueFact | undefined {
  const keys = members.flatMap((member) => (member.kind === "enumValue" ? [member.name.value] : []));
  if (keys.length < 2) return undefined;
  return { ...spanOf(location, offset), form: "prisma", name: name.value, nameSpan: spanOf(name.location, offset), exported: true, keys, values: keys.map((key) => JSON.stringify(key)) };
}

function has({ attributes }: FieldDeclaration, name: string): boolean {
  return attributes?.some(({ path }) => isPath(path.value, name)) === true;
}

function isPath(path: readonly string[], name: string): boolean {
  return path.length === 1 && path[0] === name;
}

function spanOf(range: SourceRange | undefined, offset: number): Span {
  return { start: offset + (range?.start.offset ?? 0), end: offset + (range?.end.offset ?? 0) };
}
