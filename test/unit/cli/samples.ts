/** A function of twelve lines, under the given name and with the given limit. */
export function totalling(name: string, limit = 10): string {
  return `export function ${name}(list: readonly number[]): number {
  let total = 0;
  for (const item of list) {
    if (item > ${limit}) {
      total += item * 2;
    } else {
      total += item;
    }
    console.log("item", item, total);
  }
  return total;
}
`;
}
