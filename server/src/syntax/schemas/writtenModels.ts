import type { Aliases } from "../canonicalType.ts";
import { readShape } from "../modelMembers.ts";
import type { Shape } from "../modelMembers.ts";
import { parse } from "../parse.ts";
import { ts } from "../typescript.ts";
import type { Described } from "./described.ts";

/** The members of what is described, with types in canonical text, one for each; `undefined` where it is no object. */
export function writtenModels(described: readonly Described[], aliases?: Aliases): readonly (Shape | undefined)[] {
  if (described.length === 0) return [];
  const written = parse("/schemas.ts", described.map(({ text }) => `type $=${text.replace(/[\r\n\u2028\u2029]/g, " ")};\n`).join(""));
  const scope = { sourceFile: written, names: new Map<string, string>(), depth: 0, ...(aliases ? { aliases } : {}) };
  return described.map((_, i) => {
    const alias = written.statements[i];
    return alias && ts.isTypeAliasDeclaration(alias) ? readShape(alias.type, scope) : undefined;
  });
}
