import { parse, syntaxErrorsOf } from "../../server/src/syntax/parse.ts";

/**
 * Whether a piece of code is a whole syntactic unit: it can be parsed as statements, members, properties,
 * elements, clauses, markup or one expression. `file` decides the language by its ending.
 */
export function parsesAlone(file: string, code: string): boolean {
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
  ];
  return shells.some((shell) => syntaxErrorsOf(parse(file, shell)).length === 0);
}
