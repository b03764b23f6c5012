import { deepEqual, match } from "node:assert/strict";
import * as vscode from "vscode";
import { prepareWindow } from "../host/appearance.ts";
import { click, press, screenshot, texts, waitFor } from "../host/window.ts";
import { open, uriOf } from "../host/workspace.ts";

const files = ["src/orders/invoice.ts", "src/orders/quote.ts"] as const;

describe("code that says the same", () => {
  let original: readonly string[] = [];

  before(() => prepareWindow("dark"));
  beforeEach(async () => {
    original = await textsOfFiles();
  });
  // What a test that failed half way has written must not make the next ones fail.
  afterEach(() => bringBack(original));

  it("is extracted from a selection in all places by the refactor menu, and one undo brings it back", async () => {
    const { document } = await select(files[0], "const shipping = weight > 20_000 ? 1500 : 500;");
    await vscode.commands.executeCommand("editor.action.refactor");
    await waitFor(".action-widget >> text=(all 2 in 2 files)");
    await screenshot("dark", "refactor");
    const [menu] = await texts(".action-widget");
    match(menu ?? "", /Extract to function\b/);
    await click(".action-widget >> text=Extract to function (all 2 in 2 files)");
    await waitFor(".rename-box:visible");
    await screenshot("dark", "refactored");
    await press("Escape");
    await waitFor(".rename-box:visible", "hidden");
    const after = await textsOfFiles();
    for (const text of after) match(text, /^ {2}const shipping = (\w+)\(weight\);$/m);
    await undoIn(document);
    deepEqual(await textsOfFiles(), original);
  });

  it("is said once in the copies that are chosen from a list", async () => {
    const { document } = await select(files[0], "invoiceTotal");
    const done = vscode.commands.executeCommand("drydock.chooseCopies");
    await waitFor(".quick-input-widget >> text=quoteTotal (quote.ts:4)");
    await screenshot("dark", "choose-copies");
    await press("Enter");
    await waitFor(".rename-box:visible");
    await press("Escape");
    await done;
    const after = await textsOfFiles();
    for (const text of after) match(text, /^ {2}return \w+\((lines|items), 0\.(19|07)\);$/m);
    await undoIn(document);
    deepEqual(await textsOfFiles(), original);
  });
});

async function select(file: string, text: string): Promise<vscode.TextEditor> {
  await open(file);
  const editor = vscode.window.activeTextEditor;
  const start = editor?.document.getText().indexOf(text) ?? -1;
  if (editor === undefined || start < 0) throw new Error(`${file} does not say “${text}”.`);
  editor.selection = new vscode.Selection(editor.document.positionAt(start), editor.document.positionAt(start + text.length));
  await waitFor(".editor-instance .monaco-editor.focused");
  return editor;
}

function textsOfFiles(): Promise<readonly string[]> {
  return Promise.all(files.map(async (file) => (await vscode.workspace.openTextDocument(uriOf(file))).getText()));
}

/** One undo, in one of the files. */
async function undoIn(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand("undo");
}

async function bringBack(originals: readonly string[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const [index, file] of files.entries()) {
    const document = await vscode.workspace.openTextDocument(uriOf(file));
    const text = originals[index];
    const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
    if (text !== undefined && text !== document.getText()) edit.replace(document.uri, all, text);
  }
  await vscode.workspace.applyEdit(edit);
  await vscode.workspace.saveAll();
}
