import assert from "node:assert/strict";
import type { Fix, Fragment, ProjectAccess } from "../../../server/src/refactorings/refactoring.ts";
import { checkFixture } from "./checkFixture.ts";
import { extractFixtures } from "./extractFixture.ts";

/** A test for each fixture of a refactoring of models, of which at least a third are refused. */
export function itHolds(folder: string, refactoring: (fragments: readonly Fragment[], projects: ProjectAccess) => Fix): void {
  const fixtures = extractFixtures(folder);

  for (const fixture of fixtures) it(fixture.name, () => checkFixture(fixture, refactoring));

  it("refuses a third of the cases", () => {
    const refused = fixtures.filter(({ expected }) => expected !== undefined && "refused" in expected);
    assert.ok(refused.length * 3 >= fixtures.length, `${refused.length} of ${fixtures.length}`);
  });
}
