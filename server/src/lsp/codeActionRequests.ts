import {
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  type Connection,
  MessageType,
  ShowMessageNotification,
} from "vscode-languageserver/node";
import { actionDataOf, codeActionsAt } from "./codeActions.ts";
import { contentModified } from "./requests.ts";
import { changedMeanwhile, resolveAction, type ResolutionContext } from "./resolution.ts";
import type { Session } from "./session.ts";
import { pathOf } from "./uris.ts";

/** The menu at a place. Where a folder is still scanned it is empty. */
export async function listCodeActions(
  session: Session,
  params: CodeActionParams,
  context: ResolutionContext & { readonly squiggles: boolean },
  token: CancellationToken,
): Promise<CodeAction[]> {
  const file = pathOf(params.textDocument.uri);
  if (file === undefined) return [];
  await session.settling.settled(token);
  const folder = session.folders.of(file);
  return folder === undefined ? [] : codeActionsAt(folder, file, params, context);
}

/**
 * Builds the edit of a chosen action. A refusal is said to the user, and the action comes back without
 * an edit and disabled, as it will stand in the next menu.
 */
export async function resolveCodeAction(
  session: Session,
  action: CodeAction,
  context: ResolutionContext,
  connection: Connection,
  token: CancellationToken,
): Promise<CodeAction> {
  const data = actionDataOf(action.data);
  if (data === undefined) return action;
  await session.settling.settled(token);
  const folder = session.folders.of(data.file);
  const finding = folder?.finding(data.id);
  const resolved =
    folder === undefined || finding === undefined
      ? { reason: changedMeanwhile }
      : await withProgress(connection, "Drydock: building and checking the edit", resolveAction(data, finding, folder, context));
  if ("reason" in resolved) {
    show(connection, MessageType.Warning, resolved.reason);
    if (resolved.reason === changedMeanwhile) throw contentModified(changedMeanwhile);
    return { ...action, disabled: { reason: resolved.reason } };
  }
  if (resolved.note !== undefined) show(connection, MessageType.Info, resolved.note);
  return { ...action, edit: resolved.edit, ...(resolved.command === undefined ? {} : { command: resolved.command }) };
}

/** Work that is done sooner shows no progress, in milliseconds. */
const unnoticed = 700;

/** Shows a progress while `work` takes long enough for a user to wonder. */
async function withProgress<T>(connection: Connection, title: string, work: Promise<T>): Promise<T> {
  let bar: ReturnType<Connection["window"]["createWorkDoneProgress"]> | undefined;
  const timer = setTimeout(() => {
    bar = connection.window.createWorkDoneProgress();
    void bar.then((begun) => begun.begin(title));
  }, unnoticed);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    void bar?.then((begun) => begun.done());
  }
}

/** Shows a sentence that asks nothing, so that the client has nothing to answer. */
function show(connection: Connection, type: MessageType, message: string): void {
  void connection.sendNotification(ShowMessageNotification.type, { type, message });
}
