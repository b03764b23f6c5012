import type { schemaEndings } from "../endings.ts";
import { jsonSchema } from "./jsonSchema.ts";
import { prisma } from "./prisma.ts";
import type { SchemaFileForm, SchemaLanguage } from "./schemaFile.ts";

const languages: Readonly<Record<(typeof schemaEndings)[number], SchemaLanguage>> = { prisma, json: jsonSchema };
const byEnding: ReadonlyMap<string, SchemaLanguage> = new Map(Object.entries(languages));

/** What a file of this name (path or last part) is written in, if it holds schemas and is not code. Of JSON, only the text tells whether it is a schema. */
export function schemaLanguageOf(file: string): SchemaLanguage | undefined {
  return byEnding.get(file.slice(file.lastIndexOf(".") + 1).toLowerCase());
}

/** The language whose definitions have this form. */
export function languageOfForm(form: SchemaFileForm): SchemaLanguage {
  return form === "prisma" ? prisma : jsonSchema;
}

/** Whether a definition stands in a file of schemas, outside the program. */
export function isOfSchemaFile(definition: { readonly form: string }): definition is { readonly form: SchemaFileForm } {
  return definition.form === "prisma" || definition.form === "json-schema";
}
