import { parseTree } from "jsonc-parser";
import type { ParseError } from "jsonc-parser";
import type { SchemaFile } from "../../server/src/syntax/schemaFiles/schemaFile.ts";
import { schemaLanguageOf } from "../../server/src/syntax/schemaFiles/schemaLanguages.ts";
import { parse, syntaxErrorsOf } from "../../server/src/syntax/parse.ts";

/**
 * Whether a piece of code is a whole syntactic unit: it can be parsed as statements, members, properties,
 * elements, clauses, markup, one expression or one type. `file` decides the language by its ending: of a schema file, a definition is a unit.
 */
export function parsesAlone(file: string, code: string): boolean {
  const language = schemaLanguageOf(file);
  if (language !== undefined) return language.form === "json-schema" ? isJson(code) || isJson(`{${code}}`) : definesOne(language.read(code, file));
  const shells = [
    code,
    `async function* shell() { for (;;) { ${code} } }`,
    `class Shell { ${code} }`,
    `class Shell extends Other { ${code} }`,
    `(${code})`,
    `({ ${code} })`,
    `[${code}]`,
    `switch (0) { ${code} }`,
    `<>${code}</>`,
    `const shell = { async *shell() { (${code}) } }`,
    `type Shell = ${code};`,
  ];
  return shells.some((shell) => syntaxErrorsOf(parse(file, shell)).length === 0);
}

function isJson(text: string): boolean {
  const errors: ParseError[] = [];
  parseTree(text, errors);
  return errors.length === 0;
}

function definesOne({ definitions, values, problem }: SchemaFile): boolean {
  return problem === undefined && definitions.length + values.length === 1;
}
