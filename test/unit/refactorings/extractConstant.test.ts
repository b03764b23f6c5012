import assert from "node:assert/strict";
import { extractConstant } from "../../../server/src/refactorings/extractConstant.ts";
import { checkFixture } from "./checkFixture.ts";
import { extractFixtures } from "./extractFixture.ts";

describe("extract to a constant", () => {
  const fixtures = extractFixtures("extract-constant");

  for (const fixture of fixtures) it(fixture.name, () => checkFixture(fixture, extractConstant));

  it("refuses a quarter of the cases", () => {
    const refused = fixtures.filter(({ expected }) => expected !== undefined && "refused" in expected);
    assert.ok(refused.length * 4 >= fixtures.length, `${refused.length} of ${fixtures.length}`);
  });
});
