import { componentForm, extractComponent } from "../refactorings/extractComponent.ts";
import { extractFunction, titleFor } from "../refactorings/extractFunction.ts";
import type { Fragment } from "../refactorings/refactoring.ts";
import type { Copy } from "./finding.ts";
import type { Rule } from "./rule.ts";

/** The fix of rules whose copies one function or component can say. */
export const extraction: Pick<Rule, "fixTitle" | "fix"> = {
  fixTitle({ copies, rule }) {
    return rule === "repeated-markup" ? componentForm.titleFor(copies.length) : titleFor(copies.length);
  },

  fix({ copies }, projects) {
    const fragments = fragmentsOf(copies);
    const component = extractComponent(fragments, projects);
    if (component.status === "offered") return component;
    const fix = extractFunction(fragments, projects);
    return fix.status === "refused" && isAboutMarkup(component.code) ? component : fix;
  },
};

/** Where the copies stand. */
export function fragmentsOf(copies: readonly Copy[]): readonly Fragment[] {
  return copies.map(({ file, start, end }) => ({ file, start, end }));
}

/** Whether the copies are markup, so that what keeps a component from them is what a reader wants to know. */
function isAboutMarkup(code: string): boolean {
  return code !== "not-markup" && code !== "other-markup" && code !== "stale";
}
