import type { ClientCapabilities, InitializeParams } from "vscode-languageserver/node";
import type { InitializationOptions } from "./protocol.ts";

/** What the connected client can do, as far as the server acts on it. */
export interface Abilities {
  readonly configuration: boolean;
  readonly configurationChanges: boolean;
  readonly workspaceFolders: boolean;
  readonly watchedFiles: boolean;
  readonly pullDiagnostics: boolean;
  readonly registersPullDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  /** Code actions as objects with `data` whose edit may be built later. */
  readonly resolvesEdits: boolean;
  readonly resolvesCommands: boolean;
  readonly disabledActions: boolean;
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly deletesFiles: boolean;
  readonly changeAnnotations: boolean;
  readonly snippetEdits: boolean;
  /** The client is Drydock's own and has the commands that the server names. */
  readonly clientCommands: boolean;
}

/** Reads the abilities from what the client says in `initialize`; what it leaves out it cannot do. */
export function abilitiesOf(params: InitializeParams): Abilities {
  const { workspace, textDocument } = saidBy(params);
  const codeAction = textDocument.codeAction;
  const resolvable: readonly string[] = codeAction?.resolveSupport?.properties ?? [];
  const keepsData = codeAction?.dataSupport === true && codeAction.codeActionLiteralSupport !== undefined;
  const edit = workspace.workspaceEdit;
  return {
    configuration: workspace.configuration === true,
    configurationChanges: workspace.didChangeConfiguration?.dynamicRegistration === true,
    workspaceFolders: workspace.workspaceFolders === true,
    watchedFiles: workspace.didChangeWatchedFiles?.dynamicRegistration === true,
    pullDiagnostics: textDocument.diagnostic !== undefined,
    registersPullDiagnostics: textDocument.diagnostic?.dynamicRegistration === true,
    refreshesDiagnostics: workspace.diagnostics?.refreshSupport === true,
    relatedInformation:
      (textDocument.diagnostic?.relatedInformation ?? textDocument.publishDiagnostics?.relatedInformation) === true,
    codeDescription:
      (textDocument.diagnostic?.codeDescriptionSupport ?? textDocument.publishDiagnostics?.codeDescriptionSupport) ===
      true,
    resolvesEdits: keepsData && resolvable.includes("edit"),
    resolvesCommands: keepsData && resolvable.includes("command"),
    disabledActions: codeAction?.disabledSupport === true,
    documentChanges: edit?.documentChanges === true,
    createsFiles: edit?.documentChanges === true && edit.resourceOperations?.includes("create") === true,
    deletesFiles: edit?.documentChanges === true && edit.resourceOperations?.includes("delete") === true,
    changeAnnotations: edit?.documentChanges === true && edit.changeAnnotationSupport !== undefined,
    snippetEdits: edit?.documentChanges === true && edit.snippetEditSupport === true,
    clientCommands: hasClientCommands(params.initializationOptions),
  };
}

function saidBy({ capabilities }: InitializeParams): Required<Pick<ClientCapabilities, "workspace" | "textDocument">> {
  return { workspace: capabilities.workspace ?? {}, textDocument: capabilities.textDocument ?? {} };
}

function hasClientCommands(options: unknown): boolean {
  const name: keyof InitializationOptions = "clientCommands";
  return typeof options === "object" && options !== null && name in options && options[name] === true;
}
