import type { ModelRelations } from "../models/modelRelations.ts";
import type { PlacedModel } from "../models/groups.ts";
import { hashText } from "../syntax/hash.ts";
import { positionAt } from "../syntax/position.ts";
import type { Copy, Finding } from "./finding.ts";
import { copyOf } from "./copy.ts";
import { modelJobs } from "./jobs.ts";
import type { Search } from "./search.ts";

/** A search in what definitions of data say of each other. */
export function modelSearch({ index }: ModelRelations, findings: () => readonly Finding[]): Search {
  return {
    set: (source) => index.set(source),
    remove: (file) => index.remove(file),
    jobs: (isShared) => modelJobs(index.takeFilesToRead(isShared)),
    take: (result) => {
      if (result.kind === "models") for (const { file, definitions } of result.read) index.takeModels(file, definitions);
    },
    findings,
  };
}

/** Where a model stands, for the comments that silence it. */
export function placeOfModel({ source, model }: PlacedModel): { readonly source: PlacedModel["source"]; readonly start: number; readonly end: number } {
  return { source, start: model.start, end: model.end };
}

/** A model as a copy: with its own name, or, where it has none, that of what it stands in. */
export function modelCopyOf({ source, model }: PlacedModel): Copy {
  const { lineStarts } = source.facts;
  if (model.form === "inline") return copyOf(source, model.start, model.end);
  return {
    file: source.file,
    start: model.start,
    end: model.end,
    from: positionAt(lineStarts, model.start),
    to: positionAt(lineStarts, model.end),
    head: model.nameSpan,
    symbol: nameOfModel(model),
  };
}

/** With the namespace that it stands in: `Pilot.Options`. */
export function nameOfModel({ name, container }: PlacedModel["model"]): string {
  return container === "" ? name : `${container}.${name}`;
}

/** An id's hash of a text that is free of names, places and order; groups of tests have others than those of the program. */
export function contentHashOf(content: string, inTests: boolean): string {
  return [content, `${inTests ? "test" : "model"} ${content}`].map((text) => (hashText(text) >>> 0).toString(16).padStart(8, "0")).join("");
}
