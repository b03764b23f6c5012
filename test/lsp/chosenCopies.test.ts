import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver";
import type { Editor } from "./harness/editor.ts";
import { RpcError } from "./harness/rpc.ts";
import { invoiceTotal } from "./harness/samples.ts";
import { editors } from "./harness/suite.ts";

const tsconfig = JSON.stringify({ compilerOptions: { strict: true, target: "es2022", lib: ["es2022"], module: "esnext", moduleResolution: "bundler" } });
const two = `${invoiceTotal("sumOrder")}\n${invoiceTotal("sumOffer", "USD")}`;
const shop = { "src/order.ts": two, "src/cart.ts": invoiceTotal("sumCart", "GBP"), "tsconfig.json": tsconfig };

interface FixedCopies {
  readonly edit?: WorkspaceEdit;
  readonly reason?: string;
  readonly rename?: { readonly uri: string };
}

describe("language server: some copies of a finding", () => {
  const start = editors();

  it("can be those of one file, where others stand elsewhere", async () => {
    const editor = await start.on(shop);
    editor.open("src/order.ts", two);
    const action = (await fixesAt(editor, "src/order.ts")).find(({ title }) => title.endsWith(", in this file only"));
    ok(action);
    const { edit, disabled } = await editor.resolve(action);
    ok(edit, disabled?.reason);
    const after = editor.applied(edit, shop);
    deepEqual(Object.keys(after), ["src/order.ts"]);
    equal(after["src/order.ts"]?.match(/for \(const line of lines\)/g)?.length, 1);
  });

  it("are not offered where all stand in one file, or one in each", async () => {
    const editor = await start.on({ "src/order.ts": two, "tsconfig.json": tsconfig });
    editor.open("src/order.ts", two);
    deepEqual((await fixesAt(editor, "src/order.ts")).filter(({ title }) => title.includes("this file only")), []);
  });

  it("can be chosen in Drydock's own client, which asks for their edit and renames", async () => {
    const editor = await start.on(shop, { initializationOptions: { clientCommands: true } });
    editor.open("src/order.ts", two);
    const actions = await fixesAt(editor, "src/order.ts");
    const choice = actions.find(({ command }) => command?.command === "drydock.chooseCopies");
    const [finding] = await editor.findings();
    ok(finding);
    deepEqual(choice?.command?.arguments, [finding.id]);
    const [order, cart] = ["src/order.ts", "src/cart.ts"].map((file) => finding.copies.findIndex((copy) => copy.startsWith(`${file}:`)));
    const { edit, rename, reason } = await editor.ask<FixedCopies>("drydock/fixCopies", { id: finding.id, copies: [order, cart] });
    ok(edit, reason);
    ok(rename);
    const all = { ...shop, ...editor.applied(edit, shop) };
    equal(Object.values(all).join("").match(/for \(const line of lines\)/g)?.length, 2, "one of the two that were chosen is gone");
  });

  it("must be two at least, and of a finding that is still there", async () => {
    const editor = await start.on(shop);
    const [finding] = await editor.findings();
    ok(finding);
    const one = await editor.ask<FixedCopies>("drydock/fixCopies", { id: finding.id, copies: [0] });
    deepEqual(one, { reason: "At least two copies are needed to say them once." });
    const none = await editor.ask<FixedCopies>("drydock/fixCopies", { id: "dc-none", copies: [0, 1] });
    match(none.reason ?? "", /^The code has changed/);
  });

  it("are not built any more when the editor gives up, and then they are again", async () => {
    const editor = await start.on(shop);
    editor.open("src/order.ts", two);
    // This one is never built ahead, as the fix of all copies may be.
    const action = (await fixesAt(editor, "src/order.ts")).find(({ title }) => title.endsWith(", in this file only"));
    ok(action);
    const resolution = editor.server.request("codeAction/resolve", action);
    editor.server.notify("$/cancelRequest", { id: resolution.id });
    await rejects(resolution.answer, (error) => error instanceof RpcError && error.code === -32800);
    ok((await editor.resolve(action)).edit);
  });
});

async function fixesAt(editor: Editor, file: string): Promise<readonly CodeAction[]> {
  const [diagnostic] = await editor.diagnostics(file);
  ok(diagnostic);
  return editor.actions(file, diagnostic.range, { only: ["quickfix"], triggerKind: 2 });
}
