import { CloneIndex } from "../clones/cloneIndex.ts";
import { unfiltered } from "../clones/filters.ts";
import type { CloneGroup } from "../clones/group.ts";
import { isOneFunction } from "../clones/functions/equalFunctions.ts";
import { isMarkup } from "../clones/markup/markupIndex.ts";
import { keptBy } from "../syntax/keptBy.ts";
import { countedHoles, findingOfClones, sameLinesIn } from "./cloneFinding.ts";
import type { CloneFacts } from "./cloneFinding.ts";
import { extraction } from "./extraction.ts";
import { IdMaker } from "./findingId.ts";
import type { Rule } from "./rule.ts";

/** Copies of statements, functions, methods, classes and parts of objects, exact or renamed. */
export const duplicateCode: Rule = {
  // drydock-ignore -- a rule says by itself what it is and what it asks for
  id: "duplicate-code",
  title: "Duplicate code",
  description:
    "The same code in several places, exact or with other names, literals and types: a change to one copy is easily forgotten in the others.",
  severity: "warning",

  search(settings, { counts }) {
    const index = new CloneIndex(settings, counts);
    const isOfOther = keptBy((group: CloneGroup) => isMarkup(group) || isOneFunction(group));
    return {
      set: (source) => index.set(source),
      remove: (file) => index.remove(file),
      prepare: () => index.prepare(),
      findings: () => {
        const ids = new IdMaker("duplicate-code");
        const groups = unfiltered(index.groups(), (group) => (isOfOther(group) ? "other-rule" : undefined), counts);
        return groups.map((group) => findingOfClones(group, ids, { rule: "duplicate-code", severity: "warning" }, messageOf));
      },
    };
  },

  derive: (source, settings) => CloneIndex.derive(source, settings),

  ...extraction,
};

function messageOf(facts: CloneFacts): string {
  return sameLinesIn(facts, "", countedHoles(facts.holes), "extract what they share");
}
