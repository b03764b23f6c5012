import assert from "node:assert/strict";
import { createAnalysis } from "../../../server/src/analysis/workspaceAnalysis.ts";
import type { Analysis, Snapshot } from "../../../server/src/analysis/analysis.ts";
import { defaultSettings } from "../../../server/src/settings/settings.ts";
import { modelsOf } from "../../../server/src/syntax/models.ts";
import { readFacts } from "../../../server/src/syntax/readFacts.ts";

const code = `function tideAt(hour: number, harbour: Harbour): number {
  const phase = (hour - harbour.highWater) / 12.42;
  const swing = Math.cos(phase * 2 * Math.PI) * harbour.range;
  const level = harbour.mean + swing / 2 + harbour.surge;
  if (level < harbour.lowest) return harbour.lowest;
  return Math.round(level * 100) / 100;
}`;

function analysed(files: Readonly<Record<string, string>>): Analysis {
  const analysis = createAnalysis("/port", defaultSettings);
  for (const [file, text] of Object.entries(files)) analysis.set(`/port/${file}`, text);
  return analysis;
}

/** What stands in each copy of the first finding, and where it begins, from 0. */
function copiesIn(analysis: Analysis): readonly (readonly [text: string, line: number, column: number])[] {
  const [finding] = analysis.snapshot().findings;
  return (finding?.copies ?? []).map(({ file, start, end, from }) => [
    analysis.get(file)?.text.slice(start, end) ?? "",
    from.line,
    from.column,
  ]);
}

describe("code within other files", () => {
  it("keeps its place, whatever ends the lines, and behind a byte order mark", () => {
    const windows = code.replaceAll("\n", "\r\n");
    const analysis = analysed({
      "Tide.vue": `\uFEFF<template>\r\n</template>\r\n<script lang="ts">  ${windows}</script>\r\n`,
      "tide.astro": `\uFEFF---\r\n\r\n${windows}\r\n---\r\n`,
      "tide.ts": code,
    });
    assert.deepEqual(copiesIn(analysis), [
      [windows, 2, 20],
      [windows, 2, 0],
      [code, 0, 0],
    ]);
  });

  it("is read anew when the file changes, block by block", () => {
    const vue = (script: string): string => `<script setup lang="ts">\n${script}\n</script>\n<script lang="ts">\nlet a = 1;\n</script>\n`;
    const analysis = analysed({ "Tide.vue": vue(code), "tide.ts": code });
    assert.deepEqual(copiesIn(analysis).map(([, line]) => line), [1, 0]);
    analysis.set("/port/Tide.vue", `<!-- tides -->\n${vue(code)}`);
    assert.deepEqual(copiesIn(analysis).map(([, line]) => line), [2, 0]);
    analysis.set("/port/Tide.vue", vue("let b = 2;"));
    assert.deepEqual(analysis.snapshot().findings, []);
  });

  it("counts its lines; a file without code is not counted", () => {
    const { files, lines } = analysed({
      "README.md": "# Port\n\nProse.\n",
      "empty.vue": "",
      "Tide.vue": `<template>\n<p/>\n</template>\n<script lang="ts">\n${code}\n</script>\n`,
      "docs.md": `${"Prose.\n".repeat(50)}\`\`\`ts\n${code}\n\`\`\`\n`,
    }).snapshot();
    assert.deepEqual({ files, lines }, { files: 2, lines: 8 + 7 });
  });

  it("that is broken is said of components, with the line in the file, and not of documents", () => {
    const broken = "let a = ;\n";
    const { skipped } = analysed({
      "a.vue": `<template/>\n<script>\n${broken}</script>\n<script setup>\n\n${broken}</script>`,
      "b.svelte": `<script lang="ts">${broken}</script>`,
      "c.astro": `---\n${broken}---\n`,
      "d.md": `\`\`\`ts\n${broken}\`\`\`\n\`\`\`ts\nrefit(ship, ...)\n\`\`\`\n`,
    }).snapshot();
    assert.deepEqual(skipped.map(placed), ["a.vue line 3", "a.vue line 7", "b.svelte line 1", "c.astro line 2"]);
  });

  it("that is broken leaves the other blocks as they are", () => {
    const vue = `<script>\nfunction (\n</script>\n<script setup lang="ts">\n${code}\n</script>`;
    const analysis = analysed({ "Tide.vue": vue, "tide.ts": code });
    assert.deepEqual(copiesIn(analysis).map(([text]) => text), [code, code]);
  });

  it("defines models where it is a component, each block its own", () => {
    const text = '<script lang="ts">\nexport interface Tide { hour: number }\n</script>\n<script setup lang="ts">\ntype Level = { metres: number };\nconst a = <Tide>b;\n</script>\n';
    const models = modelsOf({ file: "/port/Tide.vue", text, facts: readFacts("/port/Tide.vue", text) });
    assert.deepEqual(
      models.map(({ name, exported, start, end }) => [name, exported, text.slice(start, end)]),
      [
        ["Tide", true, "export interface Tide { hour: number }"],
        ["Level", false, "type Level = { metres: number };"],
      ],
    );
  });

  it("defines none in a document", () => {
    const text = "```ts\ninterface Tide { hour: number; level: number }\n```\n";
    const facts = readFacts("/port/README.md", text);
    assert.equal(facts.tokens.count, 0);
    assert.deepEqual([facts.outlines, modelsOf({ file: "/port/README.md", text, facts })], [[], []]);
  });

  it("ends a comment with its block", () => {
    const text = "<script>\na(b);\n// drydock-ignore -- last\n</script>\n<script setup>\nc(d);\n</script>\n";
    const { ignores } = readFacts("/port/Tide.vue", text);
    assert.deepEqual(ignores.map(({ start, end, reason, target }) => [text.slice(start, end), reason, text.slice(target, target + 9)]), [
      ["// drydock-ignore -- last", "last", "</script>"],
    ]);
  });

  it("is the same in every order of the files", () => {
    const files = { "Tide.vue": `<script lang="ts">\n${code}\n</script>`, "tide.svelte": `<script lang="ts">\n${code}\n</script>`, "tide.ts": code };
    const backwards = Object.fromEntries(Object.entries(files).reverse());
    const idsOf = ({ findings }: Snapshot): readonly string[] => findings.map(({ id }) => id);
    assert.equal(idsOf(analysed(files).snapshot()).length, 1);
    assert.deepEqual(idsOf(analysed(files).snapshot()), idsOf(analysed(backwards).snapshot()));
  });
});

function placed({ file, reason }: Snapshot["skipped"][number]): string {
  return `${file.replace("/port/", "")} ${/line \d+/.exec(reason)?.[0] ?? reason}`;
}
