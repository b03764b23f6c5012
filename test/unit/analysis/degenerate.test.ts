import assert from "node:assert/strict";
import { createAnalysis } from "../../../server/src/analysis/workspaceAnalysis.ts";
import type { Snapshot } from "../../../server/src/analysis/analysis.ts";
import { defaultSettings } from "../../../server/src/settings/settings.ts";

/** What nobody writes and turns up all the same. `npm run bench:speed -- --degenerate` measures the same in large. */
describe("degenerate inputs", () => {
  it("a hundred equal functions in one file are one group with all of them", () => {
    const { findings } = snapshotOf({ "only.ts": repeated(100, () => equalFunction) });
    assert.deepEqual(findings.map(({ copies }) => copies.length), [100]);
  });

  it("a hundred files with one function are one group with all of them", () => {
    const files = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`file${i}.ts`, equalFunction]));
    const { findings } = snapshotOf(files);
    assert.deepEqual(findings.map(({ copies }) => copies.length), [100]);
  });

  it("says nothing of a long table of literals", () => {
    const rows = repeated(3_000, (i) => `  [${i}, "row ${i}", true],`);
    assert.deepEqual(snapshotOf({ "table.ts": `export const table = [\n${rows}\n];\n` }).findings, []);
  });

  it("reads thousands of different lines and says nothing of them", () => {
    const snapshot = snapshotOf({ "long.ts": repeated(5_000, (i) => `export const value${i} = compute(${"a.".repeat(i % 5)}b, ${i});`) });
    assert.deepEqual(snapshot.skipped, []);
    assert.equal(snapshot.lines, 5_000);
  });

  it("reads thousands of tokens in one line", () => {
    const snapshot = snapshotOf({ "line.ts": `export const sum = ${repeated(20_000, (i) => `v${i} +`).replaceAll("\n", " ")} 0;\n` });
    assert.deepEqual(snapshot.skipped, []);
    assert.deepEqual(snapshot.findings, []);
  });

  it("says of brackets that are nested too deeply that the code is left out, and compares the other files", () => {
    const deep = `export const deep = ${"[".repeat(100_000)}${"]".repeat(100_000)};\n`;
    const { findings, skipped } = snapshotOf({ "deep.ts": deep, "a.ts": equalFunction, "b.ts": equalFunction });
    assert.deepEqual(skipped, [{ file: "/root/deep.ts", reason: "the code is nested too deeply" }]);
    assert.deepEqual(findings.map(({ copies }) => copies.map(({ file }) => file)), [["/root/a.ts", "/root/b.ts"]]);
  });

  it("finds copies at the bottom of three hundred nested functions", () => {
    const nested = `${repeated(300, (i) => `function f${i}() {`)}\n${equalFunction}\n${"}\n".repeat(300)}`;
    const { findings, skipped } = snapshotOf({ "nested.ts": nested, "flat.ts": equalFunction });
    assert.deepEqual(skipped, []);
    assert.deepEqual(findings.map(({ copies }) => copies.length), [2]);
  });

  it("thousands of tiny files say nothing", () => {
    const files = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`file${i}.ts`, `export const setting${i} = ${i} * factor;\n`]));
    const snapshot = snapshotOf(files);
    assert.equal(snapshot.files, 3_000);
    assert.deepEqual(snapshot.findings, []);
  });
});

const equalFunction = [
  "function total(orders: Order[], rates: Rates): number {",
  "  let sum = 0;",
  "  for (const order of orders) {",
  "    if (order.cancelled || order.amount <= 0) continue;",
  "    const rate = rates.of(order.currency) ?? rates.standard;",
  "    sum += order.amount * rate - order.discount * (1 + rate);",
  "  }",
  "  return Math.round(sum * 100) / 100;",
  "}",
  "",
].join("\n");

function snapshotOf(files: Readonly<Record<string, string>>): Snapshot {
  const analysis = createAnalysis("/root", defaultSettings);
  for (const [name, text] of Object.entries(files)) analysis.set(`/root/${name}`, text);
  return analysis.snapshot();
}

function repeated(count: number, lineOf: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => lineOf(i)).join("\n");
}
