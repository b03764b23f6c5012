import assert from "node:assert/strict";
import { extractComponent } from "../../../server/src/refactorings/extractComponent.ts";
import { checkFixture } from "./checkFixture.ts";
import { extractFixtures } from "./extractFixture.ts";

describe("extract to a shared component", () => {
  const fixtures = extractFixtures("extract-component");

  for (const fixture of fixtures) it(fixture.name, () => checkFixture(fixture, extractComponent));

  it("refuses a quarter of the cases", () => {
    const refused = fixtures.filter(({ expected }) => expected !== undefined && "refused" in expected);
    assert.ok(refused.length * 4 >= fixtures.length, `${refused.length} of ${fixtures.length}`);
  });
});
