import assert from "node:assert/strict";
import fc from "fast-check";
import type { Analysis, Snapshot } from "../../../server/src/analysis/analysis.ts";
import { defaultSettings } from "../../../server/src/settings/settings.ts";
import { createAnalysis } from "../../../server/src/analysis/workspaceAnalysis.ts";
import { rules } from "../../../server/src/rules/table.ts";
import { realSources } from "../realSources.ts";

/** Low thresholds, so that real code has many groups. */
const settings = { ...defaultSettings, minTokens: 20, minLines: 3, minTokensInTests: 30, minLinesInTests: 4, minMembers: 2 };
/** A third of the project, from all its folders. */
const sources = [...realSources()].filter((_, index) => index % 3 === 0);

describe("snapshots", function () {
  // Real sources, many times over.
  this.timeout(120_000);

  it("do not depend on the order of the files", () => {
    const expected = said(fresh(sources).snapshot());
    assert.ok(expected.findings.length >= 10, `${expected.findings.length} findings are too few to compare`);
    fc.assert(
      fc.property(fc.shuffledSubarray(sources, { minLength: sources.length }), (shuffled) => {
        assert.deepEqual(said(fresh(shuffled).snapshot()), expected);
      }),
      { seed: 4, numRuns: 8 },
    );
  });

  it("after random edits are those of a fresh analysis", () => {
    const edit = fc.record({
      file: fc.nat(sources.length - 1),
      kind: fc.constantFrom("paste", "cut", "remove", "restore"),
      from: fc.nat(sources.length - 1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 3, maxLength: 12 }), (edits) => {
        const texts = new Map(sources);
        const analysis = fresh(sources);
        for (const { file, kind, from, at } of edits) {
          const [path, original] = sources[file] as (typeof sources)[number];
          const [, other] = sources[from] as (typeof sources)[number];
          const text = texts.get(path) ?? "";
          const cut = text.indexOf("\n", Math.floor(text.length * at)) + 1;
          if (kind === "remove") {
            texts.delete(path);
            analysis.remove(path);
            continue;
          }
          const next =
            kind === "restore" ? original : kind === "cut" ? text.slice(0, cut) : text.slice(0, cut) + other + text.slice(cut);
          texts.set(path, next);
          analysis.set(path, next);
          analysis.snapshot();
        }
        assert.deepEqual(said(analysis.snapshot()), said(fresh([...texts]).snapshot()));
      }),
      { seed: 5, numRuns: 6 },
    );
  });

  it("name only places that are there, each group with two copies or more", () => {
    const { findings } = fresh(sources).snapshot();
    const texts = new Map(sources);
    for (const { copies, id } of findings) {
      assert.ok(copies.length > 1, id);
      for (const { file, start, end, head } of copies) {
        const text = texts.get(file);
        assert.ok(text !== undefined && start < end && end <= text.length, `${id} ${file}`);
        assert.ok(!text.slice(head.start, head.end).includes("\n"), `the squiggle of ${id} is longer than a line`);
      }
    }
    assert.equal(new Set(findings.map(({ id }) => id)).size, findings.length, "ids are unique");
  });

  it("forget a removed file and say nothing of a lonely copy", () => {
    const body = "export function go(a: number[]) {\n  const b = a.map((x) => x * 2);\n  return b.filter(Boolean).length + a.length;\n}\n";
    const analysis = fresh([["/a.ts", body], ["/b.ts", body]]);
    assert.equal(analysis.snapshot().findings.length, 1);
    assert.equal(analysis.findingsIn("/a.ts").length, 1);
    analysis.remove("/b.ts");
    assert.deepEqual(analysis.snapshot().findings, []);
    assert.deepEqual(analysis.findingsIn("/a.ts"), []);
  });

  it("say nothing of a rule that is off and what the settings ignore", () => {
    const body = "export function go(a: number[]) {\n  const b = a.map((x) => x * 2);\n  return b.filter(Boolean).length + a.length;\n}\n";
    const analysis = fresh([["/a.ts", body], ["/b.ts", body]]);
    const [finding] = analysis.snapshot().findings;
    analysis.configure({ ...settings, rules: Object.fromEntries(rules.map(({ id }) => [id, "off"])) });
    assert.deepEqual(analysis.snapshot().findings, []);
    analysis.configure({ ...settings, ignore: [{ id: finding?.id ?? "", reason: "on purpose" }] });
    assert.deepEqual(analysis.snapshot().findings, []);
    assert.deepEqual(analysis.snapshot().ignored.map(({ ignored }) => ignored), ["on purpose"]);
  });
});

function fresh(files: readonly (readonly [string, string])[]): Analysis {
  const analysis = createAnalysis("/", settings);
  for (const [file, text] of files) analysis.set(file, text);
  return analysis;
}

function said({ milliseconds: _, ...snapshot }: Snapshot): Omit<Snapshot, "milliseconds"> {
  return snapshot;
}
