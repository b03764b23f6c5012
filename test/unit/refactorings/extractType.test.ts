import assert from "node:assert/strict";
import { extractType } from "../../../server/src/refactorings/extractType.ts";
import { checkFixture } from "./checkFixture.ts";
import { extractFixtures } from "./extractFixture.ts";

describe("extract to a type alias", () => {
  const fixtures = extractFixtures("extract-type");

  for (const fixture of fixtures) it(fixture.name, () => checkFixture(fixture, extractType));

  it("refuses a quarter of the cases", () => {
    const refused = fixtures.filter(({ expected }) => expected !== undefined && "refused" in expected);
    assert.ok(refused.length * 4 >= fixtures.length, `${refused.length} of ${fixtures.length}`);
  });
});
