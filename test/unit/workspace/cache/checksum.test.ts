import assert from "node:assert/strict";
import fc from "fast-check";
import { checksumOf } from "../../../../server/src/workspace/cache/checksum.ts";

describe("the checksum of a cache", () => {
  it("notices every change of one byte, in whichever bit", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), fc.nat(), fc.nat(7), (bytes, place, bit) => {
        const changed = Uint8Array.from(bytes);
        const at = place % bytes.length;
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        assert.notEqual(checksumOf(changed), checksumOf(Uint8Array.from(bytes)));
      }),
      { seed: 3, numRuns: 2_000 },
    );
  });

  it("notices what is cut off, zeros too", () => {
    assert.notEqual(checksumOf(new Uint8Array(8)), checksumOf(new Uint8Array(12)));
  });
});
