import { isOfSchemaFile, languageOfForm } from "../syntax/schemaFiles/schemaLanguages.ts";

/**
 * What to do about models of which one stands in a schema file: `use the type that the Prisma client generates`, or where all others
 * are schemas of the program, to have the compiler hold them to that type. `undefined` where none stands in such a file.
 */
export function useOfSchemaFile(models: readonly { readonly model: { readonly form: string } }[]): string | undefined {
  const file = models.map(({ model }) => model).find(isOfSchemaFile);
  if (file === undefined) return undefined;
  const { instead } = languageOfForm(file.form);
  const others = models.filter(({ model }) => !isOfSchemaFile(model));
  const areSchemas = others.every(({ model }) => model.form === "schema");
  return areSchemas ? `hold ${others.length === 1 ? "the schema" : "the schemas"} to ${instead}, with “satisfies”` : `use ${instead}`;
}
