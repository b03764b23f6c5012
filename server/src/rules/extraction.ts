import { extractFunction, titleFor } from "../refactorings/extractFunction.ts";
import type { Finding } from "./finding.ts";
import type { Rule } from "./rule.ts";

/** The fix of rules whose copies one function can say. */
export const extraction: Pick<Rule, "fixTitle" | "fix"> = {
  fixTitle({ copies }) {
    return titleFor(copies.length);
  },

  fix({ copies }, projects) {
    return extractFunction(
      copies.map(({ file, start, end }) => ({ file, start, end })),
      projects,
    );
  },
};

/** The same, for the findings of a rule for which a shared function can gain anything. */
export function extractionWhere(canGain: (finding: Finding) => boolean): Pick<Rule, "fixTitle" | "fix"> {
  return {
    fixTitle: (finding) => (canGain(finding) ? extraction.fixTitle(finding) : undefined),
    fix: (finding, projects) => (canGain(finding) ? extraction.fix(finding, projects) : undefined),
  };
}
