import assert from "node:assert/strict";
import fc from "fast-check";
import { addMoved, align, commonCodes } from "../../../../server/src/clones/near/alignment.ts";
import type { Codes } from "../../../../server/src/clones/near/alignment.ts";
import { Pairing } from "../../../../server/src/clones/near/pairing.ts";
import { hashText } from "../../../../server/src/syntax/hash.ts";

/** The codes behind some others, so that places are not counted from 0. */
function codesOf(values: readonly number[], before = 3): Codes {
  return { codes: Int32Array.from([...Array.from({ length: before }, () => 77), ...values]), from: before, to: before + values.length };
}

type Pair = readonly [number, number];

/** The aligned pairs, with those in another order; `undefined` where there are fewer than `least` in one order. */
function pairsOf(a: Codes, b: Codes, { least = 0, moved = false } = {}): readonly Pair[] | undefined {
  const pairing = new Pairing();
  if (!align(a, b, pairing, least)) return undefined;
  if (moved) addMoved(a, b, pairing);
  return Array.from({ length: pairing.count }, (_, i): Pair => [pairing.firsts[i] ?? -1, pairing.seconds[i] ?? -1]);
}

/** By the definition: the table of all prefixes. */
function longestCommon(a: readonly number[], b: readonly number[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    const next = [0];
    for (const [j, other] of b.entries()) {
      next.push(one === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const runs = fc.array(fc.integer({ min: 100, max: 105 }), { maxLength: 100 });

describe("alignment", () => {
  it("pairs a longest common subsequence, in the order of both", () => {
    fc.assert(
      fc.property(runs, runs, (a, b) => {
        const first = codesOf(a);
        const second = codesOf(b, 5);
        const pairs = pairsOf(first, second) ?? [];
        assert.equal(pairs.length, longestCommon(a, b));
        let last: Pair = [-1, -1];
        for (const pair of pairs) {
          assert.equal(first.codes[pair[0]], second.codes[pair[1]]);
          assert.ok(pair[0] > last[0] && pair[1] > last[1]);
          last = pair;
        }
      }),
    );
  });

  it("answers nothing where fewer pairs are to be had than asked for", () => {
    fc.assert(
      fc.property(runs, runs, (a, b) => {
        const most = longestCommon(a, b);
        assert.equal(pairsOf(codesOf(a), codesOf(b), { least: most })?.length, most);
        assert.equal(pairsOf(codesOf(a), codesOf(b), { least: most + 1 }), undefined);
      }),
    );
  });

  it("finds parts in another order", () => {
    const [left, right] = [["draught", "length"].map((name) => hashText(name)), ["berth", "quay", "pier"].map((name) => hashText(name))] as const;
    const first = codesOf([...left, ...right]);
    const second = codesOf([...right, ...left]);
    assert.deepEqual(pairsOf(first, second), [[5, 3], [6, 4], [7, 5]]);
    assert.deepEqual(pairsOf(first, second, { moved: true }), [[3, 6], [4, 7], [5, 3], [6, 4], [7, 5]]);
  });

  it("does not take moved signs for moved code", () => {
    const signs = ["=", "+"].map((sign) => hashText(sign));
    const names = ["berth", "quay", "pier"].map((name) => hashText(name));
    const first = codesOf([...signs, ...names]);
    const second = codesOf([...names, ...signs]);
    assert.deepEqual(pairsOf(first, second, { moved: true }), pairsOf(first, second));
  });

  it("counts what any correspondence could pair", () => {
    fc.assert(
      fc.property(runs, runs, (a, b) => {
        const count = (values: readonly number[], value: number): number => values.filter((one) => one === value).length;
        const expected = [...new Set(a)].reduce((sum, value) => sum + Math.min(count(a, value), count(b, value)), 0);
        assert.equal(commonCodes(codesOf(a), codesOf(b)), expected);
      }),
    );
  });
});
