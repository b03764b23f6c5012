import type { Analysis } from "../analysis/analysis.ts";
import type { Settings } from "../settings/settings.ts";
import type { Buffers } from "./buffers.ts";
import type { Engine } from "./engine.ts";
import { inParallel } from "./inParallel.ts";
import { isWithin } from "./uris.ts";
import { baseName } from "../syntax/paths.ts";

/** How a file on disk changed. */
export type FileChange = "written" | "deleted";

/** So many files are read at once. */
const readers = 16;

/**
 * The files of one folder, kept level with disk and buffers: an open buffer wins over the disk, and
 * only what the discovery of the folder would list is analysed.
 */
export class FolderFiles {
  readonly analysis: Analysis;
  readonly #root: string;
  /** The only file, when this stands for a file outside all workspace folders. */
  readonly #only: string | undefined;
  readonly #files: Set<string>;
  readonly #buffers: Buffers;
  readonly #engine: Engine;
  readonly #stale = new Set<string>();

  constructor(
    analysis: Analysis,
    place: { readonly root: string; readonly only: string | undefined; readonly files: readonly string[] },
    context: { readonly buffers: Buffers; readonly engine: Engine },
  ) {
    this.analysis = analysis;
    this.#root = place.root;
    this.#only = place.only;
    this.#files = new Set(place.files);
    this.#buffers = context.buffers;
    this.#engine = context.engine;
  }

  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** Notes that a buffer has another text than before; it is read by `readStale`. */
  bufferChanged(file: string): void {
    if (this.#files.has(file)) this.#stale.add(file);
  }

  /** Reads the buffers that changed since the last call. */
  readStale(): void {
    for (const file of this.#stale) {
      const text = this.#buffers.text(file);
      if (text !== undefined) this.#set(file, text);
    }
    this.#stale.clear();
  }

  /** Takes a file from its buffer or, where none is open, from disk. What is gone or does not belong is forgotten. */
  async take(file: string): Promise<void> {
    if (!(await this.#belongs(file))) return this.#forget(file);
    const text = this.#buffers.text(file);
    if (text !== undefined) return this.#set(file, text);
    const source = await this.#engine.readSource(file);
    const opened = this.#buffers.text(file);
    if (opened !== undefined) this.#set(file, opened);
    else if ("text" in source) this.#set(file, source.text);
    else this.#skip(file, source.skipped);
  }

  /**
   * Takes over changes on disk. A deleted folder takes its files along, a new one brings them.
   * Answers the files that were read or forgotten.
   */
  async apply(changes: ReadonlyMap<string, FileChange>): Promise<readonly string[]> {
    const files = new Set<string>();
    const folders: string[] = [];
    for (const [path, change] of changes) {
      const name = baseName(path);
      if (this.#engine.isSourceName(name) || this.#engine.mayBeSchema(name)) files.add(path);
      else if (change === "written") folders.push(path);
      else for (const file of this.#files) if (isWithin(path, file)) files.add(file);
    }
    for (const folder of folders) for (const file of await this.#below(folder)) files.add(file);
    await inParallel([...files], readers, async (file) => {
      if (changes.get(file) === "deleted" && !this.#buffers.isOpen(file)) this.#forget(file);
      else await this.take(file);
    });
    return [...files];
  }

  /** Lists the folder again by new settings or ignore files; reads what is new, forgets what no longer belongs. */
  async list(settings: Settings): Promise<void> {
    this.analysis.configure(settings);
    if (this.#only !== undefined) return;
    const found = await this.#engine.discover(this.#root, settings.exclude);
    const wanted = new Set(found.files);
    for (const file of [...this.#files]) if (!wanted.has(file)) this.#forget(file);
    for (const { file, reason } of found.skipped) this.#skip(file, reason);
    const added = found.files.filter((file) => !this.#files.has(file));
    await inParallel(added, readers, (file) => this.take(file));
  }

  async #below(folder: string): Promise<readonly string[]> {
    if (this.#only !== undefined) return [];
    const { exclude } = this.analysis.settings;
    const found = await this.#engine.discover(folder, exclude, undefined, this.#root);
    // A path that is a file is listed as itself; only what lies below a folder is wanted here.
    return found.files.filter((file) => file !== folder);
  }

  async #belongs(file: string): Promise<boolean> {
    if (this.#only !== undefined) return file === this.#only;
    return this.#files.has(file) || this.#engine.belongs(this.#root, file, this.analysis.settings.exclude);
  }

  #set(file: string, text: string): void {
    const reason = this.#engine.unwrittenReason(file, text);
    if (reason !== undefined) return this.#skip(file, reason);
    this.#files.add(file);
    this.analysis.set(file, text);
  }

  /** A file that was not read is known all the same: when it changes it may become readable. */
  #skip(file: string, reason: string): void {
    if (reason === this.#engine.noLongerThere) return this.#forget(file);
    this.#files.add(file);
    this.analysis.remove(file);
    this.analysis.skip(file, reason);
  }

  #forget(file: string): void {
    this.#stale.delete(file);
    this.#files.delete(file);
    this.analysis.remove(file);
  }
}
