import assert from "node:assert/strict";
import { extractFunction } from "../../../server/src/refactorings/extractFunction.ts";
import { functionOfSelection } from "../../../server/src/refactorings/extractSelection.ts";
import { checkFixture } from "./checkFixture.ts";
import { extractFixtures } from "./extractFixture.ts";

describe("extract to a shared function", () => {
  const fixtures = extractFixtures("extract-function");

  for (const fixture of fixtures) it(fixture.name, () => checkFixture(fixture, fixture.isAsked ? (fragments, projects) => functionOfSelection.extract(fragments, projects) : extractFunction));

  it("has cases enough, a quarter of them refused", () => {
    const refused = fixtures.filter(({ expected }) => expected !== undefined && "refused" in expected);
    assert.ok(fixtures.length >= 80, String(fixtures.length));
    assert.ok(refused.length * 4 >= fixtures.length, `${refused.length} of ${fixtures.length}`);
  });
});
