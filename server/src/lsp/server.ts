import {
  CodeActionKind,
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  ProposedFeatures,
  RequestType,
  TextDocumentSyncKind,
  type WorkspaceFolder,
} from "vscode-languageserver/node";
import { type Abilities, abilitiesOf } from "./abilities.ts";
import { Buffers } from "./buffers.ts";
import { listCodeActions, resolveCodeAction } from "./codeActionRequests.ts";
import { findingsOf, fixOfCopies, ignoreEditOf, reportOf } from "./customRequests.ts";
import { SettingsOfEditor } from "./editorSettings.ts";
import {
  type FindingsResult,
  findingsRequest,
  type FixCopiesParams,
  fixCopiesRequest,
  type FixCopiesResult,
  type IgnoreParams,
  ignoreRequest,
  type IgnoreResult,
  type ReportParams,
  reportRequest,
  type ReportResult,
} from "./protocol.ts";
import { Boundary } from "./requests.ts";
import type { ResolutionContext } from "./resolution.ts";
import { Session } from "./session.ts";
import { pathOf } from "./uris.ts";
import { watchFiles } from "./watching.ts";
import { baseName } from "../syntax/paths.ts";

/**
 * Starts the language server on the transport that the process arguments name (`--stdio`,
 * `--node-ipc`, `--pipe`, `--socket`) and returns; the process ends with `exit`, with the connection, or
 * with its parent. Nothing that needs TypeScript is loaded before the client's `initialized`.
 */
export function startServer(entry: string): void {
  const connection = createConnection(ProposedFeatures.all);
  const boundary = new Boundary(connection);
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => boundary.log(event, error));
  }
  // A client that listens no more cannot be served, and not be told so either.
  process.on("disconnect", () => process.exit(1));
  process.stdout.on("error", () => process.exit(1));
  new Server(connection, boundary, entry).listen();
}

/** What there is once the engine is loaded. */
interface Ready {
  readonly session: Session;
  readonly resolution: ResolutionContext;
}

/** Takes requests and hands them to the session, which exists once the engine is loaded. */
class Server {
  readonly #connection: Connection;
  readonly #boundary: Boundary;
  readonly #entry: string;
  readonly #buffers = new Buffers();
  #folders: readonly WorkspaceFolder[] = [];
  #abilities: Abilities | undefined;
  #settings: SettingsOfEditor | undefined;
  #session: Session | undefined;
  readonly #ready: Promise<Ready>;
  #becomeReady: (ready: Ready) => void = () => undefined;

