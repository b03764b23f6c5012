import { window, workspace } from "vscode";
import type { LanguageClient, WorkspaceEdit } from "vscode-languageclient/node";

/** What the server gives that was asked for an edit: the edit, or the sentence that says why there is none. */
export interface EditAnswer {
  readonly edit?: unknown;
  readonly reason?: string;
}

/** Makes the edit of an answer; where there is none, or it cannot be made, the user is told why. */
export async function applied(answer: EditAnswer | null, client: LanguageClient, otherwise: string): Promise<boolean> {
  if (!isEdit(answer?.edit)) {
    void window.showWarningMessage(answer?.reason ?? otherwise);
    return false;
  }
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit);
  const isDone = await workspace.applyEdit(edit);
  if (!isDone) void window.showWarningMessage("The code has changed meanwhile, so nothing was written. Try again.");
  return isDone;
}

function isEdit(edit: unknown): edit is WorkspaceEdit {
  return typeof edit === "object" && edit !== null;
}
