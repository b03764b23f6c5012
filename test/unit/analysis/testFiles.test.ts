import assert from "node:assert/strict";
import { createAnalysis } from "../../../server/src/analysis/workspaceAnalysis.ts";
import { isTestFile, isTranslationFile } from "../../../server/src/analysis/testFiles.ts";
import { defaultSettings } from "../../../server/src/settings/settings.ts";

describe("files with thresholds of their own", () => {
  for (const file of [
    "src/cart.test.ts",
    "src/cart.spec.tsx",
    "src/__tests__/cart.ts",
    "test/cart.ts",
    "src/Button.stories.tsx",
    "packages/ui/fixtures/users.ts",
    "examples/basic/main.ts",
    "src/components-examples/table/table.ts",
    "demo/app.ts",
    "karma.conf.js",
    "packages/a/vite.config.mts",
    ".eslintrc.cjs",
    "src/Cart.stories.svelte",
    "src/cart.test.vue",
    "README.md",
    "docs/guide/cart.mdx",
  ]) {
    it(file, () => assert.equal(isTestFile("/work", `/work/${file}`), true));
  }

  for (const file of [
    "src/cart.ts",
    "src/testament.ts",
    "src/latest/news.ts",
    "src/contest.ts",
    "src/exampleTable.ts",
    "src/config.ts",
    "src/config/index.ts",
    "src/sampling/rate.ts",
    "src/Cart.vue",
    "src/Cart.svelte",
  ]) {
    it(`not ${file}`, () => assert.equal(isTestFile("/work", `/work/${file}`), false));
  }

  it("the folders above the root do not count", () => {
    assert.equal(isTestFile("/home/test/examples/shop", "/home/test/examples/shop/src/cart.ts"), false);
  });
});

describe("files of translations", () => {
  for (const file of ["src/lang/de.ts", "locales/en/texts.ts", "packages/ui/i18n/fr.ts"]) {
    it(file, () => assert.equal(isTranslationFile("/home/lang/work", `/home/lang/work/${file}`), true));
  }

  for (const file of ["src/cart.ts", "src/language.ts", "src/slang/words.ts"]) {
    it(`not ${file}, though the project stands below such a folder`, () => {
      assert.equal(isTranslationFile("/home/lang/work", `/home/lang/work/${file}`), false);
    });
  }

  it("literals are told in a project below a folder of that name", () => {
    const analysis = createAnalysis("/home/lang/work", defaultSettings);
    const text = 'export const send = (to: Url) => post(to, "The parcel could not be handed over to anybody");\n';
    for (const name of ["a", "b", "c"]) analysis.set(`/home/lang/work/src/${name}.ts`, text);
    assert.deepEqual(analysis.snapshot().findings.map(({ rule, copies }) => [rule, copies.length]), [["repeated-literal", 3]]);
    for (const name of ["a", "b", "c"]) {
      analysis.remove(`/home/lang/work/src/${name}.ts`);
      analysis.set(`/home/lang/work/lang/${name}.ts`, text);
    }
    assert.deepEqual(analysis.snapshot().findings, []);
  });
});
