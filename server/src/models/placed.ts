import type { AnalysedFile } from "../syntax/facts.ts";
import type { ModelFact } from "../syntax/modelFacts.ts";
import type { Span } from "../syntax/position.ts";
import type { ValueFact } from "../syntax/valueFacts.ts";

/** A definition of data with the file that it stands in. */
export interface Placed<Fact extends Span> {
  readonly source: AnalysedFile;
  readonly model: Fact;
}

export type PlacedModel = Placed<ModelFact>;
export type PlacedValues = Placed<ValueFact>;

/** Orders by file and start. */
export function byPlace(a: Placed<Span> | undefined, b: Placed<Span> | undefined): number {
  if (!a || !b) return 0;
  if (a.source.file !== b.source.file) return a.source.file < b.source.file ? -1 : 1;
  return a.model.start - b.model.start;
}

/** Those that have one text in common, two and more, by place. */
export function groupedBy<Item extends Placed<Span>>(items: readonly Item[], textOf: (item: Item) => string): readonly (readonly [text: string, items: readonly Item[]])[] {
  const byText = new Map<string, Item[]>();
  for (const item of items) {
    const text = textOf(item);
    const list = byText.get(text);
    if (list) list.push(item);
    else byText.set(text, [item]);
  }
  return [...byText].filter(([, list]) => list.length > 1).map(([text, list]) => [text, list.sort(byPlace)]);
}
