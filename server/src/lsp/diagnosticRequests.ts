import {
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver/node";
import type { Abilities } from "./abilities.ts";
import type { Buffers } from "./buffers.ts";
import { type FileDiagnostics, resultIdOf } from "./diagnostics.ts";
import type { SettingsOfEditor } from "./editorSettings.ts";
import type { Folders } from "./folders.ts";
import type { Changes } from "./publishing.ts";
import { cancelled } from "./requests.ts";
import type { Settling } from "./settling.ts";
import { pathOf } from "./uris.ts";

export interface DiagnosticContext {
  readonly abilities: Abilities;
  readonly buffers: Buffers;
  readonly changes: Changes;
  readonly folders: Folders;
  readonly settings: SettingsOfEditor;
  readonly settling: Settling;
}

const none: FileDiagnostics = { resultId: resultIdOf([]), items: [] };

/** Answers the client's questions for diagnostics, and knows which of its answers are no longer right. */
export class DiagnosticRequests {
  readonly #context: DiagnosticContext;
  /** What the client was told last, by file. */
  readonly #told = new Map<string, string>();
  /** The number of changes when all files were told last. */
  #toldAllAt: number | undefined;

  constructor(context: DiagnosticContext) {
    this.#context = context;
  }

  /** During a first scan the answer is empty where the client can be told to ask again, else it waits. */
  async ofDocument(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    const file = pathOf(params.textDocument.uri);
    if (file === undefined) return full(none);
    await this.#context.settling.settled(token);
    while (this.#isScanning(file) && !this.#context.abilities.refreshesDiagnostics) {
      await this.#context.changes.next(token);
      if (token.isCancellationRequested) throw cancelled();
    }
    const now = this.diagnosticsIn(file);
    this.#told.set(file, now.resultId);
    if (params.previousResultId === now.resultId) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: now.resultId };
    }
    return full(now);
  }

  /**
   * All files with diagnostics, and those that have none any more. A question that would get the same
   * answer as the last one waits for a change.
   */
  async ofWorkspace(params: WorkspaceDiagnosticParams, token: CancellationToken): Promise<WorkspaceDiagnosticReport> {
    const { changes, settling } = this.#context;
    await settling.settled(token);
    while (this.#toldAllAt === changes.count) {
      await changes.next(token);
      if (token.isCancellationRequested) throw cancelled();
    }
    this.#toldAllAt = changes.count;
    const previous = new Map(
      params.previousResultIds.map(({ uri, value }) => [pathOf(uri) ?? uri, { uri, value }] as const),
    );
    const files = this.filesWithDiagnostics();
    const items = files.flatMap((file) => this.#report(file, previous.get(file)?.value));
    const listed = new Set(files);
    for (const [file, { uri, value }] of previous) {
      if (!listed.has(file) && value !== none.resultId) items.push({ ...full(none), uri, version: null });
    }
    return { items };
  }

  /** The diagnostics that are shown of a file, by the settings of the editor. */
  diagnosticsIn(file: string): FileDiagnostics {
    if (!this.#context.settings.window.squiggles) return none;
    return this.#context.folders.of(file)?.diagnosticsIn(file) ?? none;
  }

  /** Files that the whole workspace is told of; none where the setting does not ask for it. */
  filesWithDiagnostics(): readonly string[] {
    const { folders, settings } = this.#context;
    if (!settings.window.workspaceDiagnostics) return [];
    const files = folders.all().flatMap((folder) => folder.filesWithSquiggles());
    return [...new Set(files)].filter((file) => this.diagnosticsIn(file).items.length > 0).sort();
  }

  /** Diagnostics of open files, and of all others by the setting, for a client that is told without asking. */
  toPush(): ReadonlyMap<string, Diagnostic[]> {
    const files = new Set([...this.#context.buffers.files(), ...this.filesWithDiagnostics()]);
    return new Map([...files].map((file) => [file, this.diagnosticsIn(file).items]));
  }

  /** Whether an open document was told something that is no longer so. */
  isAnyOutdated(): boolean {
    return this.#context.buffers
      .files()
      .some((file) => this.#told.has(file) && this.#told.get(file) !== this.diagnosticsIn(file).resultId);
  }

  #isScanning(file: string): boolean {
    return this.#context.folders.of(file)?.state === "scanning";
  }

  #report(file: string, previous: string | undefined): WorkspaceDocumentDiagnosticReport[] {
    const now = this.diagnosticsIn(file);
    const place = { uri: this.#context.buffers.uriOf(file), version: this.#context.buffers.versionOf(file) };
    if (previous !== now.resultId) return [{ ...full(now), ...place }];
    return [{ kind: DocumentDiagnosticReportKind.Unchanged, resultId: now.resultId, ...place }];
  }
}

function full({ resultId, items }: FileDiagnostics): { kind: typeof DocumentDiagnosticReportKind.Full; resultId: string; items: Diagnostic[] } {
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}
