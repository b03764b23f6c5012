import { createExpressionIndex, leastPlacesOf } from "../clones/expressions/expressionGroups.ts";
import { expressionsOf } from "../clones/expressions/expressionPrints.ts";
import { unfiltered } from "../clones/filters.ts";
import type { CloneGroup } from "../clones/group.ts";
import { compareText } from "../clones/keyIndex.ts";
import { expressionThresholds, scaledSize } from "../clones/thresholds.ts";
import { findingOfClones } from "./cloneFinding.ts";
import type { CloneFacts } from "./cloneFinding.ts";
import { extractConstant } from "../refactorings/extractConstant.ts";
import { expressionForm, extractAs } from "../refactorings/extractFunction.ts";
import { extraction, fragmentsOf } from "./extraction.ts";
import { IdMaker } from "./findingId.ts";
import { newFindings, proposalOf } from "./newFindings.ts";
import type { Rule } from "./rule.ts";
import { linesOf } from "./wording.ts";

/** One condition or calculation that is written out in several places. */
export const repeatedExpression: Rule = {
  id: "repeated-expression",
  title: "Repeated expression",
  description:
    "The same condition or calculation in several places: it is a rule of the program that has no name, and who changes one place has to find the others.",
  severity: "information",

  derive(source) {
    expressionsOf(source, expressionThresholds);
  },

  search({ minTokens }, { counts }) {
    const leastTokens = scaledSize(expressionThresholds.tokens, minTokens);
    const index = createExpressionIndex(counts);
    return {
      set: (source) => index.set(source),
      remove: (file) => index.remove(file),
      findings: (said) => {
        const ids = new IdMaker("repeated-expression");
        const groups = unfiltered(index.all(), ({ tokens }) => (tokens < leastTokens ? "too-small" : undefined), counts);
        const proposals = [...groups].sort(byWeight).map((group) =>
          proposalOf(group, leastPlacesOf(group), () =>
            findingOfClones(group, ids, { rule: "repeated-expression", severity: "information" }, messageOf),
          ),
        );
        return newFindings(proposals, said, counts);
      },
    };
  },

  fixTitle: extraction.fixTitle,

  fix(finding, projects) {
    const constant = extractConstant(fragmentsOf(finding.copies), projects);
    if (constant.status === "offered") return constant;
    // What stands on one line is worth a name where that leaves less to read.
    return finding.removableLines > 0 ? extraction.fix(finding, projects) : extractAs(expressionForm, fragmentsOf(finding.copies), projects);
  },
};

/** What takes the most text away comes first. */
function byWeight(a: CloneGroup, b: CloneGroup): number {
  return b.tokens * (b.copies.length - 1) - a.tokens * (a.copies.length - 1) || compareText(a.contentHash, b.contentHash);
}

/** Longer expressions are cut in a sentence. */
const shownLength = 70;

function messageOf({ fragments: [first], copies }: CloneFacts): string {
  const text = first === undefined ? "" : first.source.text.slice(first.start, first.end).replace(/\s+(?=\.\w)/g, "").replace(/\s+/g, " ");
  const shown = text.length > shownLength ? `${text.slice(0, shownLength - 1)}…` : text;
  return `\`${shown}\` is written out in ${copies.length} places: ${linesOf(copies)}. Give it a name and use that.`;
}
