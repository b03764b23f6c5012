import type { Copy, Finding } from "./finding.ts";
import type { FixChoice } from "./rule.ts";

/** More definitions than this make no menu; of them one is chosen by their worth. */
const mostChoices = 5;

/** Which definition to keep, for a user to choose: one choice a copy, by its number. */
export function keepChoices({ copies }: Finding): readonly FixChoice[] {
  return copies.length > mostChoices ? [] : namesOf(copies).map((name, index) => ({ id: String(index), title: `Keep ${name}` }));
}

/** Which model the others are to agree with, for a user to choose: one choice a copy, by its number. */
export function agreementChoices({ copies }: Finding): readonly FixChoice[] {
  if (copies.length > mostChoices) return [];
  const names = namesOf(copies);
  return names.map((name, index) => {
    const others = names.filter((_, at) => at !== index);
    return { id: String(index), title: `Make ${others.length === 1 ? (others[0] ?? "") : "the others"} agree with ${name}` };
  });
}

/** What each copy is called, with its file where several have one name. */
function namesOf(copies: readonly Copy[]): readonly string[] {
  const names = copies.map((copy) => copy.symbol ?? fileOf(copy, 1));
  const bases = copies.map((one) => fileOf(one, 1));
  const parts = new Set(bases).size === bases.length ? 1 : 2;
  return copies.map((copy, index) => {
    const name = names[index] ?? "";
    return names.filter((one) => one === name).length === 1 ? name : `${name} of ${fileOf(copy, parts)}`;
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
