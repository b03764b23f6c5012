import type { AnalysedFile, ModelOutline } from "../syntax/facts.ts";
import { areModelsKnown, bringModels } from "../syntax/models.ts";
import type { Definitions } from "../syntax/models.ts";
import { keyOf, scopeWithin } from "../syntax/outline.ts";
import { NameCounts } from "./nameCounts.ts";
import type { ModelEntry } from "./modelEntry.ts";
import { NearModels } from "./nearModels.ts";

/** What is known of all definitions of data by their outlines alone, kept one file at a time. All rules about models ask one index. */
export class ModelIndex {
  readonly minMembers: number;
  readonly counts = new NameCounts();
  readonly near = new NearModels();
  private readonly files = new Map<string, { readonly source: AnalysedFile; readonly entries: readonly ModelEntry[] }>();
  private readonly byKey = new Map<number, ModelEntry[]>();
  private readonly changed = new Set<number>();
  private changes = 0;
  private readonly given = new WeakSet<AnalysedFile>();

  /** @param minMembers the fewest members of a model that is compared; models of tests must have twice as many */
  constructor(minMembers: number) {
    this.minMembers = minMembers;
  }

  /** Takes a file in, in place of what it was before. */
  set(source: AnalysedFile): void {
    if (this.files.get(source.file)?.source === source) return;
    this.remove(source.file);
    const entries = entriesOf(source, this.minMembers);
    this.files.set(source.file, { source, entries });
    this.changes++;
    this.counts.add(source.facts.outlines, 1);
    for (const entry of entries) {
      const others = this.byKey.get(entry.key);
      if (others === undefined) this.byKey.set(entry.key, [entry]);
      else {
        others.push(entry);
        this.changed.add(entry.key);
      }
      if (isCompared(entry)) this.near.add(entry);
    }
  }

  remove(file: string): void {
    const known = this.files.get(file);
    if (known === undefined) return;
    this.files.delete(file);
    this.changes++;
    this.counts.add(known.source.facts.outlines, -1);
    for (const entry of known.entries) {
      const others = (this.byKey.get(entry.key) ?? []).filter((other) => other !== entry);
      if (others.length === 0) this.byKey.delete(entry.key);
      else this.byKey.set(entry.key, others);
      this.changed.add(entry.key);
      this.near.remove(entry);
    }
  }

  /** Differs whenever a file has come or gone. */
  get version(): number {
    return this.changes;
  }

  /** The keys whose entries are others than when this was asked before. */
  takeChangedKeys(): readonly number[] {
    const keys = [...this.changed];
    this.changed.clear();
    return keys;
  }

  /** All that has a key, in no particular order. */
  withKey(key: number): readonly ModelEntry[] {
    return this.byKey.get(key) ?? [];
  }

  /**
   * The files with a definition that may, by its outline, say what another does, and that have not been read. Each is given once, in
   * no particular order.
   *
   * @param isShared whether other threads know the file
   */
  takeFilesToRead(isShared: (file: string) => boolean): readonly string[] {
    const files: string[] = [];
    for (const { source, entries } of this.files.values()) {
      if (this.given.has(source) || areModelsKnown(source) || !isShared(source.file)) continue;
      const hasLike = (entry: ModelEntry): boolean => (this.byKey.get(entry.key)?.length ?? 0) > 1 || this.near.isNear(entry);
      if (!entries.some(hasLike)) continue;
      this.given.add(source);
      files.push(source.file);
    }
    return files;
  }

  /** Takes the definitions of a file that were read in another thread. */
  takeModels(file: string, definitions: Definitions): void {
    const known = this.files.get(file);
    if (known !== undefined) bringModels(known.source, definitions);
  }
}

/** An inline type says so little of what it is about that it is only compared with what says all of it. */
function isCompared({ outline }: ModelEntry): boolean {
  return outline.kind === "model" || outline.kind === "schema";
}

const testSalt = 0x5bd1e995;

function entriesOf(source: AnalysedFile, minMembers: number): readonly ModelEntry[] {
  const least = source.isTest ? 2 * minMembers : minMembers;
  const { outlines } = source.facts;
  const merged = mergedIn(outlines);
  return merged.flatMap((outline) => {
    const names = outline.bases.length === 0 ? outline.names : withInherited(outline, merged, new Set([outline]));
    if (names.length < (outline.kind === "values" ? 2 : least)) return [];
    const key = keyOf(names, outline.kind === "values");
    return [{ source, outline, names, key: source.isTest ? key ^ testSalt : key }];
  });
}

/** The outlines of a file, those of several declarations of one model joined in the place of the first. */
function mergedIn(outlines: readonly ModelOutline[]): readonly ModelOutline[] {
  const named = outlines.filter(({ kind, name }) => kind === "model" && name !== 0);
  const nameIn = ({ name, scope }: ModelOutline): number => scopeWithin(scope, name);
  if (new Set(named.map(nameIn)).size === named.length) return outlines;
  const first = new Map<number, ModelOutline>();
  const joined = new Map<ModelOutline, ModelOutline>();
  for (const outline of named) {
    const known = first.get(nameIn(outline));
    if (known === undefined) {
      first.set(nameIn(outline), outline);
      continue;
    }
    const before = joined.get(known) ?? known;
    const [names, bases] = [[...new Set([...before.names, ...outline.names])], [...before.bases, ...outline.bases]];
    joined.set(known, { ...known, names, bases, key: keyOf(names) });
    joined.set(outline, known);
  }
  return outlines.flatMap((outline) => {
    const made = joined.get(outline);
    if (made === undefined) return [outline];
    return first.get(nameIn(outline)) === outline ? [made] : [];
  });
}

/** The names of an outline with those of the models of its file that it extends; its own where one of these is not in the file. */
function withInherited(outline: ModelOutline, outlines: readonly ModelOutline[], seen: Set<ModelOutline>): readonly number[] {
  const names = new Set(outline.names);
  for (const base of outline.bases) {
    const model = outlines.find(({ kind, name, scope }) => name === base && scope === outline.scope && (kind === "model" || kind === "schema"));
    if (model === undefined || seen.has(model)) return outline.names;
    seen.add(model);
    for (const name of withInherited(model, outlines, seen)) names.add(name);
  }
  return [...names];
}
