import { keptBy } from "../syntax/keptBy.ts";
import type { ModelMember } from "../syntax/modelFacts.ts";

/** The alternatives of a type in canonical text: `null|string` gives `null` and `string`; any other type is its own only one. */
export function alternativesOf(type: string): readonly string[] {
  const parts = [""];
  let depth = 0;
  for (const [token] of type.matchAll(/"(?:[^"\\]|\\.)*"|`[^`]*`|=>|[^]/g)) {
    // The result of a function may be a union, and so may the branches of a condition; they themselves are none.
    if (depth === 0 && (token === "=>" || token === "?")) return [type];
    if (token === "|" && depth === 0) {
      parts.push("");
      continue;
    }
    if (/^[([{<]$/.test(token)) depth++;
    else if (/^[)\]}>]$/.test(token)) depth--;
    parts[parts.length - 1] += token;
  }
  return parts;
}

/** A member as it is compared: one that may be `undefined` is one that may be absent. */
export const comparable = keptBy((member: ModelMember): ModelMember => {
  const alternatives = alternativesOf(member.type);
  const others = alternatives.filter((type) => type !== "undefined");
  const isWhole = others.length === alternatives.length || others.length === 0;
  return isWhole ? member : { ...member, type: others.join("|").replace(/^\((.*)\)$/, (whole, inner: string) => (others.length === 1 ? inner : whole)), optional: true };
});
