import {
  type Connection,
  type DidChangeConfigurationParams,
  type Disposable,
  DocumentDiagnosticRequest,
  type WorkspaceFolder,
} from "vscode-languageserver/node";
import type { BufferEvents } from "./buffers.ts";
import { Decisions } from "./decisions.ts";
import { DiagnosticRequests } from "./diagnosticRequests.ts";
import type { SettingsOfEditor } from "./editorSettings.ts";
import type { Engine } from "./engine.ts";
import { FixBench } from "./fixBench.ts";
import type { Folder, FolderContext } from "./folder.ts";
import { Folders } from "./folders.ts";
import { analysedDocuments, changedNotification } from "./protocol.ts";
import { Changes, configurationDiagnostics, PushedDiagnostics } from "./publishing.ts";
import { scanWithProgress } from "./scanning.ts";
import { Settling } from "./settling.ts";
import { pathOf } from "./uris.ts";
import { ChangeCollector, type Changes as DiskChanges } from "./watching.ts";
import { countsOf } from "./wireFindings.ts";

export interface SessionContext extends Pick<FolderContext, "abilities" | "buffers" | "boundary" | "entry"> {
  readonly connection: Connection;
  readonly settings: SettingsOfEditor;
}

/** A client is told to ask again only after the answers that are under way have left, in milliseconds. */
const refreshPause = 60;

/**
 * What goes on between `initialized` and `shutdown`: it takes note of every change of buffers, disk,
 * settings and folders, and when changes pause it brings what is shown level with them.
 */
export class Session implements BufferEvents {
  readonly engine: Engine;
  readonly folders: Folders;
  readonly settling: Settling;
  readonly decisions: Decisions;
  readonly diagnostics: DiagnosticRequests;
  readonly bench: FixBench;

  readonly #context: SessionContext;
  readonly #changes = new Changes();
  readonly #disk: ChangeCollector;
  readonly #pushed: PushedDiagnostics;
  readonly #configuration: PushedDiagnostics;
  #mustAnnounce = false;
  #counts = "";
  #refreshing: NodeJS.Timeout | undefined;
  #registration: Promise<Disposable> | undefined;

