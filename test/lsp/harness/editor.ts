import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type {
  ClientCapabilities,
  CodeAction,
  CodeActionContext,
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeParams,
  InitializeResult,
  Position,
  Range,
  TextEdit,
  WorkspaceDiagnosticReport,
  WorkspaceEdit,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import { RpcProcess } from "./rpc.ts";

/** What a modern editor can do. */
export const fullCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ["create", "rename", "delete"],
      changeAnnotationSupport: {},
    },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: true, relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } },
      dataSupport: true,
      disabledSupport: true,
      resolveSupport: { properties: ["edit", "command"] },
    },
  },
  window: { workDoneProgress: true },
};

export interface EditorOptions {
  /** Files of the workspace by relative path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Workspace folders, relative; the workspace's root when left out. */
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly initializationOptions?: unknown;
  readonly nodeArguments?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** An editor without a window: real files in a folder of its own, open documents, and a server. */
export class Editor {
  readonly root: string;
  readonly server: RpcProcess;
  settings: Readonly<Record<string, unknown>>;
  readonly #options: EditorOptions;
  readonly #open = new Map<string, TextDocument>();

  constructor(options: EditorOptions = {}) {
    this.#options = options;
    this.root = realpathSync(mkdtempSync(path.join(tmpdir(), "drydock-lsp-")));
    this.settings = options.settings ?? {};
    for (const [file, text] of Object.entries(options.files ?? {})) this.write(file, text);
    this.server = new RpcProcess(options);
    this.server.on("workspace/configuration", (params) =>
      (params as { items: unknown[] }).items.map(() => this.settings),
    );
  }

  /** Starts an editor on the files, and answers when the first scan is done. */
  static async on(files: Readonly<Record<string, string>>, options: Omit<EditorOptions, "files"> = {}): Promise<Editor> {
    const editor = new Editor({ ...options, files });
    await editor.initialize();
    editor.initialized();
    await editor.findings();
    return editor;
  }

