import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fullCapabilities } from "./harness/editor.ts";
import { projectRoot, RpcError } from "./harness/rpc.ts";
import { invoiceTotal } from "./harness/samples.ts";
import { editors } from "./harness/suite.ts";

const loadTrace = ["--require", path.join(projectRoot, "test/lsp/harness/loadTrace.cjs")];

describe("language server: life", () => {
  const start = editors();

  it("says what it can do, and leaves pull diagnostics to a registration where the client takes one", async () => {
    const editor = start.cold();
    const { capabilities, serverInfo } = await editor.initialize();
    equal(serverInfo?.name, "drydock");
    deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2 });
    deepEqual(capabilities.codeActionProvider, { codeActionKinds: ["quickfix", "refactor.extract"], resolveProvider: true });
    equal(capabilities.diagnosticProvider, undefined);
    editor.initialized();
    const registration = await editor.server.message(
      ({ method, params }) => method === "client/registerCapability" && JSON.stringify(params).includes("textDocument/diagnostic"),
    );
    match(JSON.stringify(registration.params), /"workspaceDiagnostics":false/);
    match(JSON.stringify(registration.params), /"interFileDependencies":true/);
  });

  it("offers pull diagnostics at once to a client that cannot register", async () => {
    const { textDocument, ...others } = fullCapabilities;
    const editor = start.cold({
      capabilities: { ...others, textDocument: { ...textDocument, diagnostic: { dynamicRegistration: false } } },
    });
    const { capabilities } = await editor.initialize();
    deepEqual(capabilities.diagnosticProvider, {
      identifier: "drydock",
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
  });

  it("offers no pull diagnostics to a client that cannot pull", async () => {
    const editor = start.cold({ capabilities: {} });
    const { capabilities } = await editor.initialize();
    equal(capabilities.diagnosticProvider, undefined);
    deepEqual(capabilities.codeActionProvider, { codeActionKinds: ["quickfix", "refactor.extract"], resolveProvider: false });
  });

  it("does not load the compiler before it is initialized", async () => {
    const editor = start.cold({ files: { "a.ts": invoiceTotal("a"), "b.ts": invoiceTotal("b") }, nodeArguments: loadTrace });
    await editor.initialize();
    // A second round trip: whatever the first one set off has begun.
    await rejects(editor.ask("drydock/unknown", {}), RpcError);
    equal(editor.server.errors.includes("compiler loaded"), false);
    editor.initialized();
    equal((await editor.findings()).length, 1);
    ok(editor.server.errors.includes("compiler loaded"));
  });

  it("ends with code 0 after shutdown and exit", async () => {
    const editor = await start.on({ "a.ts": "export {};\n" });
    equal(await editor.ask("shutdown", null), null);
    editor.server.notify("exit", null);
    equal(await editor.server.exit(), 0);
  });

  it("ends with code 1 after exit without shutdown", async () => {
    const editor = await start.on({ "a.ts": "export {};\n" });
    editor.server.notify("exit", null);
    equal(await editor.server.exit(), 1);
  });

  it("ends when the client closes the connection", async () => {
    const editor = await start.on({ "a.ts": "export {};\n" });
    editor.server.process.stdin.end();
    equal(await editor.server.exit(), 1);
  });

  it("ends when the client listens no more", async () => {
    const editor = await start.on({ "a.ts": "export {};\n" });
    editor.server.process.stdout.destroy();
    // The first answer that cannot be written ends it.
    editor.server.request("drydock/findings", {}).answer.catch(() => undefined);
    equal(await editor.server.exit(), 1);
  });

  it("ends when the process that started it is gone", async () => {
    const parent = spawn(process.execPath, ["--eval", ""]);
    await once(parent, "exit");
    const editor = start.cold();
    await editor.ask("initialize", { processId: parent.pid, rootUri: null, capabilities: {}, workspaceFolders: null });
    equal(await editor.server.exit(), 1);
  });

  it("looks at the root of a client that knows no folders", async () => {
    const editor = start.cold({ files: { "a.ts": invoiceTotal("a"), "b.ts": invoiceTotal("b") } });
    await editor.ask("initialize", { processId: null, rootUri: editor.uri(""), capabilities: {} });
    editor.initialized();
    equal((await editor.findings()).length, 1);
  });

  it("shows a progress for the first scan", async () => {
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`src/f${i}.ts`, `export const f${i} = ${i};\n`]));
    const editor = await start.on(files);
    const begin = editor.server.received.find(({ method, params }) => method === "$/progress" && JSON.stringify(params).includes('"begin"'));
    deepEqual((begin?.params as { value: unknown } | undefined)?.value, {
      kind: "begin",
      title: "Drydock: reading workspace",
      percentage: 0,
      cancellable: false,
    });
    await editor.server.message(({ method, params }) => method === "$/progress" && JSON.stringify(params).includes('"end"'));
  });

  it("shows no progress for a few files", async () => {
    const editor = await start.on({ "a.ts": invoiceTotal("a"), "b.ts": invoiceTotal("b") });
    deepEqual(editor.server.received.filter(({ method }) => method === "$/progress"), []);
  });

  it("has no findings after a cancelled scan, and all of them after the report is asked for", async () => {
    // So much to read that the scan goes on long after it is cancelled.
    const members = (i: number): string => Array.from({ length: 1000 }, (_, j) => `  m${i}x${j}: Map<string, number[]>;\n`).join("");
    const files = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`src/f${i}.ts`, `export interface F${i} {\n${members(i)}}\n`]));
    const editor = start.cold({ files: { ...files, "a.ts": invoiceTotal("a"), "b.ts": invoiceTotal("b") } });
    editor.server.on("window/workDoneProgress/create", (params) => {
      const { token } = params as { token: string };
      setTimeout(() => editor.server.notify("window/workDoneProgress/cancel", { token }), 0);
    });
    await editor.initialize();
    editor.initialized();
    await editor.server.message(({ method, params }) => method === "$/progress" && JSON.stringify(params).includes('"end"'));
    const { folders } = await editor.ask<{ folders: { state: string; rules: unknown[] }[] }>("drydock/findings", {});
    deepEqual(folders.map(({ state, rules }) => ({ state, rules })), [{ state: "cancelled", rules: [] }]);
    editor.open("a.ts", invoiceTotal("a"));
    deepEqual(await editor.diagnostics("a.ts"), []);
    editor.server.on("window/workDoneProgress/create", () => null);
    equal((await editor.findings()).length, 1);
  });
});
