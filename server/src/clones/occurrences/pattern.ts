import { TokenRole } from "../../syntax/facts.ts";
import type { AnalysedFile, TokenTable } from "../../syntax/facts.ts";
import { hashText } from "../../syntax/hash.ts";
import type { Span } from "../../syntax/position.ts";
import { firstAtLeast } from "../../syntax/sorted.ts";

/**
 * How alike an occurrence must be: to the letter; with variables renamed consistently; or as findings are, where
 * literals, types and names of properties and functions may differ too.
 */
export type Sameness = "exact" | "renamed" | "alike";

/** A range of code whose like is looked for, as a run of tokens. */
export interface Pattern {
  readonly tokens: TokenTable;
  readonly firstToken: number;
  readonly endToken: number;
  readonly sameness: Sameness;
  /** By token of the run: whether the name is that of a function or type, which stays in a renaming. */
  readonly fixedNames: readonly boolean[];
}

/** Shorter code is looked for to the letter: with other variables, `a + b` would stand everywhere. */
const leastRenamed = 10;

/** Equal to the letter, or the more freely the larger the code is: from `minTokens` on as findings are. */
export type Likeness = "exact" | { readonly minTokens: number };

/** The pattern of a range that begins and ends with whole tokens; `undefined` where it holds none. */
export function patternOf({ text, facts }: AnalysedFile, { start, end }: Span, likeness: Likeness): Pattern | undefined {
  const { tokens } = facts;
  const firstToken = firstAtLeast(tokens.starts, start, Number);
  const endToken = firstAtLeast(tokens.starts, end, Number);
  if (endToken === firstToken || (tokens.ends[endToken - 1] as number) > end) return undefined;
  const size = endToken - firstToken;
  const sameness = likeness === "exact" || size < leastRenamed ? "exact" : size < likeness.minTokens ? "renamed" : "alike";
  const fixedNames = Array.from({ length: size }, (_, at) => isFixedName(text, tokens, firstToken + at, endToken));
  return { tokens, firstToken, endToken, sameness, fixedNames };
}

const openParen = hashText("(");

/** Whether a name is called or begins with a capital, and so is no variable that merely holds what the code works on. */
function isFixedName(text: string, { texts, starts }: TokenTable, at: number, end: number): boolean {
  const initial = text.charAt(starts[at] as number);
  return (at + 1 < end && texts[at + 1] === openParen) || (initial >= "A" && initial <= "Z");
}

/** Where the pattern stands in a file, in the order of the text; places may overlap, and need not be whole units. */
export function placesOf(pattern: Pattern, { facts }: Pick<AnalysedFile, "facts">): readonly Span[] {
  const { tokens } = facts;
  const { shapes } = tokens;
  const wanted = pattern.tokens.shapes.subarray(pattern.firstToken, pattern.endToken);
  const places: Span[] = [];
  const first = wanted[0] as number;
  for (let at = shapes.indexOf(first); at >= 0 && at + wanted.length <= tokens.count; at = shapes.indexOf(first, at + 1)) {
    let k = 1;
    while (k < wanted.length && shapes[at + k] === wanted[k]) k++;
    if (k < wanted.length || !saysTheSame(pattern, tokens, at)) continue;
    places.push({ start: tokens.starts[at] as number, end: tokens.ends[at + wanted.length - 1] as number });
  }
  return places;
}

/** Whether the tokens from `at` on, which have the shapes of the pattern, say what it says. */
function saysTheSame({ tokens: own, firstToken, endToken, sameness, fixedNames }: Pattern, tokens: TokenTable, at: number): boolean {
  const there = new Map<number, number>();
  const here = new Map<number, number>();
  for (let k = 0; k < endToken - firstToken; k++) {
    const text = own.texts[firstToken + k] as number;
    const other = tokens.texts[at + k] as number;
    const role = own.roles[firstToken + k] as TokenRole;
    if (role === TokenRole.fixed) continue;
    if (sameness === "exact") {
      if (text !== other) return false;
      continue;
    }
    if (role === TokenRole.literal || role === TokenRole.type) {
      if (sameness === "renamed" && text !== other) return false;
      continue;
    }
    const isProperty = role === TokenRole.property;
    if (sameness === "renamed" && (isProperty || fixedNames[k] === true) && text !== other) return false;
    const key = text * 2 + Number(isProperty);
    const otherKey = other * 2 + Number(isProperty);
    if ((there.get(key) ?? otherKey) !== otherKey || (here.get(otherKey) ?? key) !== key) return false;
    there.set(key, otherKey);
    here.set(otherKey, key);
  }
  return true;
}