  constructor(connection: Connection, boundary: Boundary, entry: string) {
    this.#connection = connection;
    this.#boundary = boundary;
    this.#entry = entry;
    this.#ready = new Promise((resolve) => {
      this.#becomeReady = resolve;
    });
  }

  listen(): void {
    const connection = this.#connection;
    const boundary = this.#boundary;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => boundary.run("initialized", () => this.#begin()));
    connection.onShutdown(() => {
      this.#session?.dispose();
    });
    const onFile = (name: "opened" | "changed" | "closed") => (file: string) =>
      boundary.run(`document ${name}`, () => this.#session?.[name](file));
    this.#buffers.listen(connection, {
      opened: onFile("opened"),
      changed: onFile("changed"),
      closed: onFile("closed"),
    });
    connection.onDidChangeWatchedFiles(
      boundary.notification("workspace/didChangeWatchedFiles", ({ changes }) => this.#session?.filesChanged(changes)),
    );
    connection.onDidChangeConfiguration(
      boundary.notification("workspace/didChangeConfiguration", async (params) => {
        if (this.#session === undefined) this.#settings?.takePushed(params.settings);
        else await this.#session.settingsChanged(params);
      }),
    );
    this.#answer();
    connection.listen();
  }

  /** Requests that come while the engine is being loaded wait for it. */
  #answer(): void {
    const connection = this.#connection;
    const boundary = this.#boundary;
    connection.languages.diagnostics.on(
      boundary.request("textDocument/diagnostic", noDiagnostics, async (params, token) =>
        (await this.#ready).session.diagnostics.ofDocument(params, token),
      ),
    );
    connection.languages.diagnostics.onWorkspace(
      boundary.request("workspace/diagnostic", { items: [] }, async (params, token) =>
        (await this.#ready).session.diagnostics.ofWorkspace(params, token),
      ),
    );
    connection.onCodeAction(
      boundary.request("textDocument/codeAction", [], async (params, token) => {
        const { session, resolution } = await this.#ready;
        const squiggles = this.#settings?.window.squiggles !== false;
        return listCodeActions(session, params, { ...resolution, squiggles }, token);
      }),
    );
    connection.onCodeActionResolve((action, token) => {
      const resolve = boundary.request("codeAction/resolve", action, async () => {
        const { session, resolution } = await this.#ready;
        return resolveCodeAction(session, action, resolution, connection, token);
      });
      return resolve(action, token);
    });
    connection.onRequest(
      new RequestType<unknown, FindingsResult, void>(findingsRequest),
      boundary.request(findingsRequest, { folders: [] }, async (_params, token) =>
        findingsOf((await this.#ready).session, token),
      ),
    );
    connection.onRequest(
      new RequestType<ReportParams | null, ReportResult | null, void>(reportRequest),
      boundary.request(reportRequest, null, async (params, token) =>
        reportOf((await this.#ready).session, params ?? {}, token),
      ),
    );
    connection.onRequest(
      new RequestType<IgnoreParams, IgnoreResult | null, void>(ignoreRequest),
      boundary.request(ignoreRequest, null, async (params, token) => {
        const { session, resolution } = await this.#ready;
        return ignoreEditOf(session, params, resolution, token);
      }),
    );
    connection.onRequest(
      new RequestType<FixCopiesParams, FixCopiesResult | null, void>(fixCopiesRequest),
      boundary.request(fixCopiesRequest, null, async (params, token) => {
        const { session, resolution } = await this.#ready;
        return fixOfCopies(session, params, resolution, connection, token);
      }),
    );
  }

  #initialize(params: InitializeParams): InitializeResult {
    const abilities = abilitiesOf(params);
    this.#abilities = abilities;
    this.#settings = new SettingsOfEditor(this.#connection, abilities);
    this.#folders = foldersOf(params);
    return {
      serverInfo: { name: "drydock" },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorExtract],
          resolveProvider: abilities.resolvesEdits,
        },
        // Where it can be registered it is, with what the settings say of the whole workspace.
        ...(abilities.pullDiagnostics && !abilities.registersPullDiagnostics
          ? { diagnosticProvider: { identifier: "drydock", interFileDependencies: true, workspaceDiagnostics: true } }
          : {}),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  /** Loads the engine, asks for the settings, and begins. */
  async #begin(): Promise<void> {
    const [abilities, settings] = [this.#abilities, this.#settings];
    if (abilities === undefined || settings === undefined) throw new Error("initialized came before initialize.");
    const connection = this.#connection;
    const boundary = this.#boundary;
    if (abilities.watchedFiles) boundary.run("watch files", () => watchFiles(connection));
    if (abilities.configurationChanges) {
      boundary.run("watch settings", async () => {
        await connection.client.register(DidChangeConfigurationNotification.type, { section: "drydock" });
      });
    }
    if (abilities.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(
        boundary.notification("workspace/didChangeWorkspaceFolders", async ({ added, removed }) =>
          (await this.#ready).session.foldersChanged(added, removed),
        ),
      );
    }
    const roots = this.#folders.flatMap(({ uri }) => pathOf(uri) ?? []);
    // A client that fails to tell its settings gets the defaults.
    const asked = settings.pull(roots).catch((error: unknown) => boundary.log("workspace/configuration", error));
    const [{ engine }] = await Promise.all([import("./engine.ts"), asked]);
    const buffers = this.#buffers;
    const session = new Session(engine, { connection, abilities, buffers, settings, boundary, entry: this.#entry });
    this.#session = session;
    session.start(this.#folders);
    const resolution = { abilities, buffers, decisions: session.decisions, bench: session.bench, engine };
    this.#becomeReady({ session, resolution });
  }
}

/** The answer where a question fails: nothing, rather than what no longer holds. */
const noDiagnostics: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

/** The workspace folders, or the one root that clients name which know no folders. */
function foldersOf(params: InitializeParams): readonly WorkspaceFolder[] {
  if (params.workspaceFolders) return params.workspaceFolders;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- some editors say nothing else
  const uri = params.rootUri;
  return typeof uri === "string" ? [{ uri, name: baseName(uri) }] : [];
}
