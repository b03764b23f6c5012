import assert from "node:assert/strict";
import fc from "fast-check";
import { SeedIndex, mostPlaces } from "../../../../server/src/clones/near/seedIndex.ts";

interface Change {
  readonly file: number;
  /** What the file holds from now on. */
  readonly hashes: readonly number[];
}

const changes = fc.array(
  fc.record({ file: fc.integer({ min: 0, max: 5 }), hashes: fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 30 }) }),
  { maxLength: 30 },
);

function seeds(hashes: readonly number[]): { count: number; hashes: Int32Array; places: Int32Array } {
  return { count: hashes.length, hashes: Int32Array.from(hashes), places: Int32Array.from(hashes.keys()) };
}

function placesOf(index: SeedIndex, hash: number): readonly string[] {
  const places: string[] = [];
  index.visit(hash, (file, place) => places.push(`${file}:${place}`));
  return places.sort();
}

describe("seed index", () => {
  it("knows the places of each seed, whatever came and went before", () => {
    fc.assert(
      fc.property(changes, (made: readonly Change[]) => {
        const index = new SeedIndex();
        const files = new Map<number, readonly number[]>();
        for (const { file, hashes } of made) {
          index.remove(file, seeds(files.get(file) ?? []));
          index.add(file, seeds(hashes));
          files.set(file, hashes);
        }
        for (let hash = 1; hash <= 8; hash++) {
          const places = [...files].flatMap(([file, hashes]) =>
            hashes.flatMap((one, place) => (one === hash ? [`${file}:${place}`] : [])),
          );
          const isTelling = places.length > 1 && places.length <= mostPlaces;
          assert.deepEqual(placesOf(index, hash), isTelling ? places.sort() : []);
        }
      }),
    );
  });

  it("names the files of a seed that becomes an idiom, or ceases to be one, and no others", () => {
    const index = new SeedIndex();
    for (let file = 0; file < mostPlaces; file++) index.add(file, seeds([5]));
    index.add(100, seeds([6]));
    assert.deepEqual([...index.takeCrossed()], []);
    index.add(200, seeds([5]));
    assert.equal(index.takeCrossed().size, mostPlaces + 1);
    assert.deepEqual(placesOf(index, 5), []);
    index.remove(200, seeds([5]));
    index.add(200, seeds([5]));
    assert.deepEqual([...index.takeCrossed()], [], "there and back again");
    index.remove(200, seeds([5]));
    assert.equal(index.takeCrossed().size, mostPlaces);
    assert.equal(placesOf(index, 5).length, mostPlaces);
  });

  it("grows with thousands of seeds", () => {
    const index = new SeedIndex();
    const hashes = Array.from({ length: 20_000 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) | 1);
    index.add(0, seeds(hashes));
    index.add(1, seeds(hashes));
    for (const [place, hash] of hashes.entries()) assert.ok(placesOf(index, hash).includes(`1:${place}`));
  });
});
