import { type QuickPickItem, Range, TextEditorRevealType, Uri, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type FixCopiesParams, fixCopiesRequest, type FixCopiesResult, type WireCopy, type WireFinding } from "../../server/src/lsp/protocol.ts";
import { lineCountOf, nameOf, rangeOf } from "./places.ts";
import { startRename } from "./rename.ts";
import { applied } from "./serverEdits.ts";

interface CopyItem extends QuickPickItem {
  readonly copy: WireCopy;
  readonly index: number;
}

/** Asks which copies of a finding are to be said once, showing each as it is gone over, and does it. */
export async function chooseCopies(finding: WireFinding, client: LanguageClient): Promise<void> {
  const chosen = await pickCopies(finding);
  if (chosen === undefined) return;
  if (chosen.length < 2) {
    void window.showInformationMessage("Choose at least two copies to say them once.");
    return;
  }
  const params: FixCopiesParams = { id: finding.id, copies: chosen };
  const result = await client.sendRequest<FixCopiesResult | null>(fixCopiesRequest, params);
  if (!(await applied(result, client, "The copies could not be said once. Drydock’s log says why."))) return;
  if (result?.note !== undefined) void window.showInformationMessage(result.note);
  if (result?.rename !== undefined) await startRename(result.rename);
}

/** The numbers of the copies that the user leaves ticked; `undefined` when the list was closed. */
async function pickCopies({ copies }: WireFinding): Promise<readonly number[] | undefined> {
  const editor = window.activeTextEditor;
  const items = copies.map((copy, index): CopyItem => ({ label: nameOf(copy), description: copy.path, detail: `${lineCountOf(copy)} lines`, picked: true, copy, index }));
  const picked = await window.showQuickPick(items, {
    title: "Choose which copies to say once",
    placeHolder: "The others stay as they are",
    canPickMany: true,
    matchOnDescription: true,
    onDidSelectItem: (item) => void preview(items.find((one) => one === item)),
  });
  if (picked === undefined && editor !== undefined) await window.showTextDocument(editor.document, { selection: editor.selection, preserveFocus: false });
  return picked?.map(({ index }) => index);
}

/** Shows the copy behind the list, which keeps the focus. */
async function preview(item: CopyItem | undefined): Promise<void> {
  if (item === undefined) return;
  const range = rangeOf(item.copy.range);
  const document = await workspace.openTextDocument(Uri.parse(item.copy.uri));
  const editor = await window.showTextDocument(document, { preview: true, preserveFocus: true, selection: new Range(range.start, range.end) });
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
