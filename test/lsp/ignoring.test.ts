import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { CodeAction } from "vscode-languageserver";
import { type Editor, fullCapabilities } from "./harness/editor.ts";
import { invoiceTotal } from "./harness/samples.ts";
import { editors } from "./harness/suite.ts";

const order = invoiceTotal("sumOrder");
const cart = invoiceTotal("sumCart");
const files = { "order.ts": order, "cart.ts": cart };

describe("language server: ignoring", () => {
  const start = editors();

  it("here puts a comment above the copy, which then is silent", async () => {
    const editor = await start.on(files);
    editor.open("order.ts", order);
    const action = await choose(editor, "order.ts", "Ignore this group here");
    const after = editor.applied(action.edit ?? {}, files);
    deepEqual(after, { "order.ts": `// drydock-ignore -- \n${order}` });
    editor.type("order.ts", order, after["order.ts"] ?? "");
    deepEqual(await editor.diagnostics("order.ts"), []);
    deepEqual(await editor.findings(), []);
  });

  it("here indents the comment like the copy", async () => {
    const indented = (name: string): string => `export class Total${name} {\n  seen = "${name}";\n\n${method}}\n`;
    const own = { "a.ts": indented("A"), "b.ts": `${indented("B")}export const b = new TotalB();\n` };
    const editor = await start.on(own);
    editor.open("a.ts", own["a.ts"]);
    const [diagnostic] = await editor.diagnostics("a.ts");
    ok(diagnostic);
    const action = (await editor.actions("a.ts", diagnostic.range)).find(({ title }) => title === "Ignore this group here");
    ok(action);
    const after = editor.applied((await editor.resolve(action)).edit ?? {}, own)["a.ts"] ?? "";
    const line = after.split("\n").findIndex((one) => one.includes("drydock-ignore"));
    const [comment, next] = after.split("\n").slice(line, line + 2);
    equal(/^\s*/.exec(comment ?? "")?.[0], /^\s*/.exec(next ?? "")?.[0]);
    editor.type("a.ts", own["a.ts"], after);
    deepEqual(await editor.findings(), []);
  });

  it("here in markup puts the comment in braces, and the markup is as it was", async () => {
    const page = (name: string): string => `export function ${name}() {\n  return (\n    <main>\n      <h1>${name}</h1>\n${markup}    </main>\n  );\n}\n`;
    const own = { "a.tsx": page("Home"), "b.tsx": page("Shop") };
    const editor = await start.on(own, { settings: { minTokens: 20 } });
    editor.open("a.tsx", own["a.tsx"], "typescriptreact");
    const diagnostics = await editor.diagnostics("a.tsx");
    for (const { range } of diagnostics) {
      const action = (await editor.actions("a.tsx", range)).find(({ title }) => title === "Ignore this group here");
      ok(action);
      const resolved = await editor.resolve(action);
      if (resolved.edit === undefined) continue;
      const after = editor.applied(resolved.edit, own)["a.tsx"] ?? "";
      const before = (await editor.findings()).length;
      editor.type("a.tsx", own["a.tsx"], after);
      ok((await editor.findings()).length < before, after);
      editor.type("a.tsx", after, own["a.tsx"]);
    }
    ok(diagnostics.length > 0);
  });

  it("here takes one of three copies out, and the others stay", async () => {
    const own = { ...files, "bill.ts": invoiceTotal("sumBill") };
    const editor = await start.on(own);
    editor.open("order.ts", order);
    const action = await choose(editor, "order.ts", "Ignore this copy here");
    editor.type("order.ts", order, editor.applied(action.edit ?? {}, own)["order.ts"] ?? "");
    deepEqual(await editor.diagnostics("order.ts"), []);
    deepEqual((await editor.findings()).map(({ copies }) => copies), [["bill.ts:1", "cart.ts:1"]]);
  });

  it("here lets the user type the reason where the client has snippets", async () => {
    const { workspace, ...others } = fullCapabilities;
    const editor = await start.on(files, {
      capabilities: { ...others, workspace: { ...workspace, workspaceEdit: { ...workspace?.workspaceEdit, snippetEditSupport: true } } },
    });
    editor.open("order.ts", order);
    const action = await choose(editor, "order.ts", "Ignore this group here");
    deepEqual(action.edit?.documentChanges, [
      {
        textDocument: { uri: editor.uri("order.ts"), version: 1 },
        edits: [
          {
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
            snippet: { kind: "snippet", value: "// drydock-ignore -- ${1:why}\n" },
          },
        ],
      },
    ]);
  });

  it("in drydock.json makes the file", async () => {
    const editor = await start.on(files);
    editor.open("order.ts", order);
    const action = await choose(editor, "order.ts", "Ignore this group in drydock.json");
    const [found] = await editor.findings();
    const after = editor.applied(action.edit ?? {}, files);
    deepEqual(JSON.parse(after["drydock.json"] ?? ""), { ignore: [{ id: found?.id }] });
    editor.write("drydock.json", after["drydock.json"] ?? "");
    editor.watched(["drydock.json", 1]);
    deepEqual(await editor.findings(), []);
  });

  it("in drydock.json adds to the file and keeps its comments", async () => {
    const own = { ...files, "drydock.json": '// team\n{\n  "minTokens": 40, // small\n  "ignore": [{ "id": "dc-1" }]\n}\n' };
    const editor = await start.on(own);
    editor.open("order.ts", order);
    const action = await choose(editor, "order.ts", "Ignore this group in drydock.json");
    const text = editor.applied(action.edit ?? {}, own)["drydock.json"] ?? "";
    match(text, /^\/\/ team\n\{\n {2}"minTokens": 40, \/\/ small\n/);
    match(text, /dc-1[\s\S]+rf-/);
  });

  it("in drydock.json is refused where there is no place for it", async () => {
    const editor = await start.on({ ...files, "drydock.json": '{ "ignore": 7 }' });
    editor.open("order.ts", order);
    const action = await choose(editor, "order.ts", "Ignore this group in drydock.json");
    equal(action.edit, undefined);
    match(action.disabled?.reason ?? "", /no place/);
  });

  it("by the request of the client gives the same edit, and a reason where the group is gone", async () => {
    const editor = await start.on(files);
    const [found] = await editor.findings();
    const result = await editor.ask<{ edit: CodeAction["edit"] }>("drydock/ignore", { id: found?.id, place: "here", copy: 1 });
    deepEqual(Object.keys(editor.applied(result.edit ?? {}, files)), ["order.ts"]);
    const gone = await editor.ask<{ edit?: unknown; reason: string }>("drydock/ignore", { id: "dc-none", place: "here" });
    equal(gone.edit, undefined);
    match(gone.reason, /has changed/);
  });
});

const method = `  total(lines: readonly { price: number; count: number }[]): string {
    let total = 0;
    for (const line of lines) {
      if (line.count <= 0) {
        continue;
      }
      const amount = line.price * line.count;
      total += amount > 1000 ? amount * 0.9 : amount;
    }
    const rounded = Math.round(total * 100) / 100;
    return rounded.toFixed(2) + " EUR";
  }
`;

const markup = `      <section className="card">
        <header className="card-head"><Icon name="info" size={16} /> <span className="title">About</span></header>
        <p className="text">Lorem <b>ipsum</b> dolor</p>
        <footer className="card-foot"><button type="button" onClick={close}>Close</button></footer>
        <aside><a href="/more" className="more">More</a></aside>
      </section>
`;

async function choose(editor: Editor, file: string, title: string): Promise<CodeAction> {
  const action = (await editor.actions(file, { line: 0, character: 18 })).find((one) => one.title === title);
  ok(action, `“${title}” is offered`);
  return editor.resolve(action);
}
