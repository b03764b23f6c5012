import type { ModelMember } from "../syntax/modelFacts.ts";

/** The alternatives of a type in canonical text: `null|string` gives `null` and `string`; any other type is its own only one. */
export function alternativesOf(type: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  let quote = "";
  for (let at = 0; at < type.length; at++) {
    const sign = type.charAt(at);
    if (quote !== "") {
      if (sign === "\\") at++;
      else if (sign === quote) quote = "";
    } else if (sign === '"' || sign === "`") quote = sign;
    else if ("([{<".includes(sign)) depth++;
    else if (sign === "=" && type.charAt(at + 1) === ">") {
      // The result of a function may be a union; the function is none.
      if (depth === 0) return [type];
      at++;
    } else if (")]}>".includes(sign)) depth--;
    else if (depth === 0 && sign === "?") return [type];
    else if (depth === 0 && sign === "|") {
      parts.push(type.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, type.slice(from)];
}

/** A member as it is compared: one that may be `undefined` is one that may be absent. */
export function comparable(member: ModelMember): ModelMember {
  const known = compared.get(member);
  if (known !== undefined) return known;
  const alternatives = alternativesOf(member.type);
  const others = alternatives.filter((type) => type !== "undefined");
  const isWhole = others.length === alternatives.length || others.length === 0;
  const made = isWhole ? member : { ...member, type: others.join("|").replace(/^\((.*)\)$/, (whole, inner: string) => (others.length === 1 ? inner : whole)), optional: true };
  compared.set(member, made);
  return made;
}

const compared = new WeakMap<ModelMember, ModelMember>();
