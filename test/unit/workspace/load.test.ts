import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { defaultSettings } from "../../../server/src/settings/settings.ts";
import { createAnalysis } from "../../../server/src/analysis/workspaceAnalysis.ts";
import { loadWorkspace } from "../../../server/src/workspace/load.ts";
import { removeFoldersAfterEach, temporaryFolder } from "../temporaryFolder.ts";

const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${String(i).padStart(3, "0")}.ts`, `export const n${i} = ${i};\n`]));

describe("loading a workspace", () => {
  removeFoldersAfterEach();

  it("hands every text to the analysis and tells how far it is", async () => {
    const root = temporaryFolder(many);
    const steps: string[] = [];
    const { analysis } = await loadWorkspace(root, { createAnalysis, onProgress: (done, total) => steps.push(`${done}/${total}`) });
    assert.equal(analysis.snapshot().files, 100);
    assert.equal(analysis.get(`${root}/f042.ts`)?.text, "export const n42 = 42;\n");
    assert.deepEqual(steps, Array.from({ length: 101 }, (_, i) => `${i}/100`));
  });

  it("notes what is skipped, by discovery and by reading, and reads a file with a syntax error all the same", async () => {
    const root = temporaryFolder({
      "good.ts": "export {};\n",
      "broken.ts": "export function f() {\n  return (;\n}\nexport const kept = 1;\n",
      "binary.ts": Uint8Array.of(0, 1, 2),
      "vendor/x.ts": "",
    });
    const { analysis } = await loadWorkspace(root, { createAnalysis });
    const { files, skipped } = analysis.snapshot();
    assert.equal(files, 2);
    assert.deepEqual(skipped.map(({ file }) => file.slice(root.length + 1)), ["binary.ts", "broken.ts", "vendor"]);
    assert.deepEqual([skipped[0]?.reason, skipped[2]?.reason], ["binary (it holds zero bytes)", "third-party code"]);
  });

  it("says of a file that is deleted between listing and reading that it is gone", async () => {
    const root = temporaryFolder(many);
    const { analysis } = await loadWorkspace(root, {
      createAnalysis,
      onProgress: (done) => done === 0 && rmSync(`${root}/f099.ts`),
    });
    assert.deepEqual(analysis.snapshot().skipped, [{ file: `${root}/f099.ts`, reason: "no longer there" }]);
    assert.equal(analysis.snapshot().files, 99);
  });

  it("takes the settings of drydock.json, with what the caller lays over them", async () => {
    const root = temporaryFolder({ "drydock.json": '{ "minLines": 7, "exclude": ["b.ts"], "x": 1 }', "a.ts": "", "b.ts": "" });
    const { analysis, problems } = await loadWorkspace(root, {
      createAnalysis,
      settings: (fromFile) => ({ ...fromFile, minTokens: 60 }),
    });
    assert.deepEqual(analysis.settings, { ...defaultSettings, minLines: 7, exclude: ["b.ts"], minTokens: 60 });
    assert.equal(analysis.snapshot().files, 1);
    assert.deepEqual(problems.map(({ message }) => message), ["There is no setting “x”."]);
  });

  it("reads only the given paths, once where they overlap", async () => {
    const root = temporaryFolder({ "a/x.ts": "", "a/y.ts": "", "b/z.ts": "" });
    const { analysis } = await loadWorkspace(root, { createAnalysis, paths: [`${root}/a`, `${root}/a/x.ts`] });
    assert.equal(analysis.snapshot().files, 2);
    assert.equal(analysis.get(`${root}/b/z.ts`), undefined);
  });

  it("can be aborted on the way", async () => {
    const abort = new AbortController();
    let last = 0;
    const loading = loadWorkspace(temporaryFolder(many), {
      createAnalysis,
      signal: abort.signal,
      onProgress: (done) => {
        last = done;
        if (done === 5) abort.abort();
      },
    });
    await assert.rejects(loading, { name: "AbortError" });
    assert.equal(last, 5);
  });
});
