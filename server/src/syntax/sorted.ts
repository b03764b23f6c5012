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
