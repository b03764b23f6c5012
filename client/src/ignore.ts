import { type QuickPickItem, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import { type IgnoreParams, ignoreRequest, type IgnoreResult } from "../../server/src/lsp/protocol.ts";
import type { FoundCopy } from "./findings.ts";
import { nameOf } from "./places.ts";

/** Asks where a group is to be ignored, and writes it there. */
export async function ignoreFinding({ finding, index }: FoundCopy, client: LanguageClient): Promise<void> {
  const copy = finding.copies[index];
  const places: readonly (QuickPickItem & Pick<IgnoreParams, "place">)[] = [
    {
      label: "$(comment) With a comment",
      description: copy === undefined ? "" : `above ${nameOf(copy)}`,
      place: "here",
    },
    { label: "$(json) In drydock.json", description: "for the whole workspace", place: "configuration" },
  ];
  const picked = await window.showQuickPick(places, { title: "Ignore this group", placeHolder: "Where?" });
  if (picked === undefined) return;
  const params: IgnoreParams = { id: finding.id, place: picked.place, copy: index };
  const result = await client.sendRequest<IgnoreResult | null>(ignoreRequest, params);
  if (!isEdit(result?.edit)) {
    void window.showWarningMessage(result?.reason ?? "The group could not be ignored. Drydock’s log says why.");
    return;
  }
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(result.edit);
  const applied = await workspace.applyEdit(edit);
  if (!applied) void window.showWarningMessage("The code has changed meanwhile, so nothing was written. Try again.");
}

function isEdit(edit: unknown): edit is WorkspaceEdit {
  return typeof edit === "object" && edit !== null;
}
