import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");
const page = readFileSync(join(root, "docs/refactorings/cases.md"), "utf8");
const rows = page.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| case") && !line.startsWith("| :--"));

describe("the list of hard cases", () => {
  for (const row of rows) {
    const [name = "", , fixtures = ""] = row.replace(/^\| | \|$/g, "").split(" | ");
    it(name, () => {
      const named = [...fixtures.matchAll(/`([\w-]+\/[\w-]+)`/g)].map(([, fixture]) => fixture ?? "");
      assert.ok(named.length > 0, "A case names a fixture.");
      const missing = named.filter((fixture) => ![".ts", ".tsx"].some((end) => existsSync(join(root, "test/fixtures", fixture + end))));
      assert.deepEqual(missing, []);
    });
  }

  it("is complete", () => assert.ok(rows.length >= 100, String(rows.length)));
});
