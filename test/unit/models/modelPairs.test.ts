import assert from "node:assert/strict";
import { foundIn } from "../../bench/models/foundPairs.ts";
import { modelPairs } from "../../bench/models/modelPairs.ts";

/** What `npm run bench:models` measures on more pairs. */
const least: Readonly<Record<string, number>> = {
  "duplicate-model": 0.98,
  "schema-model": 0.95,
  "inline-model": 0.95,
  "overlapping-model": 0.95,
  "conflicting-model": 0.95,
  "duplicate-values": 0.95,
};

describe("pairs of models in all forms", function () {
  this.timeout(60_000);
  const pairs = modelPairs(1, "tests");

  for (const [rule, share] of Object.entries(least)) {
    it(`are found as ${rule}`, () => {
      const own = pairs.filter((pair) => pair.rule === rule);
      const missed = own.filter((pair) => !foundIn(pair));
      assert.ok(own.length >= 30, `${own.length} pairs`);
      assert.ok(missed.length <= (1 - share) * own.length, `${missed.length} of ${own.length} are missed: ${missed.map(({ operator, forms }) => `${operator} ${forms.join("/")}`).join(", ")}`);
    });
  }
});
