import { deepEqual, equal } from "node:assert/strict";
import { fullCapabilities } from "./harness/editor.ts";
import { invoiceTotal, withoutCopies } from "./harness/samples.ts";
import { editors } from "./harness/suite.ts";

const files = { "src/order.ts": invoiceTotal("sumOrder"), "src/cart.ts": invoiceTotal("sumCart") };

describe("language server: settings", () => {
  const start = editors();

  it("of the editor count from the start, and again when they change", async () => {
    const editor = await start.on(files, { settings: { rules: { "reimplemented-function": "hint" } } });
    editor.open("src/order.ts", files["src/order.ts"]);
    equal((await editor.diagnostics("src/order.ts"))[0]?.severity, 4);
    editor.settings = { rules: { "reimplemented-function": "error" } };
    editor.server.notify("workspace/didChangeConfiguration", { settings: null });
    await editor.server.message(({ method }) => method === "workspace/diagnostic/refresh");
    equal((await editor.diagnostics("src/order.ts"))[0]?.severity, 1);
  });

  it("turn a rule off", async () => {
    const editor = await start.on(files, { settings: withoutCopies });
    deepEqual(await editor.findings(), []);
  });

  it("hide the squiggles and the lightbulb, and leave the findings where they are asked for", async () => {
    const editor = await start.on(files, { settings: { squiggles: false } });
    editor.open("src/order.ts", files["src/order.ts"]);
    deepEqual(await editor.diagnostics("src/order.ts"), []);
    equal((await editor.findings()).length, 1);
    const at = { line: 0, character: 18 };
    deepEqual(await editor.actions("src/order.ts", at, { triggerKind: 2 }), []);
    equal((await editor.actions("src/order.ts", at, { triggerKind: 1 })).length > 0, true);
  });

  it("exclude files, and take them back in", async () => {
    const editor = await start.on(files, { settings: { exclude: ["src/cart.ts"] } });
    deepEqual(await editor.findings(), []);
    const changed = async (settings: Readonly<Record<string, unknown>>): Promise<number> => {
      editor.settings = settings;
      const before = editor.server.received.length;
      editor.server.notify("workspace/didChangeConfiguration", { settings: null });
      await editor.server.message((message) => message.method === "workspace/configuration" && editor.server.received.indexOf(message) >= before);
      // The answer leaves before the next question, and the server takes both in order.
      return (await editor.findings()).length;
    };
    equal(await changed({}), 1);
    equal(await changed({ exclude: ["src"] }), 0);
  });

  it("are taken from the notification of a client that cannot be asked", async () => {
    const { workspace, ...others } = fullCapabilities;
    const editor = await start.on(files, { capabilities: { ...others, workspace: { ...workspace, configuration: false } } });
    equal((await editor.findings()).length, 1);
    editor.server.notify("workspace/didChangeConfiguration", { settings: { drydock: withoutCopies } });
    deepEqual(await editor.findings(), []);
  });

  it("that the client fails to tell are the defaults", async () => {
    const editor = start.cold({ files });
    editor.server.on("workspace/configuration", () => {
      throw new Error("not now");
    });
    await editor.initialize();
    editor.initialized();
    equal((await editor.findings()).length, 1);
  });

  it("that make no sense change nothing", async () => {
    const editor = await start.on(files, { settings: { minTokens: "many", rules: 7, exclude: {}, squiggles: "yes" } });
    equal((await editor.findings()).length, 1);
  });

  it("of drydock.json count unsaved too", async () => {
    const editor = await start.on(files);
    editor.open("drydock.json", JSON.stringify(withoutCopies), "jsonc");
    deepEqual(await editor.findings(), []);
    editor.close("drydock.json");
    equal((await editor.findings()).length, 1);
  });

  it("of drydock.json count anew when the file changes, comes or goes", async () => {
    const editor = await start.on(files);
    editor.write("drydock.json", '{ "minTokens": 5000 }');
    editor.watched(["drydock.json", 1]);
    deepEqual(await editor.findings(), []);
    editor.write("drydock.json", '{ "minTokens": 40, /* small */ }');
    editor.watched(["drydock.json", 2]);
    equal((await editor.findings()).length, 1);
    editor.write("drydock.json", '{ "exclude": ["src"] }');
    editor.watched(["drydock.json", 2]);
    deepEqual(await editor.findings(), []);
    editor.delete("drydock.json");
    editor.watched(["drydock.json", 3]);
    equal((await editor.findings()).length, 1);
  });
});

describe("language server: problems in drydock.json", () => {
  const start = editors();

  it("stand where they are, and go when they are mended", async () => {
    const editor = await start.on({ ...files, "drydock.json": '{\n  "minTokns": 40\n}\n' });
    const published = await editor.server.message(({ method }) => method === "textDocument/publishDiagnostics");
    const { uri, diagnostics } = published.params as { uri: string; diagnostics: { range: unknown; message: string; source: string }[] };
    equal(uri, editor.uri("drydock.json"));
    deepEqual(diagnostics.map(({ range, source }) => ({ range, source })), [
      { range: { start: { line: 1, character: 2 }, end: { line: 1, character: 12 } }, source: "drydock" },
    ]);
    equal(diagnostics[0]?.message.includes("minTokens"), true);
    editor.write("drydock.json", '{\n  "minTokens": 40\n}\n');
    editor.watched(["drydock.json", 2]);
    await editor.server.message(
      ({ method, params }) => method === "textDocument/publishDiagnostics" && (params as { diagnostics: unknown[] }).diagnostics.length === 0,
    );
  });

  it("leave what is right in force", async () => {
    const editor = await start.on({ ...files, "drydock.json": JSON.stringify({ rules: { ...withoutCopies.rules, "no-such-rule": "error" } }) });
    deepEqual(await editor.findings(), []);
  });

  it("in its syntax cost nothing but themselves", async () => {
    const editor = await start.on({ ...files, "drydock.json": '{ "minTokens": 40,, "minLines" }' });
    equal((await editor.findings()).length, 1);
    await editor.server.message(({ method }) => method === "textDocument/publishDiagnostics");
  });

  it("are none for a file that is right", async () => {
    const editor = await start.on({ ...files, "drydock.json": '// team settings\n{ "minTokens": 40 }' });
    await editor.findings();
    deepEqual(editor.server.received.filter(({ method }) => method === "textDocument/publishDiagnostics"), []);
  });
});
