import { containerOf } from "./embedded/codeBlocks.ts";
import type { AnalysedFile, FileFacts } from "./facts.ts";
import { readModels } from "./modelFacts.ts";
import type { ModelFact } from "./modelFacts.ts";
import { parse } from "./parse.ts";
import type { Span } from "./position.ts";

const known = new WeakMap<FileFacts, readonly ModelFact[]>();

/** The models of a file, with their types in canonical text. The compiler reads the parts that define them, once. */
export function modelsOf({ file, text, facts }: Pick<AnalysedFile, "file" | "text" | "facts">): readonly ModelFact[] {
  let models = known.get(facts);
  if (models === undefined) {
    models = readParts(file, text, facts.modelParts);
    known.set(facts, models);
  }
  return models;
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
