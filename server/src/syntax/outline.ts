import type { ModelOutline } from "./facts.ts";
import { hashStart, hashText, mix } from "./hash.ts";

/**
 * The outline of what stands at `span`.
 *
 * @param hashes of the names of its members, or of its values
 */
export function outlineOf(
  hashes: Iterable<number>,
  { kind = "model", name = 0, scope = 0, bases = [], start = 0, end = 0 }: Partial<Omit<ModelOutline, "key" | "names">> = {},
): ModelOutline {
  const names = [...new Set(hashes)];
  return { kind, name, scope, key: keyOf(names, kind === "values"), names, bases, start, end };
}

/** Equal for the same names in any order; values are no members. */
export function keyOf(names: readonly number[], areValues = false): number {
  let key = areValues ? ~names.length : names.length;
  for (const name of names) key = (key + mix(name, hashStart)) | 0;
  return key;
}

/** The scope of a namespace in another one: see `ModelOutline`. */
export function scopeWithin(scope: number, name: number): number {
  return mix(scope, name);
}

/** How a member is called in an outline. */
export function nameHash({ name }: { readonly name: string }): number {
  return hashText(name);
}
