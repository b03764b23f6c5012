import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { refusals } from "../../../server/src/refactorings/semantics/refusals.ts";

const page = readFileSync(resolve(import.meta.dirname, "../../../docs/refactorings/why-refused.md"), "utf8");
const sections = new Map(page.split(/^## /m).slice(1).map((section) => [section.split("`")[1] ?? "", section]));

/** What no code is known to bring about: the check of every name after the edit, which stands behind all others. */
const withoutExample = ["different-meaning"];

describe("the page that says why an edit was refused", () => {
  it("has a section for every reason", () => assert.deepEqual([...sections.keys()], Object.keys(refusals)));

  it("shows an example that the tests refuse", () => {
    const bare = [...sections].filter(([, section]) => !section.includes("```")).map(([code]) => code);
    assert.deepEqual(bare, withoutExample);
  });
});
