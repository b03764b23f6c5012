import type { ValueFact } from "../syntax/valueFacts.ts";
import { valueOf } from "./modelEntry.ts";
import type { ModelEntry } from "./modelEntry.ts";
import { groupedBy } from "./placed.ts";
import type { PlacedValues } from "./placed.ts";

/** All sets of the same values, sorted by file and start. */
export interface ValueGroup {
  /** What they hold, sorted, one a line. */
  readonly content: string;
  /** At least two. */
  readonly models: readonly PlacedValues[];
}

/** The groups among entries of one key. */
export function valueGroupsOf(entries: readonly ModelEntry[]): readonly ValueGroup[] {
  const placed = entries.flatMap((entry): readonly PlacedValues[] => {
    const model = valueOf(entry);
    return model === undefined ? [] : [{ source: entry.source, model }];
  });
  return groupedBy(placed, ({ model }) => contentOf(model)).map(([content, models]) => ({ content, models }));
}

/** Equal for the same values in any order and form. A number says nothing without the name that it has in an enum or a table. */
export function contentOf({ values, keys }: ValueFact): string {
  const texts = values.map((value, i) => (value.startsWith('"') ? value : `${keys[i] ?? ""}=${value}`));
  return [...new Set(texts)].sort().join("\n");
}
