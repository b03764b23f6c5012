import type { Analysis, Snapshot } from "../analysis/analysis.ts";
import type { Settings } from "../settings/settings.ts";
import type { Finding } from "../rules/finding.ts";
import type { WorkspaceCache } from "../workspace/cache/workspaceCache.ts";
import type { ConfigurationProblem } from "../workspace/configuration.ts";
import type { Abilities } from "./abilities.ts";
import type { Buffers } from "./buffers.ts";
import { diagnosticsOf, type FileDiagnostics, type ShownCopy, shownCopies } from "./diagnostics.ts";
import type { Engine } from "./engine.ts";
import type { FixBench } from "./fixBench.ts";
import { type FileChange, FolderFiles } from "./folderFiles.ts";
import type { FolderState } from "./protocol.ts";
import type { Boundary } from "./requests.ts";
import type { Settling } from "./settling.ts";
import { isWithin } from "./uris.ts";

export interface FolderContext {
  readonly engine: Engine;
  readonly buffers: Buffers;
  readonly settling: Settling;
  readonly abilities: Abilities;
  readonly bench: FixBench;
  readonly boundary: Boundary;
  /** The script of this process. */
  readonly entry: string;
}

/** What a folder stands for. */
export interface FolderPlace {
  /** Absolute path with `/`. */
  readonly root: string;
  readonly name: string;
  /** The only file, when this stands for a file outside all workspace folders. */
  readonly only?: string;
}

/**
 * One workspace folder, or one file that lies in none: its analysis, and what is shown of it. Steps
 * that read the disk run one after the other, in the order of their reasons; what is shown changes
 * only in `update`.
 */
export class Folder {
  readonly root: string;
  readonly name: string;
  readonly only: string | undefined;
  state: FolderState = "scanning";
  /** What is wrong with `drydock.json`. */
  problems: readonly ConfigurationProblem[] = [];
  /** As of the last `update`; `undefined` before the first scan is done. */
  snapshot: Snapshot | undefined;

  readonly #context: FolderContext;
  readonly #closing = new AbortController();
  #files: FolderFiles | undefined;
  /** What the scan has taken from the disk, and leaves there. */
  #cache: WorkspaceCache | undefined;
  #mustSave = false;
  #editorSettings: unknown;
  #steps: Promise<void> = Promise.resolve();
  #shown: ReadonlyMap<string, readonly ShownCopy[]> = new Map();
  #diagnostics = new Map<string, FileDiagnostics>();

  constructor(place: FolderPlace, editorSettings: unknown, context: FolderContext) {
    this.root = place.root;
    this.name = place.name;
    this.only = place.only;
    this.#editorSettings = editorSettings;
    this.#context = context;
  }

  get analysis(): Analysis | undefined {
    return this.#files?.analysis;
  }

  /** Where the folder's settings stand, or would. */
  get configurationFile(): string {
    return `${this.root === "/" ? "" : this.root}/${this.#context.engine.configurationName}`;
  }

  /** Whether this speaks for the file; whether the file is analysed is another question. */
  contains(file: string): boolean {
    return this.only === undefined ? isWithin(this.root, file) : this.only === file;
  }

  /** Reads everything. `signal` cancels: the folder has no findings until it is scanned again. */
  scan(onProgress: (done: number, total: number) => void, signal: AbortSignal): Promise<void> {
    this.state = "scanning";
    const stop = AbortSignal.any([signal, this.#closing.signal]);
    const scan = this.#steps.then(async () => {
      try {
        const files = await this.#read(onProgress, stop);
        // What was typed while the disk was read counts.
        for (const file of this.#context.buffers.files()) files.bufferChanged(file);
        this.#files = files;
        this.state = "ready";
      } catch (error) {
        this.state = stop.aborted ? "cancelled" : "failed";
        if (!stop.aborted) throw error;
      } finally {
        this.#context.settling.touch();
      }
    });
    this.#steps = scan.catch((error: unknown) => this.#context.boundary.log(`scan of ${this.root}`, error));
    return this.#steps;
  }

  /** Resolves when every step asked for so far is done, the scan among them. */
  stepsDone(): Promise<void> {
    return this.#steps;
  }

  bufferOpened(file: string): void {
    if (this.#files?.has(file) === true) this.bufferChanged(file);
    else this.#step("open document", (files) => files.take(file));
  }

  bufferChanged(file: string): void {
    this.#files?.bufferChanged(file);
  }

  bufferClosed(file: string): void {
    this.#step("close document", (files) => files.take(file));
  }

  filesChanged(changes: ReadonlyMap<string, FileChange>): void {
    this.#step("changed files", async (files) => {
      const taken = await files.apply(changes);
      this.#context.bench.invalidate([...changes.keys(), ...taken]);
    });
  }

