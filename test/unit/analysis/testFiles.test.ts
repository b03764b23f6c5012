import assert from "node:assert/strict";
import { isTestFile } from "../../../server/src/analysis/testFiles.ts";

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
