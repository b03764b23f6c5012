import type { Span } from "./position.ts";

/** Index of the last of the values from `start` to `end` (exclusive) that is at most `value`, in a column sorted upwards; `start` when there is none. */
export function lastAtMost(column: Int32Array, value: number, end = column.length, start = 0): number {
  let low = start;
  let high = end - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((column[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Index of the first of the items whose key is at least `value`, where the keys rise; `items.length` when there is none. */
export function firstAtLeast<Item>(
  items: { readonly length: number; readonly [index: number]: Item },
  value: number,
  keyOf: (item: Item) => number,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(items[middle] as Item) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Orders by path, for things that stand in files; for `sort`. */
export function byPath(a: { readonly file: string }, b: { readonly file: string }): number {
  return a.file < b.file ? -1 : 1;
}

/** Orders by place in a text, for `sort`. */
export function byPlace(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}
