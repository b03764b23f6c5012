import { ListKind, TokenRole } from "../syntax/facts.ts";
import { hashText, mix } from "../syntax/hash.ts";
import { lastAtMost } from "../syntax/sorted.ts";
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

/** More literals than this share of all tokens make a table. */
const tableShare = 0.4;
/** In data, at least this share of all tokens are names of properties, */
const propertyShare = 0.2;
/** and at most this share are names of variables or functions. */
const bindingShare = 0.02;

/** Elements of drawings (SVG). */
const shapeTags = new Set(
  ["svg", "g", "path", "line", "rect", "circle", "ellipse", "polygon", "polyline", "defs", "clipPath", "mask", "use", "stop", "filter", "linearGradient"].map((tag) => hashText(tag)),
);
/** In a drawing, at least this share of all tokens are tags of its elements. */
const drawingShare = 0.05;

/** Whether a fragment is a drawing: coordinates in markup. */
export function isDrawing({ source, firstToken, endToken }: CloneFragment): boolean {
  const { roles, texts } = source.facts.tokens;
  let drawn = 0;
  for (let i = firstToken; i < endToken; i++) {
    if (roles[i] === TokenRole.fixed && shapeTags.has(texts[i] as number)) drawn++;
  }
  return drawn > (endToken - firstToken) * drawingShare;
}

/** Whether a fragment is data rather than logic: a table of literals, or objects that nothing computes. */
export function isData({ source, firstToken, endToken }: CloneFragment): boolean {
  const { roles } = source.facts.tokens;
  const tokens = endToken - firstToken;
  let literals = 0;
  let properties = 0;
  let bindings = 0;
  for (let i = firstToken; i < endToken; i++) {
    const role = roles[i] as TokenRole;
    if (role === TokenRole.literal) literals++;
    else if (role === TokenRole.property) properties++;
    else if (role !== TokenRole.fixed) bindings++;
  }
  return (
    literals > tokens * tableShare ||
    (properties >= tokens * propertyShare && bindings <= tokens * bindingShare)
  );
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

/**
 * Whether the fragment is a run of declarations at the outermost level of its file, or of members of a class, that
 * only name things and hand them on, and is short.
 *
 * @param tokens shorter is short
 */
export function isRunOfHandedOn(fragment: CloneFragment, tokens: number): boolean {
  const { source, firstElement, endElement, firstToken, endToken } = fragment;
  if (endElement - firstElement < 2 || endToken - firstToken >= tokens || !decidesNothing(fragment)) return false;
  const { listStarts, listKinds } = source.facts.units;
  const list = lastAtMost(listStarts, firstElement);
  return listKinds[list] === ListKind.members || !source.facts.named.some(({ start, end }) => start <= fragment.start && end >= fragment.end);
}

const declarationWords = new Set(["function", "class", "async", "abstract"].map((word) => hashText(word)));

/** Signs of a decision or a calculation: where there is none, code only names things and hands them on. */
const decisions = new Set(
  ["if", "for", "while", "switch", "case", "try", "throw", "await", "yield", "&&", "||", "??", "%", "+=", "-=", "++", "--"].map((word) => hashText(word)),
);
const questionMark = hashText("?");
const colonSign = hashText(":");

/** Whether nothing in a fragment decides: neither a branch nor a loop nor an operator that chooses or counts. */
export function decidesNothing({ source, firstToken, endToken }: CloneFragment): boolean {
  const { roles, texts } = source.facts.tokens;
  for (let i = firstToken; i < endToken; i++) {
    if (roles[i] !== TokenRole.fixed) continue;
    const text = texts[i] as number;
    if (decisions.has(text)) return false;
    // `name?: Type` is no choice.
    if (text === questionMark && texts[i + 1] !== colonSign) return false;
  }
  return true;
}
