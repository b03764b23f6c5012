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
    models = facts.modelParts.length === 0 ? [] : readModels(parse(file, onlyParts(text, facts.modelParts)));
    known.set(facts, models);
  }
  return models;
}

/** The text with all but some parts made blank: what stands in them keeps its offsets. */
function onlyParts(text: string, parts: readonly Span[]): string {
  let blank = "";
  for (const { start, end } of parts) blank += " ".repeat(start - blank.length) + text.slice(start, end);
  return blank;
}
