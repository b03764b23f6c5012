import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { refusals } from "../../../server/src/refactorings/extractFunction/refusals.ts";

const page = readFileSync(resolve(import.meta.dirname, "../../../docs/refactorings/why-refused.md"), "utf8");
const sections = new Map(page.split(/^## /m).slice(1).map((section) => [section.split("`")[1] ?? "", section]));

/** Most reasons that may stand there without a fixture, which come up with copies that are left alone. */
const withoutExample = 32;

describe("the page that says why an edit was refused", () => {
  it("has a section for every reason", () => assert.deepEqual([...sections.keys()], Object.keys(refusals)));

  it("shows an example that the tests refuse, for all but the rarest", () => {
    const bare = [...sections].filter(([, section]) => !section.includes("```")).map(([code]) => code);
    assert.ok(bare.length <= withoutExample, `${bare.length}: ${bare.join(" ")}`);
  });
});
