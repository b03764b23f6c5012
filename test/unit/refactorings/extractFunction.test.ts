import assert from "node:assert/strict";
import { expressionForm, extractAs, extractFunction } from "../../../server/src/refactorings/extractFunction.ts";
import { functionOfSelection } from "../../../server/src/refactorings/extractSelection.ts";
import { checkFixture } from "./checkFixture.ts";
import type { Fix, Fragment, ProjectAccess } from "../../../server/src/refactorings/refactoring.ts";
import { extractFixtures, type ExtractFixture } from "./extractFixture.ts";

describe("extract to a shared function", () => {
  const fixtures = extractFixtures("extract-function");

  for (const fixture of fixtures) it(fixture.name, () => checkFixture(fixture, refactoringOf(fixture)));

  it("has cases enough, a quarter of them refused", () => {
    const refused = fixtures.filter(({ expected }) => expected !== undefined && "refused" in expected);
    assert.ok(fixtures.length >= 80, String(fixtures.length));
    assert.ok(refused.length * 4 >= fixtures.length, `${refused.length} of ${fixtures.length}`);
  });
});

/** The way in that the fixture speaks of: the fix of a finding, that of expressions, or a selection. */
function refactoringOf({ isAsked, countsText }: ExtractFixture): (fragments: readonly Fragment[], projects: ProjectAccess) => Fix {
  if (isAsked) return (fragments, projects) => functionOfSelection.extract(fragments, projects);
  return countsText ? (fragments, projects) => extractAs(expressionForm, fragments, projects) : extractFunction;
}
