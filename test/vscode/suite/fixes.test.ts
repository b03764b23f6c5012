import { deepEqual, equal, match, ok } from "node:assert/strict";
import * as vscode from "vscode";
import { apply, diagnosticsOf, noDiagnosticsIn, open, quickFixesAt, uriOf } from "../host/workspace.ts";

describe("quick fixes", () => {
  it("keep one definition of a model, and undo brings both back", async () => {
    const account = await open("src/customers/account.ts");
    const customer = await open("src/customers/customer.ts");
    const before = [account.getText(), customer.getText()];

    await apply(await quickFix(account.uri, "Keep one definition"));
    equal(account.getText(), before[0]);
    equal(
      customer.getText(),
      [
        'import type { Account } from "./account";',
        "",
        "/** Someone who orders. */",
        "export type Customer = Account;",
        "",
        "export const greeting = (customer: Customer): string => `Dear ${customer.name}`;",
        "",
      ].join("\n"),
    );
    await noDiagnosticsIn(account.uri);
    await noDiagnosticsIn(customer.uri);

    await open("src/customers/customer.ts");
    await vscode.commands.executeCommand("undo");
    deepEqual([account.getText(), customer.getText()], before);
    equal((await diagnosticsOf(customer.uri)).length, 1);
    await customer.save();
  });

  it("extract a shared function, and undo takes it away again", async () => {
    const invoice = await open("src/orders/invoice.ts");
    const quote = await open("src/orders/quote.ts");
    const before = [invoice.getText(), quote.getText()];

    const { edit } = await quickFix(invoice.uri, "Extract to a shared function (2 copies)");
    ok(edit && (await vscode.workspace.applyEdit(edit)));
    const call = /^ {2}return (\w+)\(lines, 0\.19\);$/m.exec(invoice.getText());
    ok(call?.[1], invoice.getText());
    match(quote.getText(), new RegExp(`^  return ${call[1]}\\(items, 0\\.07\\);$`, "m"));
    const [shared] = edit.entries().map(([uri]) => uri).filter(({ path }) => !/\/(?:invoice|quote)\.ts$/.test(path));
    ok(shared);
    const { text, parameter } = await sharedText(shared, call[1]);
    equal(text.split(parameter).length - 1, 2, "The parameter is declared once and used once.");
    match(text, /^ {2}const tax = Math\.round\(\(net \+ shipping\) \* \w+\);$/m);
    await noDiagnosticsIn(invoice.uri);
    await noDiagnosticsIn(quote.uri);

    await open("src/orders/invoice.ts");
    await vscode.commands.executeCommand("undo");
    deepEqual([invoice.getText(), quote.getText()], before);
    equal((await diagnosticsOf(quote.uri)).length, 1);
    await vscode.workspace.saveAll();
  });

  it("ignore a group in drydock.json, until the file goes", async () => {
    const { uri } = await open("src/orders/quote.ts");
    await apply(await quickFix(uri, "Ignore this group in drydock.json"));
    await (await open("drydock.json")).save();
    await noDiagnosticsIn(uri);
    await noDiagnosticsIn(uriOf("src/orders/invoice.ts"));
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await vscode.workspace.fs.delete(uriOf("drydock.json"));
    equal((await diagnosticsOf(uri)).length, 1);
  });

  it("are not offered where nothing is said twice", async () => {
    const { uri } = await open("src/orders/line.ts");
    deepEqual(await quickFixesAt(uri, new vscode.Range(1, 18, 1, 18)), []);
  });
});

async function sharedText(uri: vscode.Uri, name: string): Promise<{ readonly text: string; readonly parameter: string }> {
  const text = (await vscode.workspace.openTextDocument(uri)).getText();
  const head = new RegExp(`^export function ${name}\\(lines: readonly Line\\[\\], (\\w+): number\\): number \\{$`, "m").exec(text);
  ok(head?.[1], text);
  return { text, parameter: head[1] };
}

async function quickFix(uri: vscode.Uri, title: string): Promise<vscode.CodeAction> {
  const [diagnostic] = await diagnosticsOf(uri);
  ok(diagnostic);
  const actions = await quickFixesAt(uri, diagnostic.range);
  const action = actions.find((one) => one.title === title);
  ok(action, `Only these are offered: ${actions.map((one) => one.title).join(", ")}`);
  equal(action.disabled, undefined);
  return action;
}