  /** Reads the settings again, and where `exclude` has changed whatever belongs to the folder now. */
  settingsChanged(editorSettings: unknown = this.#editorSettings): void {
    this.#editorSettings = editorSettings;
    this.#step("changed settings", async (files) => {
      const before = files.analysis.settings;
      const settings = await this.#settings();
      if (String(settings.exclude) === String(before.exclude)) files.analysis.configure(settings);
      else await files.list(settings);
    });
  }

  /** Reads the ignore files again, and what belongs to the folder by them. */
  ignoreFilesChanged(): void {
    this.#step("changed ignore files", (files) => files.list(files.analysis.settings));
  }

  /** Brings what is shown level with buffers and files. Answers whether it is something else now. */
  update(): boolean {
    const files = this.#files;
    if (files === undefined || this.state !== "ready") return false;
    files.readStale();
    const snapshot = files.analysis.snapshot();
    this.#settleCache();
    if (snapshot === this.snapshot) return false;
    this.snapshot = snapshot;
    this.#shown = shownCopies(snapshot, files.analysis);
    this.#diagnostics = new Map();
    return true;
  }

  filesWithSquiggles(): readonly string[] {
    return [...this.#shown.keys()];
  }

  /** The copies in the file that get a squiggle. */
  shownIn(file: string): readonly ShownCopy[] {
    return this.#shown.get(file) ?? [];
  }

  diagnosticsIn(file: string): FileDiagnostics {
    let known = this.#diagnostics.get(file);
    if (known === undefined) {
      known = diagnosticsOf(this.shownIn(file), this.analysis, this.#context.abilities);
      this.#diagnostics.set(file, known);
    }
    return known;
  }

  finding(id: string): Finding | undefined {
    return this.snapshot?.findings.find((finding) => finding.id === id);
  }

  /** Those of `files` whose text, in the buffer or on disk, is not the one that was analysed. They are read again. */
  async outdated(files: Iterable<string>): Promise<readonly string[]> {
    const { buffers, engine } = this.#context;
    const outdated: string[] = [];
    for (const file of new Set(files)) {
      const source = buffers.isOpen(file) ? { text: buffers.text(file) } : await engine.readSource(file);
      if ("text" in source && source.text === this.analysis?.get(file)?.text) continue;
      outdated.push(file);
    }
    if (outdated.length > 0) this.filesChanged(new Map(outdated.map((file) => [file, "written"])));
    return outdated;
  }

  dispose(): void {
    this.#closing.abort();
  }

  /** Keeps what was read for the next start, and reads what turned out to be another file than the one that was kept. */
  #settleCache(): void {
    const changed = this.#cache?.takeChanged() ?? [];
    if (changed.length > 0) this.filesChanged(new Map(changed.map((file) => [file, "written"])));
    if (this.#mustSave) this.#cache?.save();
    this.#mustSave = false;
  }

  async #read(onProgress: (done: number, total: number) => void, signal: AbortSignal): Promise<FolderFiles> {
    const { engine, buffers, entry } = this.#context;
    const settings = await this.#settings();
    const analysis = engine.createAnalysis(this.root, settings);
    const found =
      this.only === undefined
        ? await engine.discover(this.root, settings.exclude, signal)
        : { files: [], skipped: [] };
    for (const { file, reason } of found.skipped) analysis.skip(file, reason);
    const cache = this.only === undefined ? engine.cacheOf(this.root, entry) : undefined;
    cache?.look(found.files);
    await engine.readInto(analysis, found.files, { onProgress, signal, entry, ...(cache === undefined ? {} : { cache }) });
    this.#cache = cache;
    this.#mustSave = true;
    const files = new FolderFiles(analysis, { root: this.root, only: this.only, files: found.files }, this.#context);
    for (const file of buffers.files()) {
      if (this.contains(file)) await files.take(file);
    }
    return files;
  }

  async #settings(): Promise<Settings> {
    const { engine, buffers } = this.#context;
    const ruleIds = engine.rules.map(({ id }) => id);
    const file = this.configurationFile;
    const text = buffers.text(file);
    const { settings, problems } =
      text === undefined ? await engine.loadSettings(this.root, ruleIds) : engine.parseSettings(file, text, ruleIds);
    this.problems = problems;
    return engine.mergeEditorSettings(settings, this.#editorSettings);
  }

  #step(name: string, work: (files: FolderFiles) => Promise<void>): void {
    const { settling, boundary } = this.#context;
    settling.touch();
    this.#steps = this.#steps
      .then(() => {
        const files = this.#files;
        // Before the first scan nothing is known, and the scan reads everything as it is then.
        return files === undefined ? undefined : settling.during(() => work(files));
      })
      .catch((error: unknown) => boundary.log(name, error));
  }
}
