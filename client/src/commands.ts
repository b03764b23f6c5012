import { commands, ConfigurationTarget, Disposable, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { clientCommands, type WireFinding } from "../../server/src/lsp/protocol.ts";
import { chooseCopies } from "./chooseCopies.ts";
import { copyAt } from "./copyTexts.ts";
import type { Findings, FoundCopy } from "./findings.ts";
import { ignoreFinding } from "./ignore.ts";
import { openCopy } from "./places.ts";
import type { Renames } from "./rename.ts";
import type { ReportDocuments } from "./reportDocuments.ts";

export interface CommandContext {
  readonly client: LanguageClient;
  readonly findings: Findings;
  readonly report: ReportDocuments;
  readonly renames: Renames;
  compare(finding: WireFinding, index: number): Promise<void>;
}

const nothingHere =
  "No copy stands here. Put the cursor on code that Drydock underlines, or choose a group in the Drydock view.";

/** Registers the commands of the manifest and those that the server's code actions name. */
export function contributeCommands(context: CommandContext): Disposable {
  const { client, findings, report } = context;
  const onCopy =
    (act: (copy: FoundCopy) => Promise<void>) =>
    async (...given: unknown[]): Promise<void> => {
      const copy = await copyMeant(findings, given);
      if (copy === undefined) void window.showInformationMessage(nothingHere);
      else await act(copy);
    };
  return Disposable.from(
    commands.registerCommand("drydock.report", () => report.show()),
    commands.registerCommand("drydock.refreshReport", () => report.refresh()),
    commands.registerCommand(
      clientCommands.compareCopies,
      onCopy(({ finding, index }) => context.compare(finding, index)),
    ),
    commands.registerCommand(
      "drydock.nextCopy",
      onCopy((copy) => openNext(copy, findings)),
    ),
    commands.registerCommand(
      "drydock.openCopy",
      onCopy(async ({ finding, index }) => {
        const copy = finding.copies[index];
        if (copy === undefined) return;
        findings.visit(finding);
        await openCopy(copy);
      }),
    ),
    commands.registerCommand(
      "drydock.ignoreGroup",
      onCopy((copy) => ignoreFinding(copy, client)),
    ),
    commands.registerCommand(
      clientCommands.chooseCopies,
      onCopy(({ finding }) => chooseCopies(finding, client)),
    ),
    commands.registerCommand("drydock.toggleSquiggles", toggleSquiggles),
    commands.registerCommand(clientCommands.startRename, () => context.renames.startAfterEdit()),
    commands.registerCommand(clientCommands.showReason, (reason: string) => window.showInformationMessage(reason)),
  );
}

async function openNext({ finding, index }: FoundCopy, findings: Findings): Promise<void> {
  const next = finding.copies[(index + 1) % finding.copies.length];
  if (next === undefined) return;
  findings.visit(finding);
  await openCopy(next);
}

/**
 * The copy that a command is about: a node of the view, an id with the number of a copy as the server's
 * code actions give them, or what stands at the cursor, in the diff editor too.
 */
async function copyMeant(findings: Findings, [first, second]: readonly unknown[]): Promise<FoundCopy | undefined> {
  const id = typeof first === "string" ? first : findingIdOf(first);
  if (id !== undefined) return copyOf(findings, id, typeof second === "number" ? second : indexOf(first));
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const compared = copyAt(editor.document.uri);
  return compared === undefined
    ? findings.at(editor.document.uri, editor.selection.active)
    : copyOf(findings, compared.finding, compared.index);
}

async function copyOf(findings: Findings, id: string, index: number): Promise<FoundCopy | undefined> {
  const finding = await findings.byId(id);
  return finding && { finding, index };
}

function findingIdOf(node: unknown): string | undefined {
  const finding: unknown = field(node, "finding");
  const id = field(finding, "id");
  return typeof id === "string" ? id : undefined;
}

function indexOf(node: unknown): number {
  const index = field(node, "index");
  return typeof index === "number" ? index : 0;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Turns the setting around where it is set: in the workspace if it is there, else for the user. */
async function toggleSquiggles(): Promise<void> {
  const settings = workspace.getConfiguration("drydock");
  const inWorkspace = settings.inspect("squiggles")?.workspaceValue !== undefined;
  const target = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  const shown = !settings.get<boolean>("squiggles", true);
  await settings.update("squiggles", shown, target);
  window.setStatusBarMessage(shown ? "Drydock’s squiggles are shown." : "Drydock’s squiggles are hidden.", 4_000);
}
