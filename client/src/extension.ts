import type { ExtensionContext } from "vscode";
import { compareCopies } from "./compare.ts";
import { contributeCommands } from "./commands.ts";
import { CopyTexts } from "./copyTexts.ts";
import { Findings } from "./findings.ts";
import { showTree } from "./tree.ts";
import { startClient } from "./languageClient.ts";
import { Renames } from "./rename.ts";
import { ReportDocuments } from "./reportDocuments.ts";
import { showStatus } from "./statusBar.ts";

let stop: (() => Promise<void>) | undefined;

/** Starts the language server and what only VS Code can show: commands, tree, status bar, report. */
export async function activate(context: ExtensionContext): Promise<void> {
  const renames = new Renames();
  const client = startClient(context, renames.middleware);
  stop = () => client.stop();
  const findings = new Findings(client);
  const texts = new CopyTexts();
  const report = new ReportDocuments(client);
  context.subscriptions.push(
    findings,
    texts,
    report,
    showTree(findings),
    showStatus(findings),
    contributeCommands({ client, findings, report, renames, compare: (finding, index) => compareCopies(finding, index) }),
  );
  await client.start();
}

/** Ends the server with the window. */
export async function deactivate(): Promise<void> {
  await stop?.();
}