  constructor(engine: Engine, context: SessionContext) {
    const { connection, abilities, buffers, settings, boundary } = context;
    this.engine = engine;
    this.#context = context;
    this.settling = new Settling(() => boundary.run("update", () => this.#update()));
    this.bench = new FixBench(context.entry, buffers, boundary);
    this.decisions = new Decisions(engine, this.bench, boundary);
    this.folders = new Folders(
      { engine, buffers, settling: this.settling, abilities, bench: this.bench, boundary, entry: context.entry },
      (root) => settings.forFolder(root),
      (folder) => this.scan(folder),
    );
    this.#disk = new ChangeCollector((changes) => boundary.run("changed files", () => this.#diskChanged(changes)));
    this.#pushed = new PushedDiagnostics(connection);
    this.#configuration = new PushedDiagnostics(connection);
    this.diagnostics = new DiagnosticRequests({
      abilities,
      buffers,
      changes: this.#changes,
      folders: this.folders,
      settings,
      settling: this.settling,
    });
  }

  /** Begins with the given workspace folders and the documents that are open already. */
  start(folders: readonly WorkspaceFolder[]): void {
    for (const folder of folders) this.folders.add(folder);
    for (const file of this.#context.buffers.files()) this.folders.cover(file);
    this.registerDiagnostics();
  }

  /** Scans a folder for the first time, or again after the scan was cancelled. */
  scan(folder: Folder): void {
    this.#mustAnnounce = true;
    this.#context.boundary.run("scan", () => scanWithProgress(folder, this.#context.connection));
    this.#sendCounts();
  }

  opened(file: string): void {
    this.folders.cover(file);
    for (const folder of this.folders.containing(file)) folder.bufferOpened(file);
    this.#configurationTouched(file);
    this.#openFilesChanged();
  }

  changed(file: string): void {
    for (const folder of this.folders.containing(file)) folder.bufferChanged(file);
    this.settling.touch();
    this.#configurationTouched(file);
  }

  closed(file: string): void {
    for (const folder of this.folders.containing(file)) folder.bufferClosed(file);
    this.folders.uncover(file);
    this.#configurationTouched(file);
    this.#openFilesChanged();
  }

  filesChanged(events: Parameters<ChangeCollector["add"]>[0]): void {
    if (this.#disk.add(events)) this.settling.touch();
  }

  async foldersChanged(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): Promise<void> {
    for (const folder of removed) this.folders.remove(folder);
    await this.settling.during(() => this.#pullSettings(added.flatMap(({ uri }) => pathOf(uri) ?? [])));
    for (const folder of added) this.folders.add(folder);
    this.#mustAnnounce = true;
    this.settling.touch();
  }

  /** Asks for the settings anew and acts on them. */
  async settingsChanged(params: DidChangeConfigurationParams): Promise<void> {
    const { settings } = this.#context;
    const before = settings.window.workspaceDiagnostics;
    settings.takePushed(params.settings);
    await this.#pullSettings([]);
    for (const folder of this.folders.all()) folder.settingsChanged(settings.forFolder(folder.root));
    if (before !== settings.window.workspaceDiagnostics) this.registerDiagnostics();
    this.#mustAnnounce = true;
    this.settling.touch();
  }

  /** Asks for the settings of all folders, and of those that are to come. A client that fails keeps what it had. */
  async #pullSettings(coming: readonly string[]): Promise<void> {
    const { boundary, settings } = this.#context;
    const roots = [...this.folders.all().map(({ root }) => root), ...coming];
    await settings.pull(roots).catch((error: unknown) => boundary.log("workspace/configuration", error));
  }

  /** Offers pull diagnostics as the settings want them, where the client lets the server say so later. */
  registerDiagnostics(): void {
    const { abilities, boundary, connection, settings } = this.#context;
    if (!abilities.registersPullDiagnostics) return;
    const before = this.#registration;
    const registration = connection.client.register(DocumentDiagnosticRequest.type, {
      documentSelector: [...analysedDocuments],
      identifier: "drydock",
      interFileDependencies: true,
      workspaceDiagnostics: settings.window.workspaceDiagnostics,
    });
    this.#registration = registration;
    boundary.run("register diagnostics", async () => {
      (await before)?.dispose();
      await registration;
    });
  }

  dispose(): void {
    clearTimeout(this.#refreshing);
    this.settling.dispose();
    this.decisions.dispose();
    this.bench.dispose();
    this.#disk.dispose();
    for (const folder of this.folders.all()) folder.dispose();
  }

  /** A client that cannot ask is told of open files, so it matters which those are. */
  #openFilesChanged(): void {
    if (!this.#context.abilities.pullDiagnostics) this.#mustAnnounce = true;
    this.settling.touch();
  }

  #configurationTouched(file: string): void {
    for (const folder of this.folders.all()) if (folder.configurationFile === file) folder.settingsChanged();
  }

  #diskChanged({ files, configuration }: DiskChanges): void {
    for (const folder of this.folders.all()) {
      const own = new Map([...files].filter(([file]) => folder.contains(file)));
      if (own.size > 0) folder.filesChanged(own);
      if (configuration.includes(folder.configurationFile)) folder.settingsChanged();
      if (configuration.some((file) => folder.contains(file) && file.endsWith("/.gitignore"))) folder.ignoreFilesChanged();
    }
  }

  /** Done when changes pause: computes what is shown, and tells whoever has to know. */
  #update(): void {
    const { abilities, buffers } = this.#context;
    const changed = this.folders.all().map((folder) => folder.update());
    this.#configuration.publish(configurationDiagnostics(this.folders.all()), (file) => buffers.uriOf(file));
    if (!changed.includes(true) && !this.#mustAnnounce) return;
    this.#mustAnnounce = false;
    this.#changes.announce();
    this.#sendCounts(true);
    if (!abilities.pullDiagnostics) this.#pushed.publish(this.diagnostics.toPush(), (file) => buffers.uriOf(file));
    else if (abilities.refreshesDiagnostics) this.#refreshSoon();
  }

  /** Tells Drydock's own client how things stand; without being `certain` only when the counts are others. */
  #sendCounts(certain = false): void {
    if (!this.#context.abilities.clientCommands) return;
    const counts = countsOf(this.folders.all());
    const said = JSON.stringify(counts);
    if (said === this.#counts && !certain) return;
    this.#counts = said;
    void this.#context.connection.sendNotification(changedNotification, counts);
  }

  #refreshSoon(): void {
    clearTimeout(this.#refreshing);
    this.#refreshing = setTimeout(() => {
      if (!this.diagnostics.isAnyOutdated()) return;
      this.#context.boundary.run("refresh", () => this.#context.connection.languages.diagnostics.refresh());
    }, refreshPause);
  }
}
