import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { chmodSync, symlinkSync } from "node:fs";
import { RpcError } from "./harness/rpc.ts";
import { invoiceTotal } from "./harness/samples.ts";
import { editors } from "./harness/suite.ts";

const order = invoiceTotal("sumOrder");
const files = { "order.ts": order, "cart.ts": invoiceTotal("sumCart") };

describe("language server: bad input", () => {
  const start = editors();

  it("in messages ends nothing", async () => {
    const editor = await start.on(files);
    const { server } = editor;
    server.write("this is no JSON");
    server.write("[]");
    server.write("{}");
    server.write('{"jsonrpc":"2.0"}');
    server.notify("textDocument/didChange", { textDocument: { uri: "file:///never/opened.ts", version: 3 }, contentChanges: [{ text: "x" }] });
    server.notify("textDocument/didOpen", {});
    server.notify("textDocument/didOpen", null);
    server.notify("textDocument/didClose", { textDocument: { uri: "::" } });
    server.notify("workspace/didChangeWatchedFiles", { changes: null });
    server.notify("workspace/didChangeConfiguration", null);
    server.notify("workspace/didChangeWorkspaceFolders", {});
    server.notify("$/nonsense", { a: 1 });
    await rejects(editor.ask("drydock/unknown", {}), RpcError);
    for (const params of [null, {}, { textDocument: { uri: 7 } }, { textDocument: { uri: "::" } }]) {
      await editor.ask("textDocument/diagnostic", params).catch((error: unknown) => ok(error instanceof RpcError));
      await editor.ask("textDocument/codeAction", params).catch((error: unknown) => ok(error instanceof RpcError));
    }
    equal((await editor.findings()).length, 1);
    equal(server.process.exitCode, null);
  });

  it("in the frames of messages costs those messages", async () => {
    const editor = await start.on(files);
    for (const frame of ["garbage\r\n\r\n", "Content-Length: many\r\n\r\n", "X: 1\r\nContent-Length: 5\r\n\r\n{{{{{"]) {
      editor.server.process.stdin.write(frame);
    }
    // What follows a broken frame in the same piece of the stream is read with the next piece: editors go on talking.
    const talk = setInterval(() => editor.server.notify("$/nonsense", {}), 20);
    try {
      equal((await editor.findings()).length, 1);
    } finally {
      clearInterval(talk);
    }
  });

  it("is logged with the name of the request", async () => {
    const editor = await start.on(files);
    deepEqual(await editor.ask("textDocument/codeAction", { textDocument: { uri: editor.uri("order.ts") } }), []);
    const logged = await editor.server.message(({ method }) => method === "window/logMessage");
    match((logged.params as { message: string }).message, /^textDocument\/codeAction: TypeError/);
  });

  it("on disk ends nothing: links in a loop, no permission, broken tsconfig, binary, huge, empty", async () => {
    const editor = start.cold({
      files: {
        ...files,
        "tsconfig.json": "{ broken",
        "binary.ts": "\u0000\u0001\u0002",
        "huge.ts": `export const x = "${"x".repeat(6_000_000)}";`,
        "empty.ts": "",
        "secret.ts": order,
      },
    });
    symlinkSync(editor.root, editor.path("loop"));
    symlinkSync(editor.path("nowhere.ts"), editor.path("dangling.ts"));
    chmodSync(editor.path("secret.ts"), 0);
    await editor.initialize();
    editor.initialized();
    equal((await editor.findings()).length, 1);
    const { text } = await editor.ask<{ text: string }>("drydock/report", {});
    match(text, /binary\.ts +binary/);
    match(text, /huge\.ts +larger than 5 MB/);
  });

  it("in an edit that does not fit its document leaves the others as they are", async () => {
    const editor = await start.on(files);
    editor.open("order.ts", order);
    editor.server.notify("textDocument/didChange", {
      textDocument: { uri: editor.uri("order.ts"), version: 2 },
      contentChanges: [{ range: { start: { line: 900, character: 0 }, end: { line: 901, character: 5 } }, text: "// end" }],
    });
    equal((await editor.diagnostics("order.ts")).length, 1);
  });
});

describe("language server: cancellation", () => {
  const start = editors();

  it("ends a question that waits for a pause in typing", async () => {
    const editor = await start.on(files);
    editor.open("order.ts", order);
    await editor.diagnostics("order.ts");
    editor.type("order.ts", "let total", "let  total");
    const { id, answer } = editor.server.request("textDocument/diagnostic", { textDocument: { uri: editor.uri("order.ts") } });
    editor.server.notify("$/cancelRequest", { id });
    await rejects(answer, (error) => error instanceof RpcError && error.code === -32800);
    equal((await editor.diagnostics("order.ts")).length, 1);
  });

  it("ends a question for the whole workspace that waits for a change", async () => {
    const editor = await start.on(files, { settings: { workspaceDiagnostics: true } });
    await editor.workspaceDiagnostics();
    const { id, answer } = editor.server.request("workspace/diagnostic", { previousResultIds: [] });
    editor.server.notify("$/cancelRequest", { id });
    await rejects(answer, (error) => error instanceof RpcError && error.code === -32800);
  });

  it("of something that is answered already changes nothing", async () => {
    const editor = await start.on(files);
    editor.server.notify("$/cancelRequest", { id: 1 });
    editor.server.notify("$/cancelRequest", { id: "none" });
    equal((await editor.findings()).length, 1);
  });
});
