import { deepEqual, equal, match, ok } from "node:assert/strict";
import * as vscode from "vscode";
import { diagnosticsOf, open, uriOf } from "../host/workspace.ts";

describe("the report", () => {
  let report: vscode.TextDocument;

  before(async () => {
    await diagnosticsOf((await open("src/orders/invoice.ts")).uri);
    await vscode.commands.executeCommand("drydock.report");
    report = activeDocument();
  });

  it("is a document of its own language", () => {
    equal(report.languageId, "drydock-report");
    match(report.getText(), /^Drydock report: shop\n\n2 findings in 5 files/);
  });

  it("names every copy, as a link", async () => {
    const links: readonly vscode.DocumentLink[] = await vscode.commands.executeCommand("vscode.executeLinkProvider", report.uri, 100);
    deepEqual(
      links.map(({ range }) => report.getText(range)),
      ["src/orders/invoice.ts:4:1", "src/orders/quote.ts:4:1", "src/customers/account.ts:2:1", "src/customers/customer.ts:2:1"],
    );
  });

  it("leads from a link to the copy", async () => {
    const editor = await vscode.window.showTextDocument(report);
    const link = report.positionAt(report.getText().indexOf("src/orders/quote.ts"));
    editor.selection = new vscode.Selection(link, link);
    // The editor looks for links a moment after it opens; before that the command does nothing.
    while (activeDocument() === report) await vscode.commands.executeCommand("editor.action.openLink");
    equal(activeDocument().uri.toString(), uriOf("src/orders/quote.ts").toString());
    deepEqual(vscode.window.activeTextEditor?.selection.start, new vscode.Position(3, 0));
  });

  it("folds and outlines its findings", async () => {
    const [root]: readonly vscode.DocumentSymbol[] = await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", report.uri);
    deepEqual(root?.children.map(({ name, children }) => [name, children.length]), [
      ["Duplicate code (1)", 1],
      ["Duplicate model (1)", 1],
    ]);
    const folds: readonly vscode.FoldingRange[] = await vscode.commands.executeCommand("vscode.executeFoldingRangeProvider", report.uri);
    ok(folds.length >= 4, `Only ${folds.length} folds.`);
  });
});

describe("commands", () => {
  it("go from copy to copy, and around", async () => {
    const { uri } = await open("src/orders/invoice.ts");
    await diagnosticsOf(uri);
    const inside = new vscode.Position(6, 4);
    const editor = vscode.window.activeTextEditor;
    ok(editor);
    editor.selection = new vscode.Selection(inside, inside);
    await vscode.commands.executeCommand("drydock.nextCopy");
    equal(activeDocument().uri.toString(), uriOf("src/orders/quote.ts").toString());
    await vscode.commands.executeCommand("drydock.nextCopy");
    equal(activeDocument().uri.toString(), uri.toString());
  });

  it("compare the copies side by side", async () => {
    await diagnosticsOf((await open("src/orders/invoice.ts")).uri);
    await vscode.commands.executeCommand("drydock.compareCopies");
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    ok(input instanceof vscode.TabInputTextDiff);
  });
});

function activeDocument(): vscode.TextDocument {
  const document = vscode.window.activeTextEditor?.document;
  ok(document);
  return document;
}
