import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import type { Fix } from "../../../server/src/refactorings/refactoring.ts";
import type { Finding } from "../../../server/src/rules/finding.ts";
import { formats, write } from "../../../server/src/report/formats.ts";
import { buildReport } from "../../../server/src/report/report.ts";
import { writeHtml } from "../../../server/src/report/html.ts";
import { writeMarkdown } from "../../../server/src/report/markdown.ts";
import { writeSarif } from "../../../server/src/report/sarif.ts";
import { valueAt } from "./json.ts";
import { clean, shop } from "./snapshot.ts";

const decide = ({ rule }: Finding): Fix =>
  rule === "duplicate-code"
    ? { status: "offered", kind: "extract-function", title: "Extract to a shared function (3 copies)", edits: [], leftOut: [], removedLines: 19 }
    : { status: "refused", kind: "keep-one", title: "Keep one definition", code: "cycle", reason: "The two files import each other." };

describe("report", () => {
  it("counts positions from 1, and files from the root", () => {
    const report = buildReport(shop);
    assert.deepEqual(report.findings[0]?.copies[2], { file: "src/orders.ts", startLine: 10, startColumn: 1, endLine: 21, endColumn: 2 });
    assert.deepEqual(report.summary, {
      files: 6,
      lines: 1234,
      duplicatedLines: 44,
      duplication: 0.0357,
      removableLines: 19,
      findings: { "duplicate-code": 1, "duplicate-model": 1 },
      skipped: [{ file: "src/huge.ts", reason: "larger than 5 MB" }],
      milliseconds: { reading: 12, finding: 4 },
    });
    assert.deepEqual(report.ignored.map(({ id, reason }) => [id, reason]), [["dm-88", "the two protocols change independently"]]);
  });

  it("has the fields of version 1 and no others", () => {
    const report = buildReport(shop, { decide });
    assert.deepEqual(Object.keys(report), ["version", "root", "summary", "findings", "ignored"]);
    assert.deepEqual(
      report.findings.map((finding) => Object.keys(finding)),
      [
        ["id", "rule", "severity", "message", "cloneType", "similarity", "removableLines", "copies", "differences", "fix"],
        ["id", "rule", "severity", "message", "removableLines", "copies", "differences", "fix"],
      ],
    );
  });

  it("tells of fixes only what was decided", () => {
    assert.deepEqual(buildReport(shop).findings.map(({ fix }) => fix), [{ status: "none" }, { status: "none" }]);
    assert.deepEqual(buildReport(shop, { decide }).findings.map(({ fix }) => fix), [
      { status: "offered", kind: "extract-function", title: "Extract to a shared function (3 copies)" },
      { status: "refused", kind: "keep-one", title: "Keep one definition", reason: "The two files import each other." },
    ]);
  });

  it("counts lines that a refused fix would have taken away only where nothing was decided", () => {
    const refusing = { ...shop, findings: shop.findings.map((finding) => ({ ...finding, removableLines: 30 })) };
    assert.equal(buildReport({ ...refusing, removableLines: 60 }).summary.removableLines, 60);
    const report = buildReport(refusing, { decide });
    assert.deepEqual(report.findings.map(({ removableLines }) => removableLines), [19, 0]);
    assert.equal(report.summary.removableLines, 19);
  });

  it("an empty workspace has no duplication", () => {
    assert.equal(buildReport({ ...clean, files: 0, lines: 0 }).summary.duplication, 0);
  });

  for (const format of formats) {
    it(`${format}: the same input gives the same bytes`, () => {
      assert.equal(write(buildReport(shop, { decide }), format), write(buildReport(structuredClone(shop), { decide }), format));
    });
  }

  it("markdown: a table a rule, a link a copy, and nothing of the text is taken for markup", () => {
    const markdown = writeMarkdown(buildReport(shop, { decide }));
    assert.ok(markdown.includes("| [Duplicate code](https://github.com/drydock-dev/drydock/blob/main/docs/rules/duplicate-code.md) | 1 | 19 |"));
    assert.ok(markdown.includes("[src/cart &amp; co.ts:100](src/cart%20%26%20co.ts#L100-L111) total, 12 lines<br>"));
    assert.ok(markdown.includes("differs: price ↔ amount\\|net ↔ nothing"));
    assert.ok(markdown.includes("| src/huge.ts | larger than 5 MB |"));
    assert.ok(markdown.includes("refused: The two files import each other."));
    assert.equal(writeMarkdown(buildReport(clean)), "# Drydock report\n\nNothing is said twice in 6 files, 1,234 lines.\n");
  });

  it("html: nothing of the text is taken for markup, and nothing is loaded from elsewhere", () => {
    const [first] = shop.findings;
    assert.ok(first);
    const html = writeHtml(buildReport({ ...shop, findings: [{ ...first, message: '<script>"&' }] }));
    assert.ok(html.includes("&lt;script&gt;&quot;&amp;"));
    assert.ok(html.includes("src/cart &amp; co.ts:100:1"));
    assert.doesNotMatch(html, /<script|src=|@import|url\(/);
  });
});

describe("sarif", () => {
  const schema: unknown = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../fixtures/sarif/sarif-2.1.0-rtm.5.json"), "utf8"));
  assert.ok(typeof schema === "object" && schema !== null);
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);

  for (const [name, snapshot] of Object.entries({ shop, clean })) {
    it(`${name} is valid by the schema of SARIF 2.1.0`, () => {
      validate(JSON.parse(writeSarif(buildReport(snapshot, { decide }))));
      assert.deepEqual(validate.errors ?? [], []);
    });
  }

  it("the schema would notice what is wrong", () => {
    assert.equal(validate({ version: "2.1.0", runs: [{ tool: {} }] }), false);
  });

  it("places the first copy and relates the others, with the group's id as fingerprint", () => {
    const log: unknown = JSON.parse(writeSarif(buildReport(shop)));
    const first = valueAt(log, "runs.0.results.0");
    assert.equal(valueAt(first, "ruleId"), "duplicate-code");
    assert.equal(valueAt(first, "level"), "warning");
    assert.deepEqual(valueAt(first, "locations.0.physicalLocation"), {
      artifactLocation: { uri: "src/cart%20%26%20co.ts", uriBaseId: "SRCROOT" },
      region: { startLine: 100, startColumn: 1, endLine: 111, endColumn: 2 },
    });
    assert.deepEqual([0, 1].map((index) => valueAt(first, `relatedLocations.${index}.id`)), [1, 2]);
    assert.match(String(valueAt(first, "message.text")), / Also: \[src\/invoices\.ts:4:1\]\(1\), \[src\/orders\.ts:10:1\]\(2\)\.$/);
    assert.deepEqual(valueAt(first, "partialFingerprints"), { "drydockGroup/v1": "dc-1a2b3c" });
    assert.equal(valueAt(log, "runs.0.results.1.level"), "note");
    assert.deepEqual(valueAt(log, "runs.0.results.2.suppressions"), [
      { kind: "external", justification: "the two protocols change independently" },
    ]);
    assert.equal(valueAt(log, "runs.0.originalUriBaseIds.SRCROOT.uri"), "file:///work/shop/");
    assert.equal(valueAt(log, `runs.0.tool.driver.rules.${String(valueAt(first, "ruleIndex"))}.id`), "duplicate-code");
  });
});
