import { TokenRole } from "../syntax/facts.ts";
import { keptBy } from "../syntax/keptBy.ts";
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

/** A hole whose texts are cut out of the files when they are asked for: most are only counted. */
class HoleIn implements Hole {
  readonly role: TokenRole;
  readonly token: number;
  readonly isLocal: boolean;
  places = 1;
  private readonly copies: readonly CloneFragment[];

  constructor(copies: readonly CloneFragment[], { role, token, isLocal }: Pick<Hole, "role" | "token" | "isLocal">) {
    this.copies = copies;
    this.role = role;
    this.token = token;
    this.isLocal = isLocal;
  }

  get texts(): readonly string[] {
    return this.copies.map((copy) => textOfToken(copy, this.token));
  }
}

/** The holes of the template that all copies are instances of, in the order of the text. They are asked for several times while a group is judged. */
export const holesOf = keptBy((copies: readonly CloneFragment[]): readonly Hole[] => {
  const [first] = copies;
  if (first === undefined) return [];
  const holes = new Map<string, HoleIn>();
  const { roles } = first.source.facts.tokens;
  const locals = declaredIn(first);
  const columns = copies.map(({ source, firstToken, endToken }) => source.facts.tokens.texts.subarray(firstToken, endToken));
  const count = first.endToken - first.firstToken;
  for (let token = 0; token < count; token++) {
    const role = roles[first.firstToken + token] as TokenRole;
    if (role === TokenRole.fixed || areSame(columns, token)) continue;
    const isProperty = role === TokenRole.property;
    const texts = columns.map((column) => column[token] as number);
    const key = `${isProperty} ${texts.join()}`;
    const before = holes.get(key);
    if (before !== undefined) {
      before.places++;
      continue;
    }
    const isLocal = isNameOfBinding(role) && locals.has(texts[0] as number);
    holes.set(key, new HoleIn(copies, { role, token, isLocal }));
  }
  return [...holes.values()];
});

function areSame(columns: readonly Int32Array[], token: number): boolean {
  const text = columns[0]?.[token];
  for (let i = 1; i < columns.length; i++) if (columns[i]?.[token] !== text) return false;
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
