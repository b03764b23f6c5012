import assert from "node:assert/strict";
import type { Fix, Fragment, ProjectAccess } from "../../../server/src/refactorings/refactoring.ts";
import { textsAfter } from "../../../server/src/refactorings/textEdits.ts";
import { createMemoryProjects } from "../../../server/src/workspace/projects/projectAccess.ts";
import { recordFixture, type ExtractFixture } from "./extractFixture.ts";
import { reactTypes } from "./smallReact.ts";
import { schemaTypes } from "./smallSchemas.ts";
import { runModules } from "./runModules.ts";

const settings = { strict: true, target: "es2022", lib: ["es2022"], module: "esnext", moduleResolution: "bundler", jsx: "react", jsxFactory: "jsx", jsxFragmentFactory: "Fragment" };

/** The fixture's files, with the project that holds where it brings none. */
function filesOf({ before }: ExtractFixture): ReadonlyMap<string, string> {
  const files = new Map(before.files);
  const configured = [...files.keys()].some((file) => file.endsWith("tsconfig.json"));
  if (!configured) {
    files.set("/globals.d.ts", "declare const console: { assert(value: unknown): void };\n");
    files.set("/tsconfig.json", JSON.stringify({ compilerOptions: settings }));
  }
  const usesReact = [...files.values()].some((text) => text.includes('from "react"'));
  if (usesReact) files.set("/node_modules/react/index.d.ts", reactTypes);
  for (const [file, text] of schemaTypes) {
    const name = file.split("/").slice(2, -1).join("/");
    if ([...files.values()].some((one) => one.includes(`from "${name}"`))) files.set(file, text);
  }
  return files;
}

/** Asks for the edit of the fixture's copies and compares it, or its refusal, with what the fixture states. */
export async function checkFixture(fixture: ExtractFixture, refactoring: (fragments: readonly Fragment[], projects: ProjectAccess) => Fix): Promise<void> {
  const files = filesOf(fixture);
  const projects = createMemoryProjects(files);
  const fix = refactoring(fixture.before.ranges, projects);
  if (fix.status === "refused") {
    assert.deepEqual(fixture.expected, { refused: fix.code }, fix.reason);
    if (fixture.says !== undefined) assert.ok(fix.reason.includes(fixture.says), fix.reason);
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
  const { rename } = fix;
  if (rename === undefined) assert.match(fix.title, /^(Use|Call|Derive|Keep|Say|Make)/, "Only what is there already needs no other name.");
  else assert.match(after.get(rename.file)?.slice(rename.offset) ?? "", /^[\w$]+[<(]|^[\w$]+(: [^=]+)? =|^[\w$]+ \{/, "The rename starts on the new name.");
  assertErrorFree(after);
  if (fixture.run !== undefined) assert.deepEqual(await runModules(after, fixture.run), await runModules(files, fixture.run));
}

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
