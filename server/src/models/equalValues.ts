import type { AnalysedFile } from "../syntax/facts.ts";
import type { ValueFact } from "../syntax/valueFacts.ts";
import { valueOf } from "./modelEntry.ts";
import type { ModelEntry } from "./modelEntry.ts";

/** A set of values with the file that it stands in. */
export interface PlacedValues {
  readonly source: AnalysedFile;
  readonly values: ValueFact;
}

/** All sets of the same values, sorted by file and start. */
export interface ValueGroup {
  /** What they hold, sorted, one a line. */
  readonly content: string;
  /** At least two. */
  readonly sets: readonly PlacedValues[];
}

/** The groups among entries of one key. */
export function valueGroupsOf(entries: readonly ModelEntry[]): readonly ValueGroup[] {
  const byContent = new Map<string, PlacedValues[]>();
  for (const entry of entries) {
    const values = valueOf(entry);
    if (values === undefined) continue;
    const content = contentOf(values);
    const list = byContent.get(content);
    if (list) list.push({ source: entry.source, values });
    else byContent.set(content, [{ source: entry.source, values }]);
  }
  const groups: ValueGroup[] = [];
  for (const [content, sets] of byContent) if (sets.length > 1) groups.push({ content, sets: sets.sort(byPlace) });
  return groups;
}

/** Equal for the same values in any order and form. A number says nothing without the name that it has in an enum or a table. */
export function contentOf({ values, keys }: ValueFact): string {
  const texts = values.map((value, i) => (value.startsWith('"') ? value : `${keys[i] ?? ""}=${value}`));
  return [...new Set(texts)].sort().join("\n");
}

export function byPlace(a: PlacedValues | undefined, b: PlacedValues | undefined): number {
  if (!a || !b) return 0;
  if (a.source.file !== b.source.file) return a.source.file < b.source.file ? -1 : 1;
  return a.values.start - b.values.start;
}
