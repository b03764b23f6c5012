import { TokenRole } from "../syntax/facts.ts";
import { ownText } from "../syntax/ownText.ts";
import type { CloneFragment } from "./group.ts";

/** Where copies differ: one for all places with the same texts in all copies. */
export interface Hole {
  readonly role: TokenRole;
  /** What each copy has there, in the order of the copies. */
  readonly texts: readonly string[];
  /** Index of the first such token, counted from the start of each copy. */
  readonly token: number;
  /** Number of places that it stands for. */
  readonly places: number;
  /** Names that each copy declares itself: their renaming means nothing to a reader. */
  readonly isLocal: boolean;
}

/** The holes of the template that all copies are instances of, in the order of the text. */
export function holesOf(copies: readonly CloneFragment[]): readonly Hole[] {
  const [first] = copies;
  if (first === undefined) return [];
  const holes = new Map<string, { -readonly [K in keyof Hole]: Hole[K] }>();
  const { roles } = first.source.facts.tokens;
  const locals = declaredIn(first);
  const count = first.endToken - first.firstToken;
  for (let token = 0; token < count; token++) {
    const role = roles[first.firstToken + token] as TokenRole;
    if (role === TokenRole.fixed || sameText(copies, token)) continue;
    const texts = copies.map((copy) => textOfToken(copy, token));
    const isProperty = role === TokenRole.property;
    const key = `${isProperty}\u0000${texts.join("\u0000")}`;
    const known = holes.get(key);
    if (known !== undefined) {
      known.places++;
      continue;
    }
    const name = first.source.facts.tokens.texts[first.firstToken + token] as number;
    const isLocal = isNameOfBinding(role) && locals.has(name);
    holes.set(key, { role, texts, token, places: 1, isLocal });
  }
  return [...holes.values()];
}

function sameText(copies: readonly CloneFragment[], token: number): boolean {
  let common: number | undefined;
  for (const { source, firstToken } of copies) {
    const text = source.facts.tokens.texts[firstToken + token] as number;
    common ??= text;
    if (text !== common) return false;
  }
  return true;
}

function textOfToken({ source, firstToken }: CloneFragment, token: number): string {
  const { starts, ends } = source.facts.tokens;
  return ownText(source.text, starts[firstToken + token] as number, ends[firstToken + token]);
}

function isNameOfBinding(role: TokenRole): boolean {
  return role === TokenRole.binding || role === TokenRole.declaration;
}

/** Hashes of the names that the fragment declares. */
function declaredIn({ source, firstToken, endToken }: CloneFragment): ReadonlySet<number> {
  const { roles, texts } = source.facts.tokens;
  const names = new Set<number>();
  for (let i = firstToken; i < endToken; i++) {
    if (roles[i] === TokenRole.declaration) names.add(texts[i] as number);
  }
  return names;
}
