import type { Copy, Finding } from "./finding.ts";
import type { FixChoice } from "./rule.ts";

/** More definitions than this make no menu; of them one is chosen by their worth. */
const mostChoices = 5;

/** Which definition to keep, for a user to choose: one choice a copy, by its number. */
export function keepChoices({ copies }: Finding): readonly FixChoice[] {
  if (copies.length > mostChoices) return [];
  const names = copies.map((copy) => copy.symbol ?? fileOf(copy, 1));
  return copies.map((copy, index) => {
    const name = names[index] ?? "";
    const isAlone = names.filter((one) => one === name).length === 1;
    const bases = copies.map((one) => fileOf(one, 1));
    const parts = new Set(bases).size === bases.length ? 1 : 2;
    return { id: String(index), title: isAlone ? `Keep ${name}` : `Keep ${name} of ${fileOf(copy, parts)}` };
  });
}

/** What such a choice keeps; `undefined` where nobody has chosen, or something that is not there. */
export function keptBy<Item>(choice: string | undefined, items: readonly Item[]): Item | undefined {
  return choice === undefined ? undefined : items[Number(choice)];
}

/** The last parts of a file's path. */
function fileOf({ file }: Copy, parts: number): string {
  return file.split("/").slice(-parts).join("/");
}
