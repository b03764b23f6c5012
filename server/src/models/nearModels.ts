import { commonHashes } from "./confidence.ts";
import type { ModelEntry } from "./modelEntry.ts";

/** Models share a core when they have so many members of equal names, */
export const leastCore = 4;
/** and these are so much of the smaller one. One that holds all members of the other always does. */
export const coreShare = 0.6;
/** So many of the equal names must say something: see `commonHashes`. */
const leastTelling = 2;

/** What is known of one model: its names in order, and which of them it is looked for by. */
interface Known {
  readonly entry: ModelEntry;
  readonly names: Int32Array;
  readonly telling: readonly number[];
  readonly prefix: readonly number[];
  /** Absent for most. */
  near?: Set<Known>;
  /** The number of the last search that came by it. */
  seen: number;
  /** Whether `takeChanged` has given it: then that it goes is a change too. */
  given: boolean;
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
  private readonly byName = new Map<number, Known[]>();
  private readonly byPrefix = new Map<number, Known[]>();
  private readonly changed = new Set<ModelEntry>();
  private searches = 0;

  add(entry: ModelEntry): void {
    const names = new Int32Array(entry.names).sort();
    const telling = entry.names.filter((name) => !commonHashes.has(name));
    const others = telling.map((name) => listOf(this.byName, name));
    const prefix = rarestOf(telling, others, prefixLength(names.length, telling.length));
    const known: Known = { entry, names, telling, prefix, seen: ++this.searches, given: false };
    for (const name of prefix) this.pair(known, this.byName.get(name));
    for (const name of telling) this.pair(known, this.byPrefix.get(name));
    this.known.set(entry, known);
    for (const list of others) list.push(known);
    for (const name of prefix) listOf(this.byPrefix, name).push(known);
    if (known.near !== undefined) this.changed.add(entry);
  }

  remove(entry: ModelEntry): void {
    const known = this.known.get(entry);
    if (known === undefined) return;
    this.known.delete(entry);
    for (const name of known.telling) unlist(this.byName, name, known);
    for (const name of known.prefix) unlist(this.byPrefix, name, known);
    for (const other of known.near ?? []) {
      other.near?.delete(known);
      this.changed.add(other.entry);
    }
    if (known.given) this.changed.add(entry);
    else this.changed.delete(entry);
  }

  /** Those near a model. */
  nearOf(entry: ModelEntry): readonly ModelEntry[] {
    return [...(this.known.get(entry)?.near ?? [])].map((known) => known.entry);
  }

  /** Whether another one is near a model. */
  isNear(entry: ModelEntry): boolean {
    return (this.known.get(entry)?.near?.size ?? 0) > 0;
  }

  /** The models that are new or gone, or whose neighbours are others, since this was asked before. */
  takeChanged(): readonly ModelEntry[] {
    const entries = [...this.changed];
    this.changed.clear();
    for (const entry of entries) {
      const known = this.known.get(entry);
      if (known !== undefined) known.given = true;
    }
    return entries;
  }

  private pair(one: Known, others: readonly Known[] | undefined): void {
    if (others === undefined) return;
    for (const other of others) {
      if (other.seen === this.searches) continue;
      other.seen = this.searches;
      if (one.entry.source.isTest !== other.entry.source.isTest || !areNear(one.names, other.names)) continue;
      (one.near ??= new Set()).add(other);
      (other.near ??= new Set()).add(one);
      this.changed.add(other.entry);
    }
  }
}

/** @param one names in order, as are those of the other */
function areNear(one: Int32Array, other: Int32Array): boolean {
  const smaller = Math.min(one.length, other.length);
  const least = Math.min(smaller, Math.max(leastCore, Math.ceil(coreShare * smaller)));
  let shared = 0;
  let telling = 0;
  for (let a = 0, b = 0; a < one.length && b < other.length; ) {
    // What is left is not enough.
    if (shared + Math.min(one.length - a, other.length - b) < least) return false;
    const [name, otherName] = [one[a] as number, other[b] as number];
    if (name === otherName) {
      shared++;
      if (!commonHashes.has(name)) telling++;
    }
    if (name <= otherName) a++;
    if (otherName <= name) b++;
  }
  return telling >= leastTelling && shared >= least;
}

function listOf(lists: Map<number, Known[]>, name: number): Known[] {
  let there = lists.get(name);
  if (there === undefined) lists.set(name, (there = []));
  return there;
}

/** Those `count` of the names that stand in the fewest lists; `lists` in the order of the names. */
function rarestOf(names: readonly number[], lists: readonly (readonly Known[])[], count: number): readonly number[] {
  if (count >= names.length) return names;
  const order = names.map((_, i) => i).sort((a, b) => (lists[a]?.length ?? 0) - (lists[b]?.length ?? 0));
  return order.slice(0, count).map((i) => names[i] as number);
}

/**
 * Of so many names a larger model shares at least one, whichever they are.
 *
 * @param size how many names the model has, of which so many say something
 */
function prefixLength(size: number, telling: number): number {
  const shared = Math.min(size, Math.max(leastCore, Math.ceil(coreShare * size)));
  return Math.max(0, telling - Math.max(leastTelling, shared - (size - telling)) + 1);
}

function unlist(lists: Map<number, Known[]>, name: number, known: Known): void {
  const there = lists.get(name);
  if (there === undefined) return;
  const last = there.pop();
  if (last !== undefined && last !== known) there[there.indexOf(known)] = last;
  if (there.length === 0) lists.delete(name);
}
