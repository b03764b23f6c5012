import assert from "node:assert/strict";
import { callExistingFunction } from "../../../server/src/refactorings/callFunction.ts";
import { checkFixture } from "./checkFixture.ts";
import { extractFixtures } from "./extractFixture.ts";

describe("call a function that exists", () => {
  const fixtures = extractFixtures("call-function");

  for (const fixture of fixtures) it(fixture.name, () => checkFixture(fixture, callExistingFunction));

  it("refuses a quarter of the cases", () => {
    const refused = fixtures.filter(({ expected }) => expected !== undefined && "refused" in expected);
    assert.ok(refused.length * 4 >= fixtures.length, `${refused.length} of ${fixtures.length}`);
  });
});
