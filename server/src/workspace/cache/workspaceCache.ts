import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createHash } from "node:crypto";
import type { ReadSource, SkippedFile, Snapshot } from "../../analysis/analysis.ts";
import type { Settings } from "../../settings/settings.ts";
import type { FileFacts } from "../../syntax/facts.ts";
import { bytesOfFacts, storedFacts } from "../../syntax/storedFacts.ts";
import { reasonOf } from "../failure.ts";
import { readSourceNow } from "../source.ts";
import { buildIdentity, cacheFolderOf, noteUse, openForWriting } from "./cacheFolder.ts";
import { FactsFile } from "./factsFile.ts";
import type { Kept, KeptFile } from "./factsFile.ts";
import { isSameState, isSettled, stateOf, statsOf } from "./fileState.ts";
import type { FileState } from "./fileState.ts";
import { writeWhole } from "./wholeFile.ts";

/** A file as it was found, and what came of it. */
interface Looked {
  readonly state: FileState;
  readonly settled: boolean;
  content?: { readonly facts: FileFacts } | { readonly skipped: string };
}

/** What was found in a root folder, as far as a snapshot depends on it. */
export interface Found {
  readonly settings: Settings;
  readonly files: readonly string[];
  readonly skipped: readonly SkippedFile[];
}

/**
 * What is kept on the disk of one root folder from one run to the next: the facts of its files, and the last
 * snapshot. It is for one load of the folder. What is reported with it is what is reported without: a
 * file counts as the same while the file system says so, and what is damaged or written by another build is
 * made anew without a word. Where the cache cannot be written there is none.
 */
export class WorkspaceCache {
  readonly #folder: string;
  readonly #identity: string;
  readonly #now: () => number;
  readonly #looked = new Map<string, Looked>();
  readonly #changed = new Set<string>();
  #kept: FactsFile | undefined;

  /** @param now the time as the file system tells it, in milliseconds since 1970 */
  constructor(folder: string, identity: string, now: () => number = Date.now) {
    this.#folder = folder;
    this.#identity = identity;
    this.#now = now;
  }

  /**
   * @param places the root folder and what of it is read, absolute with `/`: each choice has a cache of its own
   * @param entry the script that runs, see `buildIdentity`; `undefined` where nothing is kept for it
   */
  static of(places: readonly string[], entry: string): WorkspaceCache | undefined {
    const identity = buildIdentity(entry);
    if (identity === undefined) return undefined;
    return new WorkspaceCache(cacheFolderOf(places, identity), identity);
  }

  /** Notes in which state the files are, before they are read. Those that cannot be looked at are left out. */
  look(files: readonly string[]): void {
    const now = this.#now();
    for (const file of files) {
      const stats = statsOf(file);
      if (stats === undefined) continue;
      const state = stateOf(stats);
      this.#looked.set(file, { state, settled: isSettled(state, now) });
    }
  }

  /** What a run before has read from a file that was looked at and is as it was then; `undefined` where it has to be read. */
  restore(file: string): ReadSource | { readonly skipped: string } | undefined {
    const looked = this.#looked.get(file);
    if (looked === undefined) return undefined;
    const kept = this.#facts().of(file, looked.state);
    if (kept === undefined) return undefined;
    return "skipped" in kept ? kept : { facts: storedFacts(kept.facts), text: () => this.#textOf(file, looked.state) };
  }

  /** Notes what came of a file that was looked at, whether it was restored or read. */
  note(file: string, content: { readonly facts: FileFacts } | { readonly skipped: string }): void {
    const looked = this.#looked.get(file);
    if (looked !== undefined) looked.content = "skipped" in content ? content : { facts: content.facts };
  }

  /** Files that were restored and, when their text was asked for, turned out to have been written since. They have to be read. */
  takeChanged(): readonly string[] {
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  /** The snapshot that a run before has made of the same files in the same states, with the same settings. */
  restoreSnapshot(found: Found): Snapshot | undefined {
    const key = this.#keyOf(found);
    if (key === undefined) return undefined;
    try {
      const [written, hash, text = ""] = readFileSync(this.#snapshotFile, "utf8").split("\n", 3);
      // It is the text of a snapshot that this build has written.
      return written === key && hash === hashOf(text) ? (JSON.parse(text) as Snapshot) : undefined;
    } catch (error) {
      reasonOf(error);
      return undefined;
    }
  }

  /** Writes what was read, unless all of it stands there already. To be called when the snapshot is made, so that what it derived is kept too. */
  save(): void {
    const before = this.#facts();
    const files: KeptFile[] = [];
    let isNew = false;
    for (const [file, { state, settled, content }] of this.#looked) {
      if (content === undefined || !settled) continue;
      const kept: Kept = "skipped" in content ? content : { facts: bytesOfFacts(content.facts) };
      const known = before.of(file, state);
      isNew ||= known === undefined || ("facts" in kept ? !("facts" in known) || known.facts.length !== kept.facts.length : !("skipped" in known));
      files.push({ file, state, kept });
    }
    this.#writing(() => {
      if (isNew || before.size !== files.length) FactsFile.write(join(this.#folder, "facts"), this.#identity, files);
      else noteUse(this.#folder);
    });
    // None of it is needed any more; facts that are in use keep their bytes.
    this.#kept = undefined;
    for (const looked of this.#looked.values()) delete looked.content;
  }

  /** Writes the snapshot of what was found. */
  saveSnapshot(found: Found, snapshot: Snapshot): void {
    const key = this.#keyOf(found);
    if (key === undefined) return;
    const text = JSON.stringify(snapshot);
    this.#writing(() => writeWhole(this.#snapshotFile, [Buffer.from(`${key}\n${hashOf(text)}\n${text}`)]));
  }

  get #snapshotFile(): string {
    return join(this.#folder, "snapshot");
  }

  #facts(): FactsFile {
    this.#kept ??= FactsFile.read(join(this.#folder, "facts"), this.#identity);
    return this.#kept;
  }

  /** Equal just for equal files in equal states and equal settings; `undefined` while a file may still change unseen. */
  #keyOf({ settings, files, skipped }: Found): string | undefined {
    const states: (string | number)[] = [];
    for (const file of files) {
      const looked = this.#looked.get(file);
      if (looked?.settled !== true) return undefined;
      const { size, modified, changed } = looked.state;
      states.push(file, size, modified, changed);
    }
    return hashOf(JSON.stringify([this.#identity, settings, states, skipped]));
  }

  #textOf(file: string, state: FileState): string | undefined {
    const source = readSourceNow(file);
    const stats = statsOf(file);
    if ("text" in source && stats !== undefined && isSameState(stateOf(stats), state)) return source.text;
    this.#changed.add(file);
    return undefined;
  }

  #writing(write: () => void): void {
    try {
      openForWriting(this.#folder);
      write();
    } catch (error) {
      // A disk that is full or not ours is no reason to fail: the next run reads everything anew.
      reasonOf(error);
    }
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
