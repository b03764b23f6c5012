import type { CloneFragment } from "../clones/group.ts";
import { haveOneOrder, MarkupIndex } from "../clones/markup/markupIndex.ts";
import { countedHoles, findingOfClones, sameLinesIn } from "./cloneFinding.ts";
import type { CloneFacts } from "./cloneFinding.ts";
import { extraction } from "./extraction.ts";
import type { Finding } from "./finding.ts";
import { IdMaker } from "./findingId.ts";
import { newFindings, proposalOf } from "./newFindings.ts";
import type { Rule } from "./rule.ts";

/** The same JSX in several places, whatever the order of its attributes. */
export const repeatedMarkup: Rule = {
  id: "repeated-markup",
  title: "Repeated markup",
  description: "The same JSX in several places: it is a component that has no name, and who changes one place has to find the others.",
  severity: "information",

  search(settings, { counts }) {
    const index = new MarkupIndex(settings, counts);
    return {
      set: (source) => index.set(source),
      remove: (file) => index.remove(file),
      findings: (said) => {
        const ids = new IdMaker("repeated-markup");
        const proposals = index.groups().map((group) =>
          proposalOf(group, 2, () =>
            asOrdered(findingOfClones(group, ids, { rule: "repeated-markup", severity: "information" }, messageOf), group.copies),
          ),
        );
        return newFindings(proposals, said, counts);
      },
    };
  },

  ...extraction,
};

/** What is made of findings that are the same objects as before. */
const ordered = new WeakMap<Finding, Finding>();

/** Copies whose attributes stand in different orders have no clone type: they are not copies token by token. */
function asOrdered(finding: Finding, copies: readonly CloneFragment[]): Finding {
  let made = ordered.get(finding);
  if (made === undefined) {
    const { cloneType, ...others } = finding;
    made = cloneType === undefined || haveOneOrder(copies) ? finding : others;
    ordered.set(finding, made);
  }
  return made;
}

function messageOf(facts: CloneFacts): string {
  const order = haveOneOrder(facts.fragments) ? "" : "the order of attributes";
  const differing = [countedHoles(facts.holes), order].filter((part) => part !== "").join(" and ");
  return sameLinesIn(facts, " of markup", differing, "make a component of them");
}
