import assert from "node:assert/strict";
import { defaultSettings } from "../../../server/src/settings/settings.ts";
import { createAnalysis } from "../../../server/src/analysis/workspaceAnalysis.ts";
import type { Finding } from "../../../server/src/rules/finding.ts";
import { ruleOf } from "../../../server/src/rules/table.ts";
import { fixturesOf } from "../fixture.ts";
import type { Fixture } from "../fixture.ts";
import { parsesAlone } from "../parsesAlone.ts";

/** Rules whose fixtures mark the copies of each finding; a folder of fixtures has the name of its rule. */
const rules = ["duplicate-code", "similar-code", "repeated-markup", "reimplemented-function", "repeated-expression", "repeated-literal", "overlapping-model", "inline-model", "duplicate-values", "schema-model", "conflicting-model"];

for (const rule of rules) {
  describe(rule, () => {
    for (const fixture of fixturesOf(rule)) {
      it(fixture.name, () => {
        const found = findingsOf(rule, fixture);
        assert.deepEqual(found.map(placesOf), expectedPlaces(fixture));
        assert.equal(
          found.length === 0,
          fixture.expectations.some(({ key }) => key === "silent"),
          "a fixture without marks says `//= silent` and why",
        );
        for (const { key, value } of fixture.expectations) check(key, value, found);
      });
    }
  });
}

/** Expectations speak of the first finding. */
function check(key: string, value: string, [first]: readonly Finding[]): void {
  switch (key) {
    case "silent":
    case "settings":
      return;
    case "similarity":
      assert.equal(first?.similarity, Number(value));
      return;
    case "type":
      assert.equal(first?.cloneType, Number(value));
      return;
    case "message":
      assert.equal(first?.message, value);
      return;
    case "fix":
      assert.equal(first === undefined ? undefined : (ruleOf(first.rule)?.fixTitle(first) ?? "none"), value);
      return;
    case "symbols":
      assert.deepEqual(first?.copies.map(({ symbol }) => symbol ?? "-").join(" "), value);
      return;
    case "differences":
      assert.deepEqual(
        first?.differences.map(({ kind, texts }) => `${kind} ${texts.join(" | ")}`).join("; "),
        value,
      );
      return;
    default:
      assert.fail(`This test knows no expectation "${key}".`);
  }
}

function findingsOf(rule: string, fixture: Fixture): readonly Finding[] {
  const given = fixture.expectations.find(({ key }) => key === "settings")?.value ?? "{}";
  const analysis = createAnalysis("/", { ...defaultSettings, ...(JSON.parse(given) as object) });
  for (const [file, text] of fixture.files) analysis.set(file, text);
  const findings = analysis.snapshot().findings.filter((finding) => finding.rule === rule);
  for (const finding of findings) assertParses(finding, fixture);
  return findings;
}

/** Invariant 5: what is reported can be parsed on its own. */
function assertParses({ copies }: Finding, fixture: Fixture): void {
  for (const { file, start, end } of copies) {
    const code = fixture.files.get(file)?.slice(start, end) ?? "";
    assert.ok(parsesAlone(file, code), `not a syntactic unit: ${code}`);
  }
}

function placesOf({ copies }: Finding): readonly string[] {
  return copies.map(({ file, start, end }) => `${file} ${start}-${end}`).sort();
}

/** Groups by label, in the order in which they are first marked. */
function expectedPlaces({ ranges }: Fixture): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const { label, file, start, end } of ranges) {
    const group = groups.get(label) ?? [];
    groups.set(label, group);
    group.push(`${file} ${start}-${end}`);
  }
  return [...groups.values()].map((group) => group.sort());
}
