import { deepEqual, equal, match, ok } from "node:assert/strict";
import { invoiceTotal, unlike } from "./harness/samples.ts";
import { editors } from "./harness/suite.ts";

interface Report {
  readonly text: string;
  readonly links: readonly { line: number; start: number; end: number; uri: string; target: { start: { line: number; character: number }; end: { line: number; character: number } } }[];
  readonly sections: readonly { kind: string; title: string; startLine: number; endLine: number }[];
}

const files = { "src/order.ts": invoiceTotal("sumOrder"), "src/cart.ts": `\n${invoiceTotal("sumCart")}` };

describe("language server: report", () => {
  const start = editors();

  it("has a link at every copy, which leads to it", async () => {
    const editor = await start.on(files);
    const { text, links } = await editor.ask<Report>("drydock/report", {});
    const lines = text.split("\n");
    deepEqual(
      links.map(({ line, start, end, uri, target }) => [lines[line]?.slice(start, end), uri, target.start.line, target.end.line]),
      [
        ["src/cart.ts:2:1", editor.uri("src/cart.ts"), 1, 12],
        ["src/order.ts:1:1", editor.uri("src/order.ts"), 0, 11],
      ],
    );
    ok(!/[\u0001-\u0003]/.test(text), "no mark of the writer is left");
  });

  it("has sections for its outline: folder, rule, finding", async () => {
    const editor = await start.on(files);
    const { text, sections } = await editor.ask<Report>("drydock/report", {});
    const lines = text.split("\n");
    deepEqual(sections.map(({ kind }) => kind), ["folder", "rule", "finding"]);
    for (const { title, startLine, endLine } of sections) {
      equal(lines[startLine], title);
      ok(endLine > startLine && (lines[endLine] ?? "") !== "");
    }
  });

  it("puts several folders one below the other, with links that still fit", async () => {
    const editor = await start.on(
      Object.fromEntries(["a", "b"].flatMap((folder) => Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]))),
      { folders: ["a", "b"] },
    );
    const { text, links, sections } = await editor.ask<Report>("drydock/report", {});
    const lines = text.split("\n");
    equal(links.length, 4);
    for (const { line, start, end } of links) match(lines[line]?.slice(start, end) ?? "", /^src\/\w+\.ts:\d+:1$/);
    deepEqual(sections.filter(({ kind }) => kind === "folder").map(({ title }) => title), ["Drydock report: a", "Drydock report: b"]);
  });

  it("is of one folder when a file of it is named", async () => {
    const editor = await start.on({ "a/x.ts": unlike, "b/y.ts": unlike }, { folders: ["a", "b"] });
    const { text } = await editor.ask<Report>("drydock/report", { uri: editor.uri("b/y.ts") });
    match(text, /Drydock report: b/);
    ok(!text.includes("Drydock report: a"));
  });

  it("says so when nothing is said twice", async () => {
    const editor = await start.on({ "greet.ts": unlike });
    const { text, links } = await editor.ask<Report>("drydock/report", {});
    match(text, /Nothing is said twice/);
    deepEqual(links, []);
  });

  it("says so when nothing is open", async () => {
    const editor = await start.on({}, { folders: [] });
    deepEqual(await editor.ask<Report>("drydock/report", {}), {
      text: "Nothing is open. Open a folder to see what its code says twice.\n",
      links: [],
      sections: [],
    });
  });

  it("counts what the status bar counts", async () => {
    const editor = await start.on(files, { initializationOptions: { clientCommands: true } });
    const changed = editor.server.received.filter(({ method }) => method === "drydock/changed").at(-1);
    deepEqual(changed?.params, { findings: 1, scanning: false, cancelled: false, failed: false });
    equal((await editor.findings()).length, 1);
  });

  it("does not trouble other clients with its own notifications", async () => {
    const editor = await start.on(files);
    deepEqual(editor.server.received.filter(({ method }) => method?.startsWith("drydock/") === true), []);
  });
});
