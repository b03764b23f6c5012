import assert from "node:assert/strict";
import { areOpposites } from "../../../server/src/rules/opposites.ts";

describe("names that are opposites", () => {
  for (const [one, other] of [["handleUp", "handleDown"], ["selectNextNode", "selectPreviousNode"], ["tildify", "untildify"], ["minDate", "maxDate"], ["expandLeft", "collapseRight"]] as const) {
    it(`${one} and ${other}`, () => {
      assert.equal(areOpposites(one, other), true);
      assert.equal(areOpposites(other, one), true);
    });
  }

  for (const [one, other] of [["handleUp", "handleUp"], ["handleUp", "moveDown"], ["addWidget", "removeAllWidgets"], ["readUser", "readOrder"], ["startupTime", "enduserTime"]] as const) {
    it(`not ${one} and ${other}`, () => assert.equal(areOpposites(one, other), false));
  }
});
