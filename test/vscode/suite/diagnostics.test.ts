import { deepEqual, equal, match } from "node:assert/strict";
import * as vscode from "vscode";
import { diagnosticsOf, eventually, noDiagnosticsIn, open, uriOf } from "../host/workspace.ts";

describe("squiggles", () => {
  it("stand under the name of a duplicated function and lead to its copy", async () => {
    const { uri } = await open("src/orders/invoice.ts");
    const [diagnostic, ...others] = await diagnosticsOf(uri);
    equal(others.length, 0);
    equal(diagnostic?.severity, vscode.DiagnosticSeverity.Warning);
    equal(ruleOf(diagnostic), "duplicate-code");
    deepEqual(diagnostic?.range, new vscode.Range(3, 16, 3, 28));
    deepEqual(
      diagnostic?.relatedInformation?.map(({ location }) => [location.uri.toString(), location.range.start.line]),
      [[uriOf("src/orders/quote.ts").toString(), 3]],
    );
    deepEqual(diagnostic?.tags ?? [], []);
  });

  it("stand under the name of a duplicated model", async () => {
    const { uri } = await open("src/customers/account.ts");
    const [diagnostic] = await diagnosticsOf(uri);
    equal(ruleOf(diagnostic), "duplicate-model");
    match(diagnostic?.message ?? "", /Customer/);
  });

  it("are silent where nothing is said twice", async () => {
    const { uri } = await open("src/orders/line.ts");
    await diagnosticsOf((await open("src/orders/quote.ts")).uri);
    deepEqual(await noDiagnosticsIn(uri), []);
  });

  it("follow the unsaved text, in the other file too", async () => {
    const invoice = await open("src/orders/invoice.ts");
    await diagnosticsOf(invoice.uri);
    const quote = await open("src/orders/quote.ts");
    const before = quote.getText();
    await replace(quote, "export const quoteTotal = (): number => 0;\n");
    await noDiagnosticsIn(quote.uri);
    await noDiagnosticsIn(invoice.uri);
    await replace(quote, before);
    equal((await diagnosticsOf(invoice.uri)).length, 1);
    await quote.save();
  });

  it("stand in the script of a component, whether an extension knows its language or not", async () => {
    const invoice = await open("src/orders/invoice.ts");
    const text = invoice.getText();
    const total = text.slice(text.indexOf("function")).replace("invoiceTotal", "receiptTotal").replace("0.19", "0.16");
    const receipt = uriOf("src/orders/Receipt.vue");
    const component = `<template>\n  <p>{{ receiptTotal(lines) }}</p>\n</template>\n\n<script setup lang="ts">\n${total}</script>\n`;
    await vscode.workspace.fs.writeFile(receipt, new TextEncoder().encode(component));
    try {
      // A document that a test has opened by itself stays open for minutes, whatever is shown.
      await vscode.commands.executeCommand("vscode.open", receipt);
      deepEqual((await diagnosticsOf(receipt)).map(({ range }) => range), [new vscode.Range(5, 9, 5, 21)]);
    } finally {
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
      await vscode.workspace.fs.delete(receipt);
    }
    await open("src/orders/invoice.ts");
    const copies = (): number | undefined =>
      vscode.languages.getDiagnostics(invoice.uri).find(({ source }) => source === "drydock")?.relatedInformation?.length;
    await eventually(copies, (count) => count === 1, vscode.languages.onDidChangeDiagnostics);
  });

  it("are hidden and shown again by one command", async () => {
    const { uri } = await open("src/orders/invoice.ts");
    await diagnosticsOf(uri);
    await vscode.commands.executeCommand("drydock.toggleSquiggles");
    await noDiagnosticsIn(uri);
    await vscode.commands.executeCommand("drydock.toggleSquiggles");
    equal((await diagnosticsOf(uri)).length, 1);
  });
});

function ruleOf(diagnostic: vscode.Diagnostic | undefined): unknown {
  const code = diagnostic?.code;
  return typeof code === "object" ? code.value : code;
}

async function replace(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}
