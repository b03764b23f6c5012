import { ListKind, TokenRole } from "../syntax/facts.ts";
import { hashText, mix } from "../syntax/hash.ts";
import type { Hole } from "./differences.ts";
import type { CloneFragment } from "./group.ts";

/** Length of the runs of tokens that are told apart when repetition is measured. */
const gramLength = 8;

/**
 * How much a fragment says, in tokens: the number of different runs of 8 tokens. Tables, runs of
 * alike statements and shells of `switch` or `describe` repeat the same runs and say little,
 * whatever their length.
 */
export function contentOf({ source, firstToken, endToken }: CloneFragment): number {
  const { shapes } = source.facts.tokens;
  const grams = new Set<number>();
  for (let i = firstToken; i + gramLength <= endToken; i++) {
    let hash = 0;
    for (let j = 0; j < gramLength; j++) hash = mix(hash, shapes[i + j] as number);
    grams.add(hash);
  }
  return grams.size;
}

/** The share of tokens that are literals: what is mostly literals is data, not logic. */
export function literalShareOf({ source, firstToken, endToken }: CloneFragment): number {
  const { roles } = source.facts.tokens;
  let literals = 0;
  for (let i = firstToken; i < endToken; i++) if (roles[i] === TokenRole.literal) literals++;
  return literals / (endToken - firstToken);
}

/**
 * How far copies are from each other: the number of things that differ beside the names that each
 * declares itself. Who reads `f` where the other has `g`, in one place or in ten, meets one difference.
 */
export function distanceOf(holes: readonly Hole[]): number {
  let distance = 0;
  for (const hole of holes) if (!hole.isLocal) distance++;
  return distance;
}

/**
 * Whether the fragment is a run of short functions, methods or classes, each of which is too small
 * to be reported alone. Where they differ they are alike by their nature, not copies.
 */
export function isRunOfSmallDeclarations(
  { source, firstElement, endElement }: CloneFragment,
  kind: ListKind,
  minTokens: number,
): boolean {
  if (endElement - firstElement < 2) return false;
  const { tokens, units } = source.facts;
  for (let element = firstElement; element < endElement; element++) {
    const first = units.firsts[element] as number;
    const isDeclaration =
      kind === ListKind.members || declarationWords.has(tokens.texts[first] as number);
    if (!isDeclaration || (units.ends[element] as number) - first >= minTokens * 0.8) return false;
  }
  return true;
}

const declarationWords = new Set(["function", "class", "async", "abstract"].map((word) => hashText(word)));
