/** The opened folder as tests of the extension host see it. */
import * as vscode from "vscode";

/** @param path relative to the opened folder, with `/` */
export function uriOf(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("No folder is open.");
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Opens a file of the folder in an editor. */
export async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uriOf(path));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Drydock's diagnostics in a file, as soon as there are any. */
export function diagnosticsOf(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  return diagnosticsWhere(uri, (diagnostics) => diagnostics.length > 0);
}

/** Drydock's diagnostics in a file, as soon as there are none. */
export function noDiagnosticsIn(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  return diagnosticsWhere(uri, (diagnostics) => diagnostics.length === 0);
}

/** Never settles when `isAwaited` never holds: the test's own time limit then says so. */
async function diagnosticsWhere(
  uri: vscode.Uri,
  isAwaited: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const now = (): readonly vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "drydock");
  return eventually(now, isAwaited, vscode.languages.onDidChangeDiagnostics);
}

/** The first value that `isAwaited` takes, looked at now and after every `event`. */
export function eventually<Value>(read: () => Value, isAwaited: (value: Value) => boolean, event: vscode.Event<unknown>): Promise<Value> {
  return new Promise((resolve) => {
    const look = (): void => {
      const value = read();
      if (!isAwaited(value)) return;
      subscription.dispose();
      resolve(value);
    };
    const subscription = event(look);
    look();
  });
}

/** Drydock's quick fixes at a place, with their edits built; the disabled ones too. */
export async function quickFixesAt(uri: vscode.Uri, range: vscode.Range): Promise<readonly vscode.CodeAction[]> {
  const resolved = 20;
  const actions: readonly vscode.CodeAction[] = await vscode.commands.executeCommand(
    "vscode.executeCodeActionProvider",
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    resolved,
  );
  return actions.filter(({ kind }) => kind?.value === vscode.CodeActionKind.QuickFix.value);
}

/** Does what a click on a quick fix does: the edit, then the command. */
export async function apply(action: vscode.CodeAction): Promise<void> {
  if (action.edit !== undefined && !(await vscode.workspace.applyEdit(action.edit))) throw new Error(`VS Code did not apply “${action.title}”.`);
  const { command } = action;
  if (command !== undefined) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []) as readonly unknown[]);
}
