import assert from "node:assert/strict";
import { extractVariable } from "../../../server/src/refactorings/extractVariable.ts";
import { checkFixture } from "./checkFixture.ts";
import { extractFixtures } from "./extractFixture.ts";

describe("extract to a constant in the enclosing scope", () => {
  const fixtures = extractFixtures("extract-variable");

  for (const fixture of fixtures) it(fixture.name, () => checkFixture(fixture, extractVariable));

  it("refuses a quarter of the cases", () => {
    const refused = fixtures.filter(({ expected }) => expected !== undefined && "refused" in expected);
    assert.ok(refused.length * 4 >= fixtures.length, `${refused.length} of ${fixtures.length}`);
  });
});
