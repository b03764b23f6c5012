import type { Copy } from "./finding.ts";

/** More copies than this are not all named in a sentence. */
const namedCopies = 4;

/** `a`, `a and b`, `a, b and c`. */
export function enumerated(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}

/**
 * The copies by name and line, or the first ones and how many more there are: `parse (reader.ts:12) and read (text.ts:4)`.
 *
 * @param among the copies from which those that are named are to be told
 */
export function placesOf(copies: readonly Copy[], among = copies): string {
  const line = lineIn(among);
  return firstOf(copies, (copy) => (copy.symbol === undefined ? line(copy) : `${copy.symbol} (${line(copy)})`));
}

/** The same by line only, for copies of one name. */
export function linesOf(copies: readonly Copy[], among = copies): string {
  return firstOf(copies, lineIn(among));
}

function firstOf(copies: readonly Copy[], nameOf: (copy: Copy) => string): string {
  const shown = copies.slice(0, copies.length > namedCopies ? namedCopies - 1 : namedCopies);
  const hidden = copies.length - shown.length;
  return enumerated([...shown.map(nameOf), ...(hidden > 0 ? [`${hidden} more`] : [])]);
}

/** The line of a copy with as many folders of its path as tell the files of the group apart: `users/roles.ts:12`. */
function lineIn(copies: readonly Copy[]): (copy: Copy) => string {
  const files = [...new Set(copies.map(({ file }) => file))];
  const ending = (file: string, parts: number): string => file.split("/").slice(-parts).join("/");
  let parts = 1;
  while (new Set(files.map((file) => ending(file, parts))).size < files.length) parts++;
  return ({ file, from }) => `${ending(file, parts)}:${from.line + 1}`;
}

/** Why a group matters, and what to do. */
export function adviceOf(copies: readonly Copy[], advice: string): string {
  return `A change to one is easily forgotten in the other${copies.length > 2 ? "s" : ""}; ${advice}.`;
}

/** More members than this are not all named in a sentence. */
const namedMembers = 4;

/** `3 members (id, name and total)`, or the first ones and that there are more. */
export function membersNamed(names: readonly string[]): string {
  const shown = names.length > namedMembers ? [...names.slice(0, namedMembers - 1), `${names.length - namedMembers + 1} more`] : names;
  return `${names.length} members (${enumerated(shown)})`;
}

/** `Order is defined twice with the same 3 members: order.ts:1 and api.ts:4`, for definitions of one name. */
export function definedTimes([name = ""]: readonly string[], copies: readonly Copy[], what: string): string {
  return `${name} is defined ${timesOf(copies)} with the same ${what}: ${linesOf(copies)}`;
}

/** `twice`, `3 times`. */
export function timesOf({ length }: readonly unknown[]): string {
  return length === 2 ? "twice" : `${length} times`;
}
