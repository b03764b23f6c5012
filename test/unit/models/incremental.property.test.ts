import assert from "node:assert/strict";
import fc from "fast-check";
import { createAnalysis } from "../../../server/src/analysis/workspaceAnalysis.ts";
import type { Analysis } from "../../../server/src/analysis/analysis.ts";
import { defaultSettings } from "../../../server/src/settings/settings.ts";
import { JobRunner } from "../../../server/src/rules/jobs.ts";
import { modelRules } from "../../bench/models/findingsOfPair.ts";
import { modelPairs } from "../../bench/models/modelPairs.ts";
import { Random } from "../../bench/recall/random.ts";

/** Few texts in many files, so that what is put into one has to do with others. */
const texts = new Random("incremental").shuffled(modelPairs(1, "incremental")).slice(0, 60).flatMap(({ files }) => files.map(([, text]) => text));

/** Models that build on those of other files, whichever of these hold them or hand them on at the time. */
const building = [0, 1, 2, 3].flatMap((number) => {
  const [base, rest] = [`quay${number}Name: string; berthNumber: number; draught: number`, `pilotName: string; tugCount: number; at: Date`];
  return [
    `export interface Shared${number} { ${base} }`,
    `export interface Shared${number} { ${base}; depthMetres: number }`,
    `export * from "./${number + 1}";`,
    `export { Shared${number} } from "./${number + 4}";`,
    `import type { Shared${number} } from "./${number}";\nexport interface Built${number} extends Shared${number} { ${rest} }`,
    `import { Shared${number} as Base } from "./${number + 2}";\nexport type Made${number} = Base & { ${rest} };`,
    `export interface Flat${number} { ${base}; ${rest} }`,
  ];
});

function said(analysis: Analysis): readonly unknown[] {
  return analysis.snapshot().findings.filter(({ rule }) => modelRules.has(rule));
}

function fresh(files: ReadonlyMap<string, string>): Analysis {
  const analysis = createAnalysis("/", defaultSettings);
  for (const [file, text] of files) analysis.set(file, text);
  return analysis;
}

describe("findings of models", function () {
  this.timeout(120_000);

  it("after edits in any order are those of a fresh analysis", () => {
    const edit = fc.record({ file: fc.nat(24), parts: fc.array(fc.nat(texts.length - 1), { maxLength: 3 }), isLookedAt: fc.boolean() });
    let found = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 20, maxLength: 60 }), (edits) => {
        const files = new Map<string, string>();
        const analysis = createAnalysis("/", defaultSettings);
        for (const { file, parts, isLookedAt } of edits) {
          const path = `/src/${file}.ts`;
          const text = parts.map((part) => texts[part] ?? "").join("\n");
          if (parts.length === 0) {
            files.delete(path);
            analysis.remove(path);
          } else {
            files.set(path, text);
            analysis.set(path, text);
          }
          if (isLookedAt) analysis.snapshot();
        }
        assert.deepEqual(said(analysis), said(fresh(new Map([...files].reverse()))));
        found += said(analysis).length;
      }),
      { seed: 11, numRuns: 40 },
    );
    assert.ok(found >= 100, `${found} findings are too few to compare`);
  });

  const order = "export interface PurchaseOrder { supplier: string; warehouse: string; deadline: Date; penalty: number }\n";
  const row = "export interface PurchaseOrderRow { supplier: string; warehouse: string; deadline: Date; penalty: number; version: number }\n";

  it("that build on models of other files are those of a fresh analysis, too", () => {
    const edit = fc.record({ file: fc.nat(8), parts: fc.array(fc.nat(building.length - 1), { maxLength: 4 }), isLookedAt: fc.boolean() });
    let found = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 10, maxLength: 40 }), (edits) => {
        const files = new Map<string, string>();
        const analysis = createAnalysis("/", defaultSettings);
        for (const { file, parts, isLookedAt } of edits) {
          const path = `/src/${file}.ts`;
          if (parts.length === 0) {
            files.delete(path);
            analysis.remove(path);
          } else {
            const text = parts.map((part) => building[part] ?? "").join("\n");
            files.set(path, text);
            analysis.set(path, text);
          }
          if (isLookedAt) analysis.snapshot();
        }
        assert.deepEqual(said(analysis), said(fresh(new Map([...files].reverse()))));
        found += said(analysis).filter((finding) => JSON.stringify(finding).includes("Built") || JSON.stringify(finding).includes("Made")).length;
      }),
      { seed: 12, numRuns: 150 },
    );
    assert.ok(found >= 100, `${found} findings are too few to compare`);
  });

  it("go when all models that they are of go at once", () => {
    const analysis = fresh(new Map([["/src/both.ts", order + row]]));
    assert.deepEqual(analysis.snapshot().findings.map(({ rule }) => rule), ["overlapping-model"]);
    analysis.set("/src/both.ts", "export {};\n");
    assert.deepEqual(analysis.snapshot().findings, []);
  });

  it("are told once when all models that they are of move at once", () => {
    const analysis = fresh(new Map([["/src/order.ts", order], ["/src/row.ts", row]]));
    assert.equal(analysis.snapshot().findings.length, 1);
    analysis.set("/src/order.ts", `\n${order}`);
    analysis.set("/src/row.ts", `\n${row}`);
    assert.deepEqual(analysis.snapshot().findings.map(({ copies }) => copies.map(({ start }) => start)), [[1, 1]]);
  });

  it("are the same where other threads have read the models", () => {
    const files = new Map(texts.map((text, i) => [`/src/${i}.ts`, text]));
    const [alone, helped, helper] = [fresh(files), fresh(files), fresh(files)];
    const runner = new JobRunner(defaultSettings, (file) => helper.get(file));
    const jobs = helped.jobs(() => true).filter(({ kind }) => kind === "models");
    assert.ok(jobs.length > 0, "there is nothing to read");
    for (const job of jobs) helped.take(structuredClone(runner.run(job)));
    assert.deepEqual(helped.jobs(() => true).filter(({ kind }) => kind === "models"), []);
    assert.ok(said(alone).length >= 10);
    assert.deepEqual(said(helped), said(alone));
  });
});
