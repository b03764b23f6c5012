import assert from "node:assert/strict";
import { createAnalysis } from "../../../server/src/analysis/workspaceAnalysis.ts";
import { FilterCounts, filters } from "../../../server/src/clones/filters.ts";
import type { FilterId } from "../../../server/src/clones/filters.ts";
import { defaultSettings } from "../../../server/src/settings/settings.ts";
import { fixturesOf } from "../fixture.ts";
import type { Fixture } from "../fixture.ts";

/** For every filter a fixture in which it leaves something out, and how many groups that are. */
const cases: Readonly<Record<FilterId, readonly [folder: string, fixture: string, groups: number]>> = {
  "too-small": ["duplicate-code", "test-shells", 5],
  "few-places": ["repeated-expression", "two-short-places", 1],
  "repeats-itself": ["duplicate-code", "switch-shell", 1],
  data: ["filters", "data", 3],
  drawing: ["filters", "drawing", 6],
  translation: ["duplicate-code", "translations", 3],
  "small-declarations": ["filters", "small-declarations", 1],
  "list-of-declarations": ["similar-code", "factories-side-by-side", 1],
  "too-different": ["repeated-markup", "alike-in-outline-only", 3],
  "alike-in-little": ["repeated-markup", "small-pattern-in-two-places", 1],
  "alike-in-form": ["duplicate-code", "objects-of-data", 1],
  idiom: ["filters", "idiom", 2],
  "other-meaning": ["reimplemented-function", "helpers-of-each-file", 1],
  "not-callable": ["reimplemented-function", "other-free-names", 1],
  "members-by-chance": ["duplicate-model", "common-members-unrelated-names", 2],
  "told-apart": ["duplicate-model", "told-apart-in-one-file", 2],
  mirrors: ["overlapping-model", "mirrors-of-two-classes", 1],
  "kept-in-step": ["duplicate-model", "versions-of-an-interface", 2],
  example: ["duplicate-code", "markdown-repeats-markdown", 5],
  "other-rule": ["reimplemented-function", "two-names-in-three-files", 1],
  said: ["repeated-expression", "value-of-a-function", 1],
  "beside-literal": ["filters", "beside-literal", 1],
  "within-another": ["duplicate-code", "larger-group-says-it", 1],
  "part-of-similar": ["similar-code", "equal-part-said-with-the-whole", 1],
  "said-in-parts": ["filters", "said-in-parts", 1],
  mirrored: ["duplicate-code", "mirrored-handlers", 1],
  "side-by-side": ["duplicate-code", "short-commands-in-a-row", 1],
  "few-occurrences": ["filters", "few-occurrences", 1],
  ignored: ["duplicate-code", "ignored-by-comment", 1],
};

describe("filters", () => {
  for (const { id, leavesOut } of filters) {
    const [folder, name, groups] = cases[id];
    it(`${id}: ${leavesOut}`, () => {
      const fixture = fixturesOf(folder).find((one) => one.name === name);
      assert.ok(fixture !== undefined, `there is no fixture ${folder}/${name}`);
      assert.equal(countsIn(fixture).of(id), groups);
    });
  }

  it("leave nothing out of code that repeats nothing", () => {
    const fixture = fixturesOf("duplicate-code").find(({ name }) => name === "imports-and-exports");
    assert.ok(fixture !== undefined);
    const counts = countsIn(fixture);
    assert.deepEqual(filters.filter(({ id }) => counts.of(id) > 0), []);
  });

  it("find the same whether they are counted or not", () => {
    for (const fixture of fixturesOf("filters")) {
      assert.deepEqual(analysisOf(fixture, new FilterCounts()).snapshot().findings, analysisOf(fixture).snapshot().findings, fixture.name);
    }
  });

  it("have each a name of its own and one sentence", () => {
    assert.equal(new Set(filters.map(({ id }) => id)).size, filters.length);
    for (const { id, leavesOut } of filters) assert.match(leavesOut, /^[A-Z][^.]*(?:\.json[^.]*)?\.$/, id);
  });
});

function countsIn(fixture: Fixture): FilterCounts {
  const counts = new FilterCounts();
  analysisOf(fixture, counts).snapshot();
  return counts;
}

function analysisOf({ files, expectations }: Fixture, counts?: FilterCounts): ReturnType<typeof createAnalysis> {
  const given = expectations.find(({ key }) => key === "settings")?.value ?? "{}";
  const analysis = createAnalysis("/", { ...defaultSettings, ...(JSON.parse(given) as object) }, counts);
  for (const [file, text] of files) analysis.set(file, text);
  return analysis;
}
