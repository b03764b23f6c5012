import { type QuickPickItem, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type IgnoreParams, ignoreRequest, type IgnoreResult } from "../../server/src/lsp/protocol.ts";
import type { FoundCopy } from "./findings.ts";
import { nameOf } from "./places.ts";
import { applied } from "./serverEdits.ts";

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
  await applied(result, client, "The group could not be ignored. Drydock’s log says why.");
}
