import assert from "node:assert/strict";
import fc from "fast-check";
import { derived } from "../../../server/src/syntax/derived.ts";
import type { FileFacts } from "../../../server/src/syntax/facts.ts";
import { aligned, alignment, packingOf, unpack } from "../../../server/src/syntax/packing.ts";
import { readFacts } from "../../../server/src/syntax/readFacts.ts";
import { bytesOfFacts, storedFacts } from "../../../server/src/syntax/storedFacts.ts";
import { realSources } from "../realSources.ts";

describe("stored facts", () => {
  it("are the facts that were read, of all real sources", () => {
    for (const [file, text] of realSources()) {
      const facts = readFacts(file, text);
      assert.deepEqual({ ...storedFacts(bytesOfFacts(facts)) }, facts, file);
    }
  });

  it("bring along what was derived from them, under its name only", () => {
    const facts = read("export const a = 1;\n");
    const made = { keys: Float64Array.of(1.5, -2), words: ["ü", "\ud800"], nothing: new Int32Array(0) };
    assert.equal(derived(facts, "example 1", () => made), made);
    const again = storedFacts(bytesOfFacts(facts));
    assert.deepEqual(derived(again, "example 1", neverMade), made);
    assert.equal(derived(again, "example 2", () => "another"), "another");
  });

  it("are packed again just where something was derived since", () => {
    const stored = storedFacts(bytesOfFacts(read("export const a = 1;\n")));
    const bytes = bytesOfFacts(stored);
    assert.equal(bytesOfFacts(stored), bytes);
    derived(stored, "example", () => ({ size: 3 }));
    const more = bytesOfFacts(stored);
    assert.notEqual(more, bytes);
    assert.deepEqual(derived(storedFacts(more), "example", neverMade), { size: 3 });
    assert.deepEqual({ ...storedFacts(more) }, { ...stored });
  });

  it("do not hand what was derived to facts that are made from them", () => {
    const stored = storedFacts(bytesOfFacts(read("export const a = 1;\n")));
    derived(stored, "example", () => "of all units");
    assert.equal(derived({ ...stored, units: read("").units }, "example", () => "of none"), "of none");
  });

  it("are packed data of any shape, wherever it is written", () => {
    const column = fc.oneof(fc.int32Array(), fc.uint8Array(), fc.float64Array(), fc.uint16Array());
    const data = fc.letrec((tie) => ({
      whole: fc.dictionary(fc.string({ minLength: 1 }).filter((key) => key !== "__proto__" && key !== "$column"), fc.oneof(column, fc.jsonValue({ maxDepth: 1 }).filter(isPlain), tie("whole")), { noNullPrototype: true, maxKeys: 4 }),
    })).whole;
    fc.assert(
      fc.property(data, fc.nat(5), (value, place) => {
        const packing = packingOf(value);
        assert.equal(packing.length, aligned(packing.length));
        const bytes = new Uint8Array(packing.length + place * alignment).fill(255);
        packing.writeTo(bytes, place * alignment);
        assert.deepEqual(unpack(bytes.subarray(place * alignment)), value);
      }),
      { seed: 11 },
    );
  });
});

function read(text: string): FileFacts {
  return readFacts("/a.ts", text);
}

function neverMade(): never {
  throw new Error("It is there already.");
}

/** JSON knows no -0. */
function isPlain(value: unknown): boolean {
  return !JSON.stringify([value]).includes("__proto__") && !Object.is(value, -0) && !(Array.isArray(value) && value.some((part) => Object.is(part, -0)));
}
