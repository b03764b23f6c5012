import { placeOf } from "./copy.ts";
import type { Copy } from "./finding.ts";

/** More copies than this are not all named in a sentence. */
const namedCopies = 4;

/** `a`, `a and b`, `a, b and c`. */
export function enumerated(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}

/** The places of all copies, or of the first ones and how many more there are. */
export function placesOf(copies: readonly Copy[], nameOf: (copy: Copy) => string = placeOf): string {
  const shown = copies.slice(0, copies.length > namedCopies ? namedCopies - 1 : namedCopies);
  const hidden = copies.length - shown.length;
  return enumerated([...shown.map(nameOf), ...(hidden > 0 ? [`${hidden} more`] : [])]);
}

/** Why a group matters, and what to do. */
export function adviceOf(copies: readonly Copy[], advice: string): string {
  return `A change to one is easily forgotten in the other${copies.length > 2 ? "s" : ""}; ${advice}.`;
}
