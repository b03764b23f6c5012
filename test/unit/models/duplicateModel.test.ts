import assert from "node:assert/strict";
import { defaultSettings } from "../../../server/src/settings/settings.ts";
import { createAnalysis } from "../../../server/src/analysis/workspaceAnalysis.ts";
import type { Finding } from "../../../server/src/rules/finding.ts";
import { fixturesOf, type Fixture } from "../fixture.ts";

describe("duplicate-model", () => {
  for (const fixture of fixturesOf("duplicate-model")) {
    it(fixture.name, () => {
      const found = findingsOf(fixture);
      assert.deepEqual(found.map(placesOf), expectedPlaces(fixture));
      assert.equal(
        found.length === 0,
        fixture.expectations.some(({ key }) => key === "silent"),
        "a fixture without marks says `//= silent` and why",
      );
      for (const { key, value } of fixture.expectations) check(key, value, found);
    });
  }

  it("gives the same ids whatever the names, the paths and the order of files and members", () => {
    const [order, other] = ["id: string; total: number; shippedAt: Date", "shippedAt: Date; total: number; id: string"];
    const ids = [
      [["/a.ts", `interface Order { ${order} }`], ["/b.ts", `interface Purchase { ${other} }`]],
      [["/z.ts", `\n\ntype Voyage = { ${other} };`], ["/y.ts", `export class Trip { ${order} }`]],
    ].map((files) => findingsIn(files.map(([file = "", text = ""]) => [file, text] as const)).map(({ id }) => id));
    assert.equal(ids[0]?.length, 1);
    assert.deepEqual(ids[0], ids[1]);
  });

  it("gives different ids to models of tests and models of the program", () => {
    const text = `export interface Buoy { id: string; colour: string; light: Light; depth: number; chart: string; drift: number }`;
    const found = findingsIn(["/a.ts", "/b.ts", "/a.test.ts", "/b.test.ts"].map((file) => [file, text] as const));
    assert.equal(new Set(found.map(({ id }) => id)).size, 2);
  });
});

/** Expectations speak of the first finding. */
function check(key: string, value: string, [first]: readonly Finding[]): void {
  switch (key) {
    case "silent":
    case "settings":
      return;
    case "message":
      assert.equal(first?.message, value);
      return;
    case "type":
      assert.equal(first?.cloneType ?? "none", value === "none" ? value : Number(value));
      return;
    case "removable":
      assert.equal(first?.removableLines, Number(value));
      return;
    case "symbols":
      assert.equal(first?.copies.map(({ symbol }) => symbol ?? "-").join(" "), value);
      return;
    default:
      assert.fail(`This test knows no expectation "${key}".`);
  }
}

function findingsOf(fixture: Fixture): readonly Finding[] {
  const given = fixture.expectations.find(({ key }) => key === "settings")?.value ?? "{}";
  return findingsIn([...fixture.files], JSON.parse(given) as object);
}

function findingsIn(files: readonly (readonly [file: string, text: string])[], settings: object = {}): readonly Finding[] {
  const analysis = createAnalysis("/", { ...defaultSettings, ...settings });
  for (const [file, text] of files) analysis.set(file, text);
  return analysis.snapshot().findings.filter(({ rule }) => rule === "duplicate-model");
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
