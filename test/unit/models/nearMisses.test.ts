import assert from "node:assert/strict";
import { modelFindingsIn } from "../../bench/models/findingsOfPair.ts";
import { readFacts } from "../../../server/src/syntax/readFacts.ts";
import { nearMisses } from "./nearMisses.ts";

describe("models that have something in common, and nothing to be told of", () => {
  const all = nearMisses();

  it("are at least two hundred, each of code that is whole", () => {
    assert.ok(all.length >= 200, `${all.length} cases`);
    for (const { name, files } of all) for (const [file, text] of files) assert.deepEqual(readFacts(file, text).problems, [], name);
  });

  for (const { name, files } of all) {
    it(name, () => {
      assert.deepEqual(modelFindingsIn(files).map(({ message }) => message), []);
    });
  }
});
