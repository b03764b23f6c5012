import { equal, match, ok } from "node:assert/strict";
import * as vscode from "vscode";
import { prepareWindow, themes } from "../host/appearance.ts";
import { press, screenshot, texts, type, waitFor } from "../host/window.ts";
import { diagnosticsOf, eventually, open, uriOf } from "../host/workspace.ts";

for (const theme of Object.keys(themes)) {
  describe(`in a ${theme} theme`, () => {
    before(() => prepareWindow(theme));

    it("a squiggle explains itself on hover", async () => {
      await goTo("src/orders/invoice.ts", "invoiceTotal");
      await vscode.commands.executeCommand("editor.action.showHover");
      await waitFor(".monaco-hover:not(.hidden) >> text=duplicate-code");
      await screenshot(theme, "hover");
      await press("Escape");
    });

    it("the lightbulb's menu names what can be done", async () => {
      await goTo("src/orders/invoice.ts", "invoiceTotal");
      await vscode.commands.executeCommand("editor.action.quickFix");
      await waitFor(".action-widget >> text=Extract to a shared function");
      await screenshot(theme, "lightbulb");
      const [menu] = await texts(".action-widget");
      match(menu ?? "", /Compare with quoteTotal/);
      await press("Escape");
      await waitFor(".action-widget", "hidden");
    });

    it("the report is a page to read", async () => {
      await vscode.commands.executeCommand("workbench.action.closeSidebar");
      await vscode.commands.executeCommand("drydock.report");
      await waitFor(".monaco-editor .detected-link");
      await screenshot(theme, "report");
    });

    it("the view lists the groups by rule", async () => {
      await goTo("src/orders/invoice.ts", "invoiceTotal");
      await vscode.commands.executeCommand("drydock.findings.focus");
      await waitFor(".pane-body >> text=invoiceTotal, quoteTotal");
      for (const keys of ["Home", "ArrowDown", "ArrowRight"]) await press(keys);
      await waitFor(".pane-body >> text=quote.ts:4");
      await screenshot(theme, "view");
      await vscode.commands.executeCommand("workbench.view.explorer");
    });

    it("two copies stand side by side", async () => {
      await goTo("src/orders/invoice.ts", "invoiceTotal");
      await vscode.commands.executeCommand("workbench.action.closeSidebar");
      await vscode.commands.executeCommand("drydock.compareCopies");
      await waitFor(".monaco-diff-editor .char-insert");
      await screenshot(theme, "compare");
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    });
  });
}

describe("after an extraction", () => {
  before(() => prepareWindow("dark"));

  it("the editor asks for the name and renames every call", async () => {
    await goTo("src/orders/invoice.ts", "invoiceTotal");
    await vscode.commands.executeCommand("editor.action.quickFix");
    await waitFor(".action-widget >> text=Extract to a shared function");
    await press("Enter");
    await waitFor(".rename-box:visible");
    await screenshot("dark", "rename");
    await press("Control+A");
    await type("orderTotal");
    await press("Enter");
    await waitFor(".rename-box:visible", "hidden");
    const documents = await Promise.all(["invoice", "quote"].map((name) => vscode.workspace.openTextDocument(uriOf(`src/orders/${name}.ts`))));
    while (!documents.every((document) => document.getText().includes("orderTotal("))) await changed();
    // Neither Drydock nor TypeScript has anything to say any more.
    for (const { uri } of documents) {
      await eventually(() => vscode.languages.getDiagnostics(uri).length, (count) => count === 0, vscode.languages.onDidChangeDiagnostics);
    }
  });
});

/** Opens a file and puts the cursor on a word that Drydock underlines. */
async function goTo(path: string, word: string): Promise<void> {
  const document = await open(path);
  await diagnosticsOf(document.uri);
  const start = document.positionAt(document.getText().indexOf(word));
  const editor = vscode.window.activeTextEditor;
  ok(editor);
  equal(editor.document.uri.toString(), uriOf(path).toString());
  editor.selection = new vscode.Selection(start, start);
  await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
}

function changed(): Promise<unknown> {
  return new Promise((resolve) => {
    const listener = vscode.workspace.onDidChangeTextDocument((event) => {
      listener.dispose();
      resolve(event);
    });
  });
}
