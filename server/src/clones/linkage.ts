/**
 * Puts items together so that any two in one cluster are at most `limit` apart (complete linkage,
 * agglomerated greedily in the order of the items). Items of equal `key` have distance 0.
 */
export function completeLinkage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  distance: (a: Item, b: Item) => number,
  limit: number,
): readonly (readonly Item[])[] {
  const byKey = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const equal = byKey.get(key);
    if (equal === undefined) byKey.set(key, [item]);
    else equal.push(item);
  }
  const clusters: { readonly leads: Item[]; readonly items: Item[] }[] = [];
  for (const equal of byKey.values()) {
    const [lead] = equal;
    if (lead === undefined) continue;
    const near = clusters.find(({ leads }) => leads.every((other) => distance(lead, other) <= limit));
    if (near === undefined) clusters.push({ leads: [lead], items: [...equal] });
    else {
      near.leads.push(lead);
      near.items.push(...equal);
    }
  }
  return clusters.map((cluster) => cluster.items);
}
