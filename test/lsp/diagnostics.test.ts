import { deepEqual, equal, match, notEqual } from "node:assert/strict";
import { fullCapabilities } from "./harness/editor.ts";
import { invoiceTotal, unlike } from "./harness/samples.ts";
import { editors } from "./harness/suite.ts";

const files = { "src/order.ts": invoiceTotal("sumOrder"), "src/cart.ts": invoiceTotal("sumCart"), "src/greet.ts": unlike };

describe("language server: diagnostics", () => {
  const start = editors();

  it("stand at the name of the copy, with the rule, its page and the other copy", async () => {
    const editor = await start.on(files);
    editor.open("src/order.ts", files["src/order.ts"]);
    const [diagnostic, ...others] = await editor.diagnostics("src/order.ts");
    deepEqual(others, []);
    deepEqual(diagnostic?.range, { start: { line: 0, character: 16 }, end: { line: 0, character: 24 } });
    equal(diagnostic?.severity, 3);
    equal(diagnostic?.source, "drydock");
    equal(diagnostic?.code, "reimplemented-function");
    match(diagnostic?.codeDescription?.href ?? "", /\/docs\/rules\/reimplemented-function\.md$/);
    equal(diagnostic?.tags, undefined);
    deepEqual(diagnostic?.relatedInformation, [
      {
        location: {
          uri: editor.uri("src/cart.ts"),
          range: { start: { line: 0, character: 0 }, end: { line: 11, character: 1 } },
        },
        message: "also here: sumCart, lines 1–12",
      },
    ]);
    const [found] = await editor.findings();
    deepEqual(diagnostic?.data, { id: found?.id });
  });

  it("are none for a file that says nothing twice", async () => {
    const editor = await start.on(files);
    editor.open("src/greet.ts", unlike);
    deepEqual(await editor.diagnostics("src/greet.ts"), []);
  });

  it("are none for files that do not belong to the workspace's sources", async () => {
    const editor = await start.on({ ...files, "node_modules/x/index.ts": invoiceTotal("sumPackage") });
    editor.open("node_modules/x/index.ts", invoiceTotal("sumPackage"));
    deepEqual(await editor.diagnostics("node_modules/x/index.ts"), []);
    equal((await editor.findings())[0]?.copies.length, 2);
  });

  it("are none for a document that is no file", async () => {
    const editor = await start.on(files);
    const textDocument = { uri: "untitled:Untitled-1", languageId: "typescript", version: 1, text: invoiceTotal("sumDraft") };
    editor.server.notify("textDocument/didOpen", { textDocument });
    const report = await editor.ask<{ items: unknown[] }>("textDocument/diagnostic", { textDocument });
    deepEqual(report.items, []);
  });

  it("are “unchanged” for a client that has them already, and full after a change", async () => {
    const editor = await start.on(files);
    editor.open("src/order.ts", files["src/order.ts"]);
    const first = await editor.report("src/order.ts");
    const second = await editor.report("src/order.ts", first.resultId);
    deepEqual(second, { kind: "unchanged", resultId: first.resultId });
    editor.type("src/order.ts", "export", "\nexport");
    const third = await editor.report("src/order.ts", first.resultId);
    equal(third.kind, "full");
    notEqual(third.resultId, first.resultId);
  });

  it("leave out what the client does not understand", async () => {
    const { textDocument, ...others } = fullCapabilities;
    const editor = await start.on(files, {
      capabilities: { ...others, textDocument: { ...textDocument, diagnostic: { dynamicRegistration: true } } },
    });
    editor.open("src/order.ts", files["src/order.ts"]);
    const [diagnostic] = await editor.diagnostics("src/order.ts");
    equal(diagnostic?.relatedInformation, undefined);
    equal(diagnostic?.codeDescription, undefined);
  });

  it("of the whole workspace come when the setting asks for them, and then only when they change", async () => {
    const editor = await start.on(files, { settings: { workspaceDiagnostics: true } });
    const first = await editor.workspaceDiagnostics();
    deepEqual(
      first.items.map((item) => [item.uri, item.kind, item.kind === "full" ? item.items.length : 0]),
      [
        [editor.uri("src/cart.ts"), "full", 1],
        [editor.uri("src/order.ts"), "full", 1],
      ],
    );
    const previous = first.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? "" }));
    const second = editor.workspaceDiagnostics(previous);
    editor.write("src/cart.ts", unlike);
    editor.watched(["src/cart.ts", 2]);
    const { items } = await second;
    deepEqual(
      items.map((item) => [item.uri, item.kind, item.kind === "full" ? item.items.length : 0]),
      [
        [editor.uri("src/cart.ts"), "full", 0],
        [editor.uri("src/order.ts"), "full", 0],
      ],
    );
  });

  it("of the whole workspace are none without the setting", async () => {
    const editor = await start.on(files);
    deepEqual(await editor.workspaceDiagnostics(), { items: [] });
  });

  it("are pushed to a client that cannot ask", async () => {
    const { textDocument, ...others } = fullCapabilities;
    const editor = await start.on(files, {
      capabilities: { ...others, textDocument: { publishDiagnostics: { relatedInformation: true } } },
    });
    editor.open("src/order.ts", files["src/order.ts"]);
    const pushed = await editor.server.message(({ method }) => method === "textDocument/publishDiagnostics");
    const { uri, diagnostics } = pushed.params as { uri: string; diagnostics: { code: string }[] };
    equal(uri, editor.uri("src/order.ts"));
    deepEqual(diagnostics.map(({ code }) => code), ["reimplemented-function"]);
    editor.type("src/order.ts", files["src/order.ts"], unlike);
    const cleared = await editor.server.message(
      ({ method, params }) => method === "textDocument/publishDiagnostics" && (params as { diagnostics: unknown[] }).diagnostics.length === 0,
    );
    equal((cleared.params as { uri: string }).uri, editor.uri("src/order.ts"));
    equal(textDocument === undefined, false);
  });

  it("make an early question wait for the scan where the client cannot be told to ask again", async () => {
    const { workspace, ...others } = fullCapabilities;
    const editor = start.cold({ files, capabilities: { ...others, workspace: { ...workspace, diagnostics: { refreshSupport: false } } } });
    await editor.initialize();
    editor.initialized();
    editor.open("src/order.ts", files["src/order.ts"]);
    equal((await editor.diagnostics("src/order.ts")).length, 1);
  });

  it("show only the foremost of findings whose squiggles would stand on one line", async () => {
    const nested = (name: string): string => `export const ${name} = { run(): string { ${body} } };\n`;
    const editor = await start.on({ "a.ts": nested("first"), "b.ts": nested("second") }, { settings: { minLines: 1 } });
    editor.open("a.ts", nested("first"));
    const lines = (await editor.diagnostics("a.ts")).map(({ range }) => range.start.line);
    deepEqual(lines, [...new Set(lines)]);
  });
});

const body =
  "let total = 0; for (const line of lines) { if (line.count <= 0) { continue; } const amount = line.price * line.count; total += amount > 1000 ? amount * 0.9 : amount; } const rounded = Math.round(total * 100) / 100; return rounded.toFixed(2) + ' EUR';";
