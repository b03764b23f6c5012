import type { AnalysedFile, ModelOutline } from "../syntax/facts.ts";
import type { BaseOf } from "./baseModels.ts";
import type { ModelFact } from "../syntax/modelFacts.ts";
import { definitionsOf } from "../syntax/models.ts";
import type { Definitions } from "../syntax/models.ts";
import { isOfSchemaFile } from "../syntax/schemaFiles/schemaLanguages.ts";
import type { ValueFact } from "../syntax/valueFacts.ts";

/** A definition of data by its outline, in the file that it stands in. */
export interface ModelEntry {
  readonly source: AnalysedFile;
  readonly outline: ModelOutline;
  /** Hashes of the names of its members, with those that it inherits. */
  readonly names: readonly number[];
  /** Equal for what may say the same: the key of the outline with what it inherits, and whether it stands in tests. */
  readonly key: number;
  /** Finds the models of other files that it builds on, as they were when the entry was made; who changes one of them makes the entry anew. */
  readonly baseOf: BaseOf;
  /** The files that these stand in. */
  readonly baseFiles: readonly AnalysedFile[];
}

/** The model that an outline is of; `undefined` where the compiler reads it as something else. The file is read when it is not yet. */
export function modelOf({ source, outline }: Pick<ModelEntry, "source" | "outline">): ModelFact | undefined {
  return mappingOf(source).models.get(placeOf(outline));
}

/** The set of values that an outline is of, likewise. */
export function valueOf({ source, outline }: ModelEntry): ValueFact | undefined {
  return mappingOf(source).values.get(placeOf(outline));
}

/** Facts of a file by the place of their outline. */
interface Mapping {
  readonly models: ReadonlyMap<string, ModelFact>;
  readonly values: ReadonlyMap<string, ValueFact>;
}

function placeOf({ kind, start }: ModelOutline): string {
  return `${kind} ${start}`;
}

const mappings = new WeakMap<Definitions, Mapping>();

function mappingOf(source: AnalysedFile): Mapping {
  const definitions = definitionsOf(source);
  const known = mappings.get(definitions);
  if (known !== undefined) return known;
  const models = new Map<string, ModelFact>();
  const values = new Map<string, ValueFact>();
  for (const outline of source.facts.outlines) {
    const around = <Item extends { readonly start: number; readonly end: number }>(item: Item): boolean => item.start <= outline.start && outline.start < item.end;
    if (outline.kind === "values") {
      const value = definitions.values.find(around);
      if (value !== undefined) values.set(placeOf(outline), value);
      continue;
    }
    // What stands in a schema file, and inline types, may stand within each other.
    const isMeant = (one: ModelFact): boolean => kindOf(one) === outline.kind && (one.start === outline.start || (outline.kind !== "inline" && !isOfSchemaFile(one) && around(one)));
    const model = definitions.models.find(isMeant);
    if (model !== undefined) models.set(placeOf(outline), model);
  }
  const mapping = { models, values };
  mappings.set(definitions, mapping);
  return mapping;
}

function kindOf({ form }: Pick<ModelFact, "form">): ModelOutline["kind"] {
  if (form === "inline" || form === "schema") return form;
  return isOfSchemaFile({ form }) ? "schema" : "model";
}
