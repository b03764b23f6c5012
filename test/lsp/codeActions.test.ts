import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver";
import { type Editor, fullCapabilities } from "./harness/editor.ts";
import type { WireName } from "../../server/src/lsp/protocol.ts";
import { RpcError } from "./harness/rpc.ts";
import { invoiceTotal, unlike } from "./harness/samples.ts";
import { editors } from "./harness/suite.ts";

const order = `export interface Order {
  id: string;
  total: number;
  placed: Date;
}

export const orderTitle = (order: Order): string => order.id + order.total;
`;
const purchase = `export interface Purchase {
  id: string;
  total: number;
  placed: Date;
}

export const purchaseTitle = (purchase: Purchase): string => purchase.id + purchase.total;
`;
const tsconfig = JSON.stringify({ compilerOptions: { strict: true, target: "es2022", module: "esnext", moduleResolution: "bundler" } });
const models = { "src/order.ts": order, "src/purchase.ts": purchase, "tsconfig.json": tsconfig };
const atName = { line: 0, character: 20 };

/** Names that start at the same place but are different things cannot be merged: a class with a private member. */
const account = (name: string): string => `export class ${name} {
  id = "";
  total = 0;
  private secret = "";
  reveal(): string {
    return this.secret;
  }
}
`;

describe("language server: quick fixes", () => {
  const start = editors();

  it("stand at the squiggle, tied to its diagnostic, without an edit", async () => {
    const editor = await start.on(models);
    editor.open("src/purchase.ts", purchase);
    const diagnostics = [...(await editor.diagnostics("src/purchase.ts"))];
    const actions = await editor.actions("src/purchase.ts", atName, { diagnostics });
    deepEqual(
      actions.map(({ title, kind }) => [title, kind]),
      [
        ["Keep one definition", "quickfix"],
        ["Keep one definition (preview)", "quickfix"],
        ["Keep Order", "quickfix"],
        ["Keep Purchase", "quickfix"],
        ["Ignore this group here", "quickfix"],
        ["Ignore this group in drydock.json", "quickfix"],
      ],
    );
    for (const action of actions) {
      deepEqual(action.diagnostics, diagnostics);
      equal(action.edit, undefined);
      equal(action.disabled, undefined);
    }
  });

  it("build their edit when chosen, with the versions that it is for", async () => {
    const editor = await start.on(models);
    editor.open("src/purchase.ts", purchase);
    editor.type("src/purchase.ts", "purchase.id +", "purchase.id  +");
    const fix = await choose(editor, "src/purchase.ts", "Keep one definition");
    ok(fix.edit?.documentChanges);
    const versions = fix.edit.documentChanges.map((change) => "textDocument" in change && [change.textDocument.uri, change.textDocument.version]);
    ok(versions.every((version) => version && version[1] === (version[0] === editor.uri("src/purchase.ts") ? 2 : null)));
    const after = editor.applied(fix.edit, models);
    const all = { ...models, ...after };
    equal(Object.values(all).join("").match(/placed: Date/g)?.length, 1, "one definition is left");
    match(all["src/order.ts"] + all["src/purchase.ts"], /import type|import \{ type|export type/);
    for (const [file, text] of Object.entries(after)) {
      ok(text !== undefined);
      editor.write(file, text);
      if (file === "src/purchase.ts") editor.type(file, editor.text(file), text);
    }
    editor.watched(...Object.keys(after).map((file) => [file, 2] as const));
    deepEqual(await editor.findings(), []);
  });

  it("ask for confirmation of each change in the preview, and change the same", async () => {
    const editor = await start.on(models);
    editor.open("src/purchase.ts", purchase);
    const plain = await choose(editor, "src/purchase.ts", "Keep one definition");
    const preview = await choose(editor, "src/purchase.ts", "Keep one definition (preview)");
    const edit = preview.edit as WorkspaceEdit;
    deepEqual(Object.values(edit.changeAnnotations ?? {}).map(({ needsConfirmation }) => needsConfirmation), [true]);
    ok(edit.documentChanges?.every((change) => !("edits" in change) || change.edits.every((one) => "annotationId" in one)));
    deepEqual(editor.applied(edit, models), editor.applied(plain.edit ?? {}, models));
  });

  it("let the user say which definition to keep", async () => {
    const editor = await start.on(models);
    editor.open("src/purchase.ts", purchase);
    for (const name of ["Order", "Purchase"]) {
      const { edit } = await choose(editor, "src/purchase.ts", `Keep ${name}`);
      const after = Object.values({ ...models, ...editor.applied(edit ?? {}, models) }).join("");
      match(after, new RegExp(`interface ${name} `));
      equal(after.match(/placed: Date/g)?.length, 1, "one definition is left");
    }
  });

  it("that are refused come back with the reason and without an edit, and are disabled from then on", async () => {
    const files = { "src/a.ts": account("Account"), "src/b.ts": account("Customer"), "tsconfig.json": tsconfig };
    const editor = await start.on(files, { settings: { minLines: 3, minTokens: 20 } });
    editor.open("src/a.ts", files["src/a.ts"]);
    const [diagnostic] = await editor.diagnostics("src/a.ts");
    ok(diagnostic);
    const action = (await editor.actions("src/a.ts", diagnostic.range)).find(({ data, disabled }) => isFix(data) && disabled === undefined);
    ok(action);
    const resolved = await editor.resolve(action);
    equal(resolved.edit, undefined);
    const reason = resolved.disabled?.reason ?? "";
    match(reason, /^[A-Z“"].+\.$/);
    const shown = await editor.server.message(({ method }) => method === "window/showMessage");
    deepEqual(shown.params, { type: 2, message: reason });
    const again = await editor.actions("src/a.ts", diagnostic.range);
    deepEqual(again.filter(({ data }) => isFix(data)).map(({ disabled }) => disabled), [{ reason }]);
  });

  it("that are refused are disabled without being chosen, once there was time to decide", async () => {
    const files = { "src/a.ts": account("Account"), "src/b.ts": account("Customer"), "tsconfig.json": tsconfig };
    const editor = await start.on(files, { settings: { minLines: 3, minTokens: 20 } });
    editor.open("src/a.ts", files["src/a.ts"]);
    const [diagnostic] = await editor.diagnostics("src/a.ts");
    ok(diagnostic);
    for (;;) {
      const fixes = (await editor.actions("src/a.ts", diagnostic.range)).filter(({ data }) => isFix(data));
      if (fixes.some(({ disabled }) => disabled !== undefined)) break;
    }
    deepEqual(editor.server.received.filter(({ method }) => method === "window/showMessage"), []);
  });

  it("start a rename of the new name in Drydock's own client only", async () => {
    const files = { "src/order.ts": invoiceTotal("sumOrder"), "src/cart.ts": invoiceTotal("sumCart", "USD"), "tsconfig.json": tsconfig };
    for (const clientCommands of [true, false]) {
      const editor = await start.on(files, { initializationOptions: { clientCommands } });
      editor.open("src/order.ts", files["src/order.ts"]);
      const [diagnostic] = await editor.diagnostics("src/order.ts");
      ok(diagnostic);
      const actions = await editor.actions("src/order.ts", diagnostic.range);
      equal(actions.some(({ command }) => command?.command === "drydock.compareCopies"), clientCommands);
      const fix = actions.find(({ data }) => isFix(data));
      ok(fix);
      const resolved = await editor.resolve(fix);
      ok(resolved.edit, resolved.disabled?.reason);
      equal(resolved.command?.command, clientCommands ? "drydock.startRename" : undefined);
      if (resolved.command === undefined) continue;
      const [{ uri, position: { line, character }, name }] = resolved.command.arguments as [WireName];
      const after = Object.entries(editor.applied(resolved.edit, files)).find(([file]) => editor.uri(file) === uri)?.[1];
      ok(after?.split("\n")[line]?.startsWith(name, character) === true);
      ok(after.match(new RegExp(`function ${name}\\b|const ${name}\\b|${name}\\(`)), `a rename starts at “${name}”`);
    }
  });

  it("keep no other request waiting while they are built", async () => {
    const editor = await start.on(models);
    editor.open("src/purchase.ts", purchase);
    const [fix] = await editor.actions("src/purchase.ts", atName, { triggerKind: 2 });
    ok(fix);
    const resolution = editor.server.request("codeAction/resolve", fix);
    equal((await editor.diagnostics("src/purchase.ts")).length, 1);
    equal(editor.server.received.some(({ id, method }) => id === resolution.id && method === undefined), false);
    ok(((await resolution.answer) as CodeAction).edit);
  });

  it("are offered anywhere in a copy when asked for, and at the squiggle only by themselves", async () => {
    const editor = await start.on(models);
    editor.open("src/order.ts", order);
    const inside = { line: 2, character: 4 };
    deepEqual(await editor.actions("src/order.ts", inside, { triggerKind: 2 }), []);
    ok((await editor.actions("src/order.ts", inside, { triggerKind: 1 })).length > 0);
    deepEqual(await editor.actions("src/order.ts", { line: 6, character: 0 }), []);
  });

  it("are extractions where only refactorings are asked for, and nothing where other kinds are", async () => {
    const editor = await start.on(models);
    editor.open("src/order.ts", order);
    const kinds = async (only: string[]): Promise<unknown[]> => (await editor.actions("src/order.ts", atName, { only })).map(({ kind }) => kind);
    deepEqual(await kinds(["refactor"]), ["refactor.extract", "refactor.extract"]);
    deepEqual(await kinds(["source.fixAll"]), []);
    deepEqual(await kinds(["source.organizeImports"]), []);
    deepEqual(await kinds(["refactor.inline"]), []);
  });

  it("are none where nothing is said twice", async () => {
    const editor = await start.on({ ...models, "src/greet.ts": unlike });
    editor.open("src/greet.ts", unlike);
    deepEqual(await editor.actions("src/greet.ts", { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } }), []);
  });

  it("whose text has changed meanwhile are not built", async () => {
    const editor = await start.on(models);
    editor.open("src/purchase.ts", purchase);
    const [fix] = await editor.actions("src/purchase.ts", atName);
    ok(fix);
    editor.type("src/purchase.ts", "placed: Date", "placed: string");
    await rejects(editor.resolve(fix), (error) => error instanceof RpcError && error.code === -32801);
    await editor.server.message(({ method }) => method === "window/showMessage");
  });

  it("whose file has changed on disk without a word are not built, and are then right again", async () => {
    const editor = await start.on(models);
    editor.open("src/purchase.ts", purchase);
    const [fix] = await editor.actions("src/purchase.ts", atName);
    ok(fix);
    editor.write("src/order.ts", `// Orders.\n${order}`);
    await rejects(editor.resolve(fix), (error) => error instanceof RpcError && error.code === -32801);
    const again = await choose(editor, "src/purchase.ts", "Keep one definition");
    ok(again.edit);
  });

  it("say why there is none in an entry of its own in Drydock's client, in the quick fix menu only", async () => {
    const files = { "src/a.ts": account("Account"), "src/b.ts": account("Customer"), "tsconfig.json": tsconfig };
    const editor = await start.on(files, { settings: { minLines: 3, minTokens: 20 }, initializationOptions: { clientCommands: true } });
    editor.open("src/a.ts", files["src/a.ts"]);
    const [diagnostic] = await editor.diagnostics("src/a.ts");
    ok(diagnostic);
    const action = (await editor.actions("src/a.ts", diagnostic.range)).find(({ data }) => isFix(data));
    ok(action);
    const reason = (action.disabled ?? (await editor.resolve(action)).disabled)?.reason;
    ok(reason);
    const entry = (await editor.actions("src/a.ts", diagnostic.range)).find(({ title }) => title.startsWith("No fix: "));
    deepEqual(entry?.command?.arguments, [reason]);
    const refactorings = await editor.actions("src/a.ts", diagnostic.range, { only: ["refactor"] });
    deepEqual(refactorings.map(({ kind, disabled }) => [kind, disabled]), [["refactor.extract", { reason }]]);
  });

  it("that make no sense are given back as they came", async () => {
    const editor = await start.on(models);
    for (const data of [undefined, null, 7, { kind: "explode", id: "x", copy: 0, file: "/" }, { kind: "fix" }]) {
      const action: CodeAction = { title: "Mine", ...(data === undefined ? {} : { data }) };
      deepEqual(await editor.resolve(action), action);
    }
  });

  it("are left out for a client that cannot resolve them", async () => {
    const { textDocument, ...others } = fullCapabilities;
    const editor = await start.on(models, {
      capabilities: { ...others, textDocument: { ...textDocument, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } },
    });
    editor.open("src/order.ts", order);
    deepEqual(await editor.actions("src/order.ts", atName), []);
  });

  it("are not offered as a preview where the client cannot ask for confirmation", async () => {
    const { workspace, ...others } = fullCapabilities;
    const editor = await start.on(models, {
      capabilities: { ...others, workspace: { ...workspace, workspaceEdit: { documentChanges: true } } },
    });
    editor.open("src/order.ts", order);
    const titles = (await editor.actions("src/order.ts", atName)).map(({ title }) => title);
    deepEqual(titles.filter((title) => title.includes("preview")), []);
  });
});

function isFix(data: unknown): boolean {
  return typeof data === "object" && data !== null && "kind" in data && data.kind === "fix";
}

async function choose(editor: Editor, file: string, title: string): Promise<CodeAction> {
  const action = (await editor.actions(file, atName)).find((one) => one.title === title);
  ok(action, `“${title}” is offered`);
  return editor.resolve(action);
}
