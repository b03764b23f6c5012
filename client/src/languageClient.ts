import type { ExtensionContext } from "vscode";
import { LanguageClient, type Middleware, TransportKind } from "vscode-languageclient/node";
import { analysedDocuments, type InitializationOptions, settingsDocument } from "../../server/src/lsp/protocol.ts";

/** The client of the server that is bundled with the extension, not yet started. */
export function startClient(context: ExtensionContext, middleware: Middleware): LanguageClient {
  const initializationOptions: InitializationOptions = { clientCommands: true };
  const server = {
    module: context.asAbsolutePath("dist/server.cjs"),
    transport: TransportKind.ipc,
    args: ["lsp"],
  };
  return new LanguageClient(
    "drydock",
    "Drydock",
    { run: server, debug: { ...server, options: { execArgv: ["--nolazy", "--inspect=6019"] } } },
    {
      documentSelector: [...analysedDocuments, settingsDocument],
      initializationOptions,
      middleware,
      diagnosticPullOptions: { onChange: true, onFocus: true },
    },
  );
}
