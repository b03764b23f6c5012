import { extractFunction, titleFor } from "../refactorings/extractFunction.ts";
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
