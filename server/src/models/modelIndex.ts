import type { AnalysedFile } from "../syntax/facts.ts";
import { areModelsKnown, bringModels } from "../syntax/models.ts";
import type { Definitions } from "../syntax/models.ts";
import { baseModel } from "./baseModels.ts";
import type { BaseOf } from "./baseModels.ts";
import { NameCounts } from "./nameCounts.ts";
import { buildsOnOthers, entriesOf, modelsByName } from "./modelEntries.ts";
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
  /** Which files have models that build on what stands, or would stand, in the file of a path. */
  private readonly heirs = new Map<string, Set<string>>();
  /** The paths that the models of a file were looked for in. */
  private readonly asked = new Map<string, ReadonlySet<string>>();

  /** @param minMembers the fewest members of a model that is compared; models of tests must have twice as many */
  constructor(minMembers: number) {
    this.minMembers = minMembers;
  }

  /** Takes a file in, in place of what it was before. */
  set(source: AnalysedFile): void {
    if (this.files.get(source.file)?.source === source) return;
    this.drop(source.file);
    this.files.set(source.file, { source, entries: [] });
    this.changes++;
    this.counts.add(source.facts.outlines, 1);
    this.make(source);
    this.makeHeirs(source.file);
  }

  remove(file: string): void {
    if (this.drop(file)) this.makeHeirs(file);
  }

  /** Makes the entries of all other files anew whose models build on what stands in this one. */
  private makeHeirs(file: string): void {
    for (const heir of [...(this.heirs.get(file) ?? [])]) {
      const known = heir === file ? undefined : this.files.get(heir);
      if (known !== undefined) this.make(known.source);
    }
  }

  /** Makes the entries of a file in place of those that depended on other files. */
  private make(source: AnalysedFile): void {
    const { file } = source;
    const before = this.files.get(file)?.entries ?? [];
    const asked = new Set<string>();
    const made = entriesOf(source, this.minMembers, this.baseOf(asked));
    if (before.length === 0) {
      this.files.set(file, { source, entries: made });
      this.enter(made);
    } else {
      const kept = new Map(before.filter(({ outline }) => !buildsOnOthers(outline, source)).map((entry) => [entry.outline, entry]));
      const entries = made.map((entry) => kept.get(entry.outline) ?? entry);
      this.take(before.filter((entry) => !entries.includes(entry)));
      this.files.set(file, { source, entries });
      this.enter(entries.filter((entry) => !before.includes(entry)));
    }
    for (const path of this.asked.get(file) ?? []) if (!asked.has(path)) this.heirs.get(path)?.delete(file);
    for (const path of asked) {
      const heirs = this.heirs.get(path);
      if (heirs === undefined) this.heirs.set(path, new Set([file]));
      else heirs.add(file);
    }
    if (asked.size > 0) this.asked.set(file, asked);
    else this.asked.delete(file);
  }

  /** Entries keep it: it must not stand where something else, such as the entries before, would be kept with it. */
  private baseOf(asked: Set<string>): BaseOf {
    return (from, name) => baseModel(from, name, (path) => this.files.get(path)?.source, modelsByName, asked);
  }

  private enter(entries: readonly ModelEntry[]): void {
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

  /** Forgets a file; answers whether it was known. */
  private drop(file: string): boolean {
    const known = this.files.get(file);
    if (known === undefined) return false;
    this.files.delete(file);
    this.changes++;
    this.counts.add(known.source.facts.outlines, -1);
    this.take(known.entries);
    for (const path of this.asked.get(file) ?? []) this.heirs.get(path)?.delete(file);
    this.asked.delete(file);
    return true;
  }

  /** Takes entries out. */
  private take(entries: readonly ModelEntry[]): void {
    for (const entry of entries) {
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
      const alike = entries.filter(hasLike);
      if (alike.length === 0) continue;
      for (const one of [source, ...alike.flatMap(({ baseFiles }) => baseFiles)]) {
        if (this.given.has(one) || areModelsKnown(one) || !isShared(one.file)) continue;
        this.given.add(one);
        files.push(one.file);
      }
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
