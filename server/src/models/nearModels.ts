import { commonHashes } from "./confidence.ts";
import type { ModelEntry } from "./modelEntry.ts";

/** Models share a core when they have so many members of equal names, */
export const leastCore = 4;
/** and these are so much of the smaller one. One that holds all members of the other always does. */
export const coreShare = 0.6;
/** So many of the equal names must say something: see `commonHashes`. */
const leastTelling = 2;

/** What is known of one model: its names, and which of them it is looked for by. */
interface Known {
  readonly entry: ModelEntry;
  readonly names: ReadonlySet<number>;
  readonly prefix: readonly number[];
  readonly near: Set<Known>;
}

/**
 * Which models have many names of members in common, kept one model at a time.
 *
 * Of a model that is the smaller one of a pair, all but a few names are shared, so that one of any few names of it is: these
 * few, the rarest, are its prefix (prefix filtering for set similarity joins; Chaudhuri, Ganti and Kaushik 2006). Every model is
 * listed under all of its names and under its prefix, so that it is found as the larger and as the smaller one. Which names the
 * prefix has decides how long the search takes, and nothing else.
 */
export class NearModels {
  private readonly known = new Map<ModelEntry, Known>();
  private readonly byName = new Map<number, Set<Known>>();
  private readonly byPrefix = new Map<number, Set<Known>>();
  private readonly changed = new Set<ModelEntry>();

  add(entry: ModelEntry): void {
    const names = new Set(entry.names);
    const telling = [...names].filter((name) => !commonHashes.has(name));
    const prefix = this.prefixOf(names.size, telling);
    const known: Known = { entry, names, prefix, near: new Set() };
    const seen = new Set<Known>();
    for (const name of prefix) for (const other of this.byName.get(name) ?? []) this.pair(known, other, seen);
    for (const name of telling) for (const other of this.byPrefix.get(name) ?? []) this.pair(known, other, seen);
    this.known.set(entry, known);
    for (const name of telling) listed(this.byName, name).add(known);
    for (const name of prefix) listed(this.byPrefix, name).add(known);
    this.changed.add(entry);
  }

  remove(entry: ModelEntry): void {
    const known = this.known.get(entry);
    if (known === undefined) return;
    this.known.delete(entry);
    for (const name of known.names) {
      this.byName.get(name)?.delete(known);
      this.byPrefix.get(name)?.delete(known);
    }
    for (const other of known.near) {
      other.near.delete(known);
      this.changed.add(other.entry);
    }
    this.changed.delete(entry);
  }

  /** The models with others near them. */
  *entries(): Iterable<ModelEntry> {
    for (const { entry, near } of this.known.values()) if (near.size > 0) yield entry;
  }

  /** Those near a model. */
  nearOf(entry: ModelEntry): readonly ModelEntry[] {
    return [...(this.known.get(entry)?.near ?? [])].map((known) => known.entry);
  }

  /** Whether another one is near a model. */
  isNear(entry: ModelEntry): boolean {
    return (this.known.get(entry)?.near.size ?? 0) > 0;
  }

  /** The models that are new or whose neighbours are others than when this was asked before. */
  takeChanged(): readonly ModelEntry[] {
    const entries = [...this.changed];
    this.changed.clear();
    return entries;
  }

  /** The rarest names of which a larger model shares at least one. */
  private prefixOf(size: number, telling: readonly number[]): readonly number[] {
    const shared = Math.min(size, Math.max(leastCore, Math.ceil(coreShare * size)));
    const least = Math.max(leastTelling, shared - (size - telling.length));
    if (telling.length < least) return [];
    const count = (name: number): number => this.byName.get(name)?.size ?? 0;
    return [...telling].sort((a, b) => count(a) - count(b)).slice(0, telling.length - least + 1);
  }

  private pair(one: Known, other: Known, seen: Set<Known>): void {
    if (seen.has(other)) return;
    seen.add(other);
    if (one.entry.source.isTest !== other.entry.source.isTest || !areNear(one.names, other.names)) return;
    one.near.add(other);
    other.near.add(one);
    this.changed.add(other.entry);
  }
}

function areNear(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  let telling = 0;
  for (const name of small) {
    if (!large.has(name)) continue;
    shared++;
    if (!commonHashes.has(name)) telling++;
  }
  return telling >= leastTelling && (shared === small.size || (shared >= leastCore && shared >= coreShare * small.size));
}

function listed(lists: Map<number, Set<Known>>, name: number): Set<Known> {
  let list = lists.get(name);
  if (list === undefined) lists.set(name, (list = new Set()));
  return list;
}
