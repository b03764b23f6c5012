import assert from "node:assert/strict";
import { defaultSettings } from "../../server/src/settings/settings.ts";
import { createAnalysis } from "../../server/src/analysis/workspaceAnalysis.ts";
import { keepOneDefinition } from "../../server/src/refactorings/keepOneDefinition.ts";
import type { Fix, Fragment } from "../../server/src/refactorings/refactoring.ts";
import { textsAfter } from "../../server/src/refactorings/textEdits.ts";
import { ts } from "../../server/src/syntax/typescript.ts";
import { createMemoryProjects } from "../../server/src/workspace/projects/projectAccess.ts";
import { fixturesOf, type Fixture } from "./fixture.ts";

/**
 * A fixture holds files and, below `/after`, what they say after the fix; files that are not there
 * stay as they are. The models are the marked ones, else those of the only finding.
 */
describe("keep one definition", () => {
  for (const fixture of fixturesOf("keep-one-definition")) {
    it(fixture.name, () => {
      const texts = [...fixture.files].map(([file, text]) => [file, text.trimEnd() + "\n"] as const);
      const before = new Map(texts.filter(([file]) => !file.startsWith(afterFolder)));
      const projects = createMemoryProjects(before);
      const models = modelsOf(fixture, before);
      const keep = fixture.expectations.find(({ key }) => key === "keep")?.value;
      const fix = keepOneDefinition(models, projects, models.find(({ file }) => file === keep));
      const changed = fix.status === "refused" ? new Map<string, string>() : textsAfter(fix.edits, (file) => before.get(file));
      const expected = new Map(
        texts.filter(([file]) => file.startsWith(afterFolder)).map(([file, text]) => [file.slice(afterFolder.length), text]),
      );
      if (fix.status === "refused" && expected.size > 0) assert.fail(`refused: ${fix.code}: ${fix.reason}`);
      assert.deepEqual(Object.fromEntries(sorted(changed)), Object.fromEntries(sorted(expected)));
      assertSameProgram(before, changed);
      assert.equal(fix.status === "refused", fixture.expectations.some(({ key }) => key === "refused"), "a refusal is expected by `//= refused`");
      for (const { key, value } of fixture.expectations) check(key, value, fix);
    });
  }
});

const afterFolder = "/after";

function check(key: string, value: string, fix: Fix): void {
  switch (key) {
    case "refused":
      assert.equal(fix.status === "refused" ? fix.code : "offered", value);
      return;
    case "reason":
      assert.equal(fix.status === "refused" ? fix.reason : "offered", value);
      return;
    case "keep":
      return;
    case "left-out":
      assert.ok(fix.status === "offered" && fix.leftOut.some(({ reason }) => reason === value), JSON.stringify(fix));
      return;
    case "deletes":
      assert.deepEqual(fix.status === "offered" ? fix.edits.flatMap((edit) => (edit.kind === "change" && edit.deletes ? [edit.file] : [])) : [], [value]);
      return;
    case "removed":
      assert.equal(fix.status === "offered" ? fix.removedLines : undefined, Number(value));
      return;
    default:
      assert.fail(`This test knows no expectation "${key}".`);
  }
}

function modelsOf({ ranges }: Fixture, files: ReadonlyMap<string, string>): readonly Fragment[] {
  if (ranges.length > 0) return ranges.filter(({ file }) => !file.startsWith(afterFolder));
  const analysis = createAnalysis("/", defaultSettings);
  for (const [file, text] of files) if (/\.[cm]?[jt]sx?$/.test(file)) analysis.set(file, text);
  const findings = analysis.snapshot().findings.filter(({ rule }) => rule === "duplicate-model");
  assert.equal(findings.length, 1, "the models are found as one group");
  return findings[0]?.copies ?? [];
}

/** What runs is the same code as before, and loads the same modules in the same order. */
function assertSameProgram(before: ReadonlyMap<string, string>, changed: ReadonlyMap<string, string>): void {
  for (const [file, text] of changed) {
    assert.equal(emitted(file, text), emitted(file, before.get(file) ?? ""), `${file} runs as before`);
  }
}

function emitted(file: string, text: string): string {
  const { outputText } = ts.transpileModule(text, {
    fileName: file,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      removeComments: true,
      jsx: ts.JsxEmit.Preserve,
    },
  });
  return outputText
    .replace(/^export \{ *\};?$/gm, "")
    .replace(/^import [^"']+ from (["'])/gm, "import $1")
    .replace(/\s+/g, " ")
    .trim();
}

function sorted(texts: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
}
