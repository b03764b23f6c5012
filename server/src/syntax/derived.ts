import type { FileFacts } from "./facts.ts";

const known = new WeakMap<FileFacts, Map<string, unknown>>();
const elsewhere = new WeakMap<FileFacts, (name: string) => unknown>();

/**
 * What follows from the facts and the text of one file alone, computed once as long as the facts are kept,
 * in whichever thread reads the file, and stored with them on the disk. What `make` gives is plain data:
 * what JSON can say, and typed arrays. What is stored comes back as a copy, so nothing of it can be compared
 * by identity with anything else.
 *
 * @param name says what it is, with everything that it depends on beside the file: `windows 50`
 */
export function derived<Data>(facts: FileFacts, name: string, make: () => Data): Data {
  let ofFacts = known.get(facts);
  if (ofFacts === undefined) known.set(facts, (ofFacts = new Map<string, unknown>()));
  // Whoever asks under one name asks for one kind of data: names are written once, beside `make`.
  if (ofFacts.has(name)) return ofFacts.get(name) as Data;
  const made = elsewhere.get(facts)?.(name) ?? make();
  ofFacts.set(name, made);
  return made as Data;
}

/** Whether it has been derived, in this process or elsewhere. */
export function isDerived(facts: FileFacts, name: string): boolean {
  return known.get(facts)?.has(name) === true || elsewhere.get(facts)?.(name) !== undefined;
}

/** What has been derived from these facts in this process, by name. */
export function derivationsOf(facts: FileFacts): ReadonlyMap<string, unknown> {
  return known.get(facts) ?? new Map<string, unknown>();
}

/** Makes known what was derived from these facts elsewhere: `find` gives it by name, or `undefined`. */
export function bringDerivations(facts: FileFacts, find: (name: string) => unknown): void {
  elsewhere.set(facts, find);
}
