import assert from "node:assert/strict";
import { coreOf, hitAt, regionsOf } from "../../../../server/src/clones/near/regions.ts";

/** Hits in step from one place on in either file, every third meaning. */
const inStep = (first: number, second: number, count: number): number[] => Array.from({ length: count }, (_, at) => hitAt(first + 3 * at, second + 3 * at));

const boundsOf = (hits: readonly number[]): readonly (readonly number[])[] => regionsOf(hits).map(({ minFirst, maxFirst, minSecond, maxSecond }) => [minFirst, maxFirst, minSecond, maxSecond]);

describe("regions of seeds that two files share", () => {
  it("end where the next seed is far away in either file", () => {
    assert.deepEqual(boundsOf([...inStep(0, 100, 5), ...inStep(60, 160, 4)]), [[0, 12, 100, 112], [60, 69, 160, 169]]);
  });

  it("have a core without the seeds that stand near by chance", () => {
    const [region] = regionsOf([...inStep(100, 50, 8), hitAt(104, 32), hitAt(122, 95)].sort((a, b) => a - b));
    assert.ok(region !== undefined);
    assert.deepEqual([region.minFirst, region.maxFirst, region.minSecond, region.maxSecond], [100, 122, 32, 95]);
    const core = coreOf(region);
    assert.deepEqual(core && [core.hits.length, core.minFirst, core.maxFirst, core.minSecond, core.maxSecond], [9, 100, 121, 32, 71]);
  });

  it("have no core where too little is in step", () => {
    const [region] = regionsOf([hitAt(0, 60), hitAt(6, 40), hitAt(12, 20), hitAt(18, 0)]);
    assert.ok(region !== undefined);
    assert.equal(coreOf({ ...region, hits: [hitAt(0, 60), hitAt(12, 20)] }), undefined);
  });

  it("may hold more seeds than a call takes arguments", () => {
    const [region] = regionsOf(inStep(0, 0, 200_000));
    assert.ok(region !== undefined);
    const core = coreOf(region);
    assert.deepEqual(core && [core.minFirst, core.maxFirst, core.minSecond, core.maxSecond], [0, 599_997, 0, 599_997]);
  });
});
