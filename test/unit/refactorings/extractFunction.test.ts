import assert from "node:assert/strict";
import { extractFunction } from "../../../server/src/refactorings/extractFunction.ts";
import { textsAfter } from "../../../server/src/refactorings/textEdits.ts";
import { createMemoryProjects } from "../../../server/src/workspace/projects/projectAccess.ts";
import { extractFixtures, recordFixture, type ExtractFixture } from "./extractFixture.ts";
import { runModules } from "./runModules.ts";

const settings = { strict: true, target: "es2022", lib: ["es2022"], module: "esnext", moduleResolution: "bundler", jsx: "react", jsxFactory: "jsx" };

/** The fixture's files, with the project that holds where it brings none. */
function filesOf({ before }: ExtractFixture): ReadonlyMap<string, string> {
  const files = new Map(before.files);
  const configured = [...files.keys()].some((file) => file.endsWith("tsconfig.json"));
  if (!configured) {
    files.set("/globals.d.ts", "declare const console: { assert(value: unknown): void };\n");
    files.set("/tsconfig.json", JSON.stringify({ compilerOptions: settings }));
  }
  return files;
}

describe("extract to a shared function", () => {
  const fixtures = extractFixtures();

  for (const fixture of fixtures) {
    it(fixture.name, async () => {
      const files = filesOf(fixture);
      const projects = createMemoryProjects(files);
      const fix = extractFunction(fixture.before.ranges, projects);
      if (fix.status === "refused") {
        assert.deepEqual(fixture.expected, { refused: fix.code }, fix.reason);
        assert.match(fix.reason, /^["A-Z].*[.!:]|^The result/);
        return;
      }
      const changed = textsAfter(fix.edits, (file) => files.get(file));
      if (process.env["DRYDOCK_RECORD"] && fixture.expected === undefined) recordFixture(fixture, changed);
      else {
        assert.ok(fixture.expected instanceof Map, `It was offered:\n${[...changed].map((one) => one.join("\n")).join("\n")}`);
        assert.deepEqual(Object.fromEntries(changed), Object.fromEntries(fixture.expected));
      }
      assert.equal(fix.title.includes("shared part"), fixture.isPart, fix.title);
      assert.equal(fix.leftOut.length, fixture.leftOut, JSON.stringify(fix.leftOut));
      const after = new Map([...files, ...changed]);
      const { file, offset } = fix.rename ?? { file: "", offset: 0 };
      assert.match(after.get(file)?.slice(offset) ?? "", /^[\w$]+[<(]|^[\w$]+ =/, "The rename starts on the new name.");
      assertErrorFree(after);
      if (fixture.run !== undefined) {
        assert.deepEqual(await runModules(after, fixture.run), await runModules(files, fixture.run));
      }
    });
  }

  it("has cases enough, a quarter of them refused", () => {
    const refused = fixtures.filter(({ expected }) => expected !== undefined && "refused" in expected);
    assert.ok(fixtures.length >= 80, String(fixtures.length));
    assert.ok(refused.length * 4 >= fixtures.length, `${refused.length} of ${fixtures.length}`);
  });
});

/** The result type-checks in a project of its own, not only by comparison with what was before. */
function assertErrorFree(files: ReadonlyMap<string, string>): void {
  const sources = [...files.keys()].filter((file) => /\.[cm]?[jt]sx?$/.test(file));
  for (const { program } of createMemoryProjects(files).programsFor(sources)) {
    const errors = sources.flatMap((file) => {
      const source = program.getSourceFile(file);
      return source ? [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)] : [];
    });
    assert.deepEqual(errors.map((error) => `${error.file?.fileName}: ${JSON.stringify(error.messageText)}`), []);
  }
}
