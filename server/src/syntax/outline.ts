import type { ModelOutline } from "./facts.ts";
import { hashStart, hashText, mix } from "./hash.ts";

/** The outline of a model with members of these names, as hashes. */
export function outlineOf(hashes: Iterable<number>): ModelOutline {
  const names = [...new Set(hashes)];
  let key = names.length;
  for (const name of names) key = (key + mix(name, hashStart)) | 0;
  return { key, names };
}

/** How a member is called in an outline. */
export function nameHash({ name }: { readonly name: string }): number {
  return hashText(name);
}
