import { containerOf } from "./embedded/codeBlocks.ts";
import { derived, isDerived } from "./derived.ts";
import type { AnalysedFile } from "./facts.ts";
import { readModels } from "./modelFacts.ts";
import type { ModelFact } from "./modelFacts.ts";
import { parse } from "./parse.ts";
import type { Span } from "./position.ts";

/** The models of a file, with their types in canonical text. The compiler reads the parts that define them, once. */
export function modelsOf(source: Pick<AnalysedFile, "file" | "text" | "facts">): readonly ModelFact[] {
  // The text is asked for only where the models are not known yet.
  return derived(source.facts, "models", () => readParts(source.file, source.text, source.facts.modelParts));
}

/** Whether `modelsOf` has nothing left to read. */
export function areModelsKnown({ facts }: Pick<AnalysedFile, "facts">): boolean {
  return isDerived(facts, "models");
}

/** Makes known what `modelsOf` gave for the same file in another thread. */
export function bringModels({ facts }: Pick<AnalysedFile, "facts">, models: readonly ModelFact[]): void {
  derived(facts, "models", () => models);
}

function readParts(file: string, text: string, parts: readonly Span[]): readonly ModelFact[] {
  if (parts.length === 0) return [];
  const container = containerOf(file);
  if (container === undefined) return readModels(parse(file, onlyParts(text, parts)));
  return container.blocksOf(text).flatMap(({ start, end, language }) => {
    const own = parts.filter((part) => part.start >= start && part.end <= end);
    return own.length === 0 ? [] : readModels(parse(`${file}.${language}`, onlyParts(text, own)));
  });
}

/** The text with all but some parts made blank: what stands in them keeps its offsets. */
function onlyParts(text: string, parts: readonly Span[]): string {
  let blank = "";
  for (const { start, end } of parts) blank += " ".repeat(start - blank.length) + text.slice(start, end);
  return blank;
}
