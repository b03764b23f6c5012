import assert from "node:assert/strict";
import fc from "fast-check";
import { composed } from "../../../server/src/refactorings/extractFunction/composedEdits.ts";
import type { FileEdit, TextEdit } from "../../../server/src/refactorings/refactoring.ts";
import { applyTextEdits, textsAfter } from "../../../server/src/refactorings/textEdits.ts";

/** Edits of a text of that length that do not overlap, sorted. */
const editsOf = (length: number): fc.Arbitrary<readonly TextEdit[]> =>
  fc
    .tuple(fc.uniqueArray(fc.nat(length), { maxLength: 8 }), fc.array(fc.string({ maxLength: 3 }), { minLength: 4, maxLength: 4 }))
    .map(([places, texts]) => {
      const sorted = [...places].sort((a, b) => a - b);
      return texts.flatMap((text, at): TextEdit[] => {
        const [start, end] = [sorted[2 * at], sorted[2 * at + 1]];
        return start === undefined || end === undefined ? [] : [{ start, end, text }];
      });
    });

const change = (file: string, edits: readonly TextEdit[]): FileEdit => ({ kind: "change", file, edits });

describe("edits of edited texts", () => {
  it("do at once what the ones and then the others do", () => {
    const cases = fc.string({ maxLength: 20 }).chain((text) =>
      editsOf(text.length).chain((first) => editsOf(applyTextEdits(text, first).length).map((second) => ({ text, first, second }))),
    );
    fc.assert(
      fc.property(cases, ({ text, first, second }) => {
        const [edit, ...others] = composed([change("/a.ts", first)], [change("/a.ts", second)], () => text);
        assert.deepEqual(others, []);
        assert.ok(edit?.kind === "change");
        assert.equal(applyTextEdits(text, edit.edits), applyTextEdits(applyTextEdits(text, first), second));
        for (const [at, one] of edit.edits.entries()) assert.ok(one.start >= (edit.edits[at - 1]?.end ?? 0) && one.end <= text.length, "they overlap");
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it("keep the files that only one of them changes", () => {
    const texts = new Map([["/a.ts", "tide"], ["/b.ts", "quay"]]);
    const all = composed([change("/b.ts", [{ start: 0, end: 1, text: "Q" }])], [change("/a.ts", [{ start: 4, end: 4, text: "s" }]), { kind: "create", file: "/c.ts", text: "new" }], (file) => texts.get(file));
    assert.deepEqual([...textsAfter(all, (file) => texts.get(file))], [["/a.ts", "tides"], ["/b.ts", "Quay"], ["/c.ts", "new"]]);
  });
});