  async initialize(): Promise<InitializeResult> {
    const folders = (this.#options.folders ?? [""]).map((folder) => ({ uri: this.uri(folder), name: folder || "workspace" }));
    const params: InitializeParams = {
      processId: process.pid,
      rootUri: null,
      capabilities: this.#options.capabilities ?? fullCapabilities,
      workspaceFolders: folders.length === 0 ? null : folders,
      initializationOptions: this.#options.initializationOptions,
    };
    return this.ask<InitializeResult>("initialize", params);
  }

  initialized(): void {
    this.server.notify("initialized", {});
  }

  async ask<T>(method: string, params: unknown): Promise<T> {
    return (await this.server.request(method, params).answer) as T;
  }

  /** What the tree would show; waits for running scans. */
  async findings(): Promise<readonly { id: string; rule: string; copies: readonly string[] }[]> {
    await this.ask("drydock/report", {});
    const { folders } = await this.ask<{ folders: { rules: { findings: { id: string; rule: string; copies: { path: string; head: Range }[] }[] }[] }[] }>(
      "drydock/findings",
      null,
    );
    return folders.flatMap(({ rules }) =>
      rules.flatMap(({ findings }) =>
        findings.map(({ id, rule, copies }) => ({
          id,
          rule,
          copies: copies.map((copy) => `${copy.path}:${copy.head.start.line + 1}`),
        })),
      ),
    );
  }

  uri(file: string): string {
    return URI.file(this.path(file)).toString();
  }

  path(file: string): string {
    return path.join(this.root, file);
  }

  write(file: string, text: string): void {
    mkdirSync(path.dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  delete(file: string): void {
    rmSync(this.path(file), { recursive: true });
  }

  /** Tells the server of changes on disk, as a file watcher does: 1 created, 2 changed, 3 deleted. */
  watched(...events: readonly (readonly [file: string, type: 1 | 2 | 3])[]): void {
    this.server.notify("workspace/didChangeWatchedFiles", {
      changes: events.map(([file, type]) => ({ uri: this.uri(file), type })),
    });
  }

  open(file: string, text: string, languageId = "typescript"): void {
    const document = TextDocument.create(this.uri(file), languageId, 1, text);
    this.#open.set(file, document);
    this.server.notify("textDocument/didOpen", { textDocument: { uri: document.uri, languageId, version: 1, text } });
  }

  /** Replaces the first `before` of an open document by `after`, as an incremental change. */
  type(file: string, before: string, after: string): void {
    const document = this.#document(file);
    const at = document.getText().indexOf(before);
    if (at < 0) throw new Error(`“${before}” does not stand in ${file}.`);
    const range = { start: document.positionAt(at), end: document.positionAt(at + before.length) };
    const contentChanges = [{ range, text: after }];
    TextDocument.update(document, contentChanges, document.version + 1);
    this.server.notify("textDocument/didChange", {
      textDocument: { uri: document.uri, version: document.version },
      contentChanges,
    });
  }

  close(file: string): void {
    this.#open.delete(file);
    this.server.notify("textDocument/didClose", { textDocument: { uri: this.uri(file) } });
  }

  text(file: string): string {
    return this.#document(file).getText();
  }

  async report(file: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.ask("textDocument/diagnostic", { textDocument: { uri: this.uri(file) }, previousResultId });
  }

  /** The diagnostics of a file as the client is told when it asks. */
  async diagnostics(file: string): Promise<readonly Diagnostic[]> {
    const report = await this.report(file);
    if (report.kind !== "full") throw new Error("A first question gets a full answer.");
    return report.items;
  }

  async workspaceDiagnostics(previousResultIds: readonly { uri: string; value: string }[] = []): Promise<WorkspaceDiagnosticReport> {
    return this.ask("workspace/diagnostic", { previousResultIds });
  }

  /** The menu at a place, asked for unless `triggerKind` says otherwise. */
  async actions(file: string, at: Position | Range, context: Partial<CodeActionContext> = {}): Promise<readonly CodeAction[]> {
    const range = "start" in at ? at : { start: at, end: at };
    return this.ask("textDocument/codeAction", {
      textDocument: { uri: this.uri(file) },
      range,
      context: { diagnostics: [], triggerKind: 1, ...context },
    });
  }

  async resolve(action: CodeAction): Promise<CodeAction> {
    return this.ask("codeAction/resolve", action);
  }

  /** The texts, by relative path, that an edit leaves, `undefined` for what it deletes; `diskText` gives those of files that are not open. */
  applied(edit: WorkspaceEdit, diskText: Readonly<Record<string, string>>): Readonly<Record<string, string | undefined>> {
    const texts: Record<string, string | undefined> = {};
    for (const change of edit.documentChanges ?? []) {
      if ("kind" in change) {
        if (change.kind === "rename") throw new Error("An edit may not rename files.");
        texts[this.#relative(change.uri)] = change.kind === "create" ? "" : undefined;
        continue;
      }
      const file = this.#relative(change.textDocument.uri);
      const before = texts[file] ?? this.#open.get(file)?.getText() ?? diskText[file];
      if (before === undefined) throw new Error(`The edit is for ${file}, which is not there.`);
      const document = TextDocument.create(change.textDocument.uri, "typescript", 1, before);
      texts[file] = TextDocument.applyEdits(document, change.edits as TextEdit[]);
    }
    return texts;
  }

  /** Ends the server as an editor does, and takes the files away. */
  async dispose(): Promise<void> {
    if (this.server.process.exitCode === null) {
      await this.ask("shutdown", null);
      this.server.notify("exit", null);
      await this.server.exit();
    }
    rmSync(this.root, { recursive: true, force: true });
  }

  #relative(uri: string): string {
    return path.relative(this.root, URI.parse(uri).fsPath).replaceAll("\\", "/");
  }

  #document(file: string): TextDocument {
    const document = this.#open.get(file);
    if (document === undefined) throw new Error(`${file} is not open.`);
    return document;
  }
}
