import assert from "node:assert/strict";
import { fragmentOf, type CloneFragment } from "../../../server/src/clones/group.ts";
import { KeptFindings } from "../../../server/src/rules/keptFindings.ts";
import { readFacts } from "../../../server/src/syntax/readFacts.ts";

describe("findings of groups whose copies take a while to align", () => {
  it("are made once for the same copies, whatever object says so", () => {
    const { kept, made, copies } = newKept();
    const first = kept.of({ copies, similarity: 0.8 });
    kept.next();
    assert.equal(kept.of({ copies: [...copies], similarity: 0.8 }), first);
    assert.equal(made.length, 1);
  });

  it("are made anew where the copies are as alike no more, or their file is another", () => {
    const { kept, made, copies } = newKept();
    const first = kept.of({ copies, similarity: 0.8 });
    assert.notEqual(kept.of({ copies, similarity: 0.9 }), first);
    assert.notEqual(kept.of({ copies: [copyIn("/w/a.ts"), ...copies.slice(1)], similarity: 0.9 }), first);
    assert.equal(made.length, 3);
  });

  it("are let go when no group asks for them in a round", () => {
    const { kept, made, copies } = newKept();
    const first = kept.of({ copies, similarity: 0.8 });
    kept.next();
    kept.next();
    assert.notEqual(kept.of({ copies, similarity: 0.8 }), first);
    assert.equal(made.length, 2);
  });
});

function newKept(): { readonly kept: KeptFindings<{ readonly copies: readonly CloneFragment[]; readonly similarity: number }, object>; readonly made: readonly object[]; readonly copies: readonly CloneFragment[] } {
  const made: object[] = [];
  const kept = new KeptFindings((group: { readonly copies: readonly CloneFragment[]; readonly similarity: number }) => {
    made.push(group);
    return { of: group };
  });
  return { kept, made, copies: [copyIn("/w/a.ts"), copyIn("/w/b.ts")] };
}

function copyIn(file: string): CloneFragment {
  const text = "first();\nsecond();\n";
  return fragmentOf({ file, text, facts: readFacts(file, text), isTest: false, isTranslation: false }, 0, 1);
}
