import {
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  type Connection,
  MessageType,
  ShowMessageNotification,
} from "vscode-languageserver/node";
import { type ActionData, actionDataOf, isOfSelection } from "./actionData.ts";
import { codeActionsAt } from "./codeActions.ts";
import { clientCommands } from "./protocol.ts";
import { cancelled, contentModified } from "./requests.ts";
import { changedMeanwhile, resolveAction, type ResolutionContext, type Resolved, resolveSelection } from "./resolution.ts";
import { selectionActionsAt } from "./selectionActions.ts";
import type { Folder } from "./folder.ts";
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
  if (folder === undefined) return [];
  return [...(await codeActionsAt(folder, file, params, context)), ...(await selectionActionsAt(folder, file, params, context))];
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
  const resolved =
    folder === undefined
      ? { reason: changedMeanwhile }
      : await withProgress(connection, token, (signal) => resolveData(data, folder, context, signal));
  if ("isGivenUp" in resolved) throw cancelled();
  if ("reason" in resolved) {
    show(connection, MessageType.Warning, resolved.reason);
    if (resolved.reason === changedMeanwhile) throw contentModified(changedMeanwhile);
    return { ...action, disabled: { reason: resolved.reason } };
  }
  if (resolved.note !== undefined) show(connection, MessageType.Info, resolved.note);
  const { edit, rename } = resolved;
  if (rename === undefined || !context.abilities.resolvesCommands) return { ...action, edit };
  return { ...action, edit, command: { title: "Rename", command: clientCommands.startRename, arguments: [rename] } };
}

/** Work that is done sooner shows no progress, in milliseconds. */
const unnoticed = 700;

async function resolveData(data: ActionData, folder: Folder, context: ResolutionContext, signal: AbortSignal): Promise<Resolved> {
  if (isOfSelection(data)) return resolveSelection(data, folder, context, signal);
  const finding = folder.finding(data.id);
  return finding === undefined ? { reason: changedMeanwhile } : resolveAction(data, finding, folder, context, signal);
}

const progressTitle = "Drydock: building and checking the edit";

/** Shows a progress while `work` takes long enough for a user to wonder. There and by `token` it can be cancelled. */
export async function withProgress<T>(connection: Connection, token: CancellationToken, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const cancelling = token.onCancellationRequested(() => stop.abort());
  let bar: ReturnType<Connection["window"]["createWorkDoneProgress"]> | undefined;
  const timer = setTimeout(() => {
    bar = connection.window.createWorkDoneProgress();
    void bar.then((begun) => {
      begun.begin(progressTitle, undefined, undefined, true);
      begun.token.onCancellationRequested(() => stop.abort());
    });
  }, unnoticed);
  try {
    return await work(stop.signal);
  } finally {
    clearTimeout(timer);
    cancelling.dispose();
    void bar?.then((begun) => begun.done());
  }
}

/** Shows a sentence that asks nothing, so that the client has nothing to answer. */
function show(connection: Connection, type: MessageType, message: string): void {
  void connection.sendNotification(ShowMessageNotification.type, { type, message });
}
