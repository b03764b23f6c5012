import assert from "node:assert/strict";
import { ownCode } from "../../bench/pairs/ownCode.ts";
import { runPairs, type PairOutcome } from "../../bench/pairs/runPairs.ts";

describe("extract to a shared function, from real functions", () => {
  it("never changes what they do", async function () {
    this.timeout(240_000);
    const outcomes: PairOutcome[] = [];
    for await (const outcome of runPairs(ownCode(), { seed: "tide", wanted: 200, perFile: 16, logsReads: false })) outcomes.push(outcome);
    assert.equal(outcomes.length, 200);
    for (const { pair, wrong } of outcomes) assert.equal(wrong, undefined, `${pair}\n${wrong}`);
    if (process.env["DRYDOCK_OUTCOMES"]) for (const { outcome, reason, pair, compared } of outcomes) process.stdout.write(`${outcome} ${compared} ${pair} ${reason}\n`);
    const compared = outcomes.filter((one) => one.compared).length;
    assert.ok(compared >= 30, `Only ${compared} pairs were run on both sides.`);
  });
});
