import { containerOf } from "./embedded/codeBlocks.ts";
import { derived, isDerived } from "./derived.ts";
import type { AnalysedFile } from "./facts.ts";
import { readInlineModels } from "./inlineModels.ts";
import { readModels } from "./modelFacts.ts";
import type { ModelFact } from "./modelFacts.ts";
import { parse } from "./parse.ts";
import type { Span } from "./position.ts";
import { schemaFileDefinitions } from "./schemaFiles/schemaFileFacts.ts";
import { schemaLanguageOf } from "./schemaFiles/schemaLanguages.ts";
import { readSchemas } from "./schemas/readSchemas.ts";
import { readTypedefs } from "./typedefs.ts";
import { readValues } from "./valueFacts.ts";
import type { ValueFact } from "./valueFacts.ts";

/** The definitions of data in a file. */
export interface Definitions {
  /** Declarations by their place, then those of comments, schemas, and inline types. */
  readonly models: readonly ModelFact[];
  readonly values: readonly ValueFact[];
}

/** What of a file is needed to read its definitions. */
export type ReadFile = Pick<AnalysedFile, "file" | "text" | "facts">;

/** The definitions of data in a file, with types in canonical text. The compiler reads the parts that hold them, once. */
export function definitionsOf(source: ReadFile): Definitions {
  // The text is asked for only where the definitions are not known yet.
  return derived(source.facts, "models", () => readParts(source));
}

/** The models among them. */
export function modelsOf(source: ReadFile): readonly ModelFact[] {
  return definitionsOf(source).models;
}

/** Whether `definitionsOf` has nothing left to read. */
export function areModelsKnown({ facts }: Pick<AnalysedFile, "facts">): boolean {
  return isDerived(facts, "models");
}

/** Makes known what `definitionsOf` gave for the same file in another thread. */
export function bringModels({ facts }: Pick<AnalysedFile, "facts">, definitions: Definitions): void {
  derived(facts, "models", () => definitions);
}

function readParts({ file, text, facts }: ReadFile): Definitions {
  const { modelParts: parts, outlines } = facts;
  if (outlines.length === 0) return { models: [], values: [] };
  const language = schemaLanguageOf(file);
  if (language !== undefined) return schemaFileDefinitions(language, file, text);
  const inline = outlines.filter(({ kind }) => kind === "inline");
  const container = containerOf(file);
  if (container === undefined) return readBlock(file, text, parts, inline, readTypedefs(text).filter(({ start }) => outlines.some((outline) => outline.start === start)));
  const blocks = container.blocksOf(text).map(({ start, end, language }) => {
    const within = (part: Span): boolean => part.start >= start && part.end <= end;
    return readBlock(`${file}.${language}`, text, parts.filter(within), inline.filter(within), []);
  });
  return { models: blocks.flatMap(({ models }) => models), values: blocks.flatMap(({ values }) => values) };
}

/** @param inline where the inline types stand */
function readBlock(file: string, text: string, parts: readonly Span[], inline: readonly Span[], typedefs: readonly ModelFact[]): Definitions {
  if (parts.length + inline.length === 0) return { models: typedefs, values: [] };
  const sourceFile = parse(file, onlyParts(text, parts));
  return {
    models: [...readModels(sourceFile, text), ...typedefs, ...readSchemas(sourceFile, text), ...readInlineModels(file, text, inline, sourceFile)],
    values: readValues(sourceFile),
  };
}

/** The text with all but some parts made blank: what stands in them keeps its offsets. */
function onlyParts(text: string, parts: readonly Span[]): string {
  let blank = "";
  for (const { start, end } of parts) blank += " ".repeat(start - blank.length) + text.slice(start, end);
  return blank;
}
