import type { FileFacts, ModelOutline } from "../facts.ts";
import { hashText } from "../hash.ts";
import type { ModelFact } from "../modelFacts.ts";
import type { Definitions } from "../models.ts";
import { outlineOf } from "../outline.ts";
import { lineStartsOf, positionAt } from "../position.ts";
import { writtenModels } from "../schemas/writtenModels.ts";
import type { SchemaLanguage } from "./schemaFile.ts";

/** What a schema file says, as facts: it has no code, only outlines of what it defines. */
export function schemaFileFacts(language: SchemaLanguage, file: string, text: string): Pick<FileFacts, "lineStarts" | "codeLines" | "outlines" | "problems"> {
  const lineStarts = lineStartsOf(text);
  const lineOf = (offset: number): number => positionAt(lineStarts, offset).line;
  const { definitions, values, problem } = language.read(text, file);
  const models = definitions.map(({ described, name, start, end }): ModelOutline => outlineOf((described.members ?? []).map((member) => hashText(member.name)), { kind: "schema", name: hashText(name), start, end }));
  const sets = values.map(({ values: texts, name, start, end }): ModelOutline => outlineOf(texts.map((value) => hashText(value.slice(1, -1))), { kind: "values", name: hashText(name), start, end }));
  const lines = new Set([...definitions, ...values].flatMap(({ start, end }) => Array.from({ length: lineOf(end) - lineOf(start) + 1 }, (_, i) => lineOf(start) + i)));
  return {
    lineStarts,
    codeLines: lines.size,
    outlines: [...models, ...sets],
    problems: problem === undefined ? [] : [`syntax error in the ${problem.of} in line ${lineOf(problem.start) + 1} (${problem.why}); it is left out`],
  };
}

/** The definitions of a schema file, with types in canonical text. */
export function schemaFileDefinitions({ read, form }: SchemaLanguage, file: string, text: string): Definitions {
  const { definitions, values } = read(text, file);
  const models = writtenModels(definitions.map(({ described }) => described)).flatMap((written, i): readonly ModelFact[] => {
    const definition = definitions[i];
    if (written === undefined || definition === undefined) return [];
    const { start, end, name, nameSpan, filled } = definition;
    const members = written.members.map((member) => (filled.has(member.name) ? { ...member, filled: true } : member));
    return [{ start, end, form, name, nameSpan, exported: true, container: "", typeParameters: [], heritage: written.heritage, implemented: [], members }];
  });
  return { models, values };
}
