import { TokenRole } from "../../syntax/facts.ts";
import { align, commonCodes, movedPairs } from "./alignment.ts";
import type { Codes, Pair } from "./alignment.ts";
import type { NearFile, Run } from "./nearFile.ts";

/** How two runs correspond, and how much of them does. */
export interface Likeness {
  /** 0 to 1: the share of the meanings of both that correspond. */
  readonly similarity: number;
  /** Corresponding places in the streams of the two files, in the order of the first. */
  readonly pairs: readonly Pair[];
}

/** Parts in another order count only where at least this share stands in the same order. */
const inOrder = 0.5;
/** In longer runs, both together, parts in another order are not looked for. In meanings. */
const longestReordered = 600;
/** Longer runs are not compared: what is alike in them is found in their parts. In meanings. */
const longest = 6_000;

/** Of all tokens, brackets and keywords among them, a larger share corresponds than of what they mean, by up to so much. */
const sugar = 0.1;

/** Where more of what corresponds are literals with other texts, the literals are what the code is about. */
const mostOtherLiterals = 0.25;

/**
 * How alike two runs are, by what they mean or by all of their tokens, whichever is more; `undefined`
 * where it is less than `least`.
 */
export function similarityOf(a: NearFile, aRun: Run, b: NearFile, bRun: Run, least: number): number | undefined {
  const likeness = likenessOf(a, aRun, b, bRun, least - sugar);
  if (likeness === undefined || otherLiterals(a, b, likeness.pairs) > mostOtherLiterals * likeness.pairs.length) return undefined;
  if (likeness.similarity >= least) return likeness.similarity;
  const first = tokensOf(a, aRun);
  const second = tokensOf(b, bRun);
  const size = first.to + second.to;
  if (size > 2 * longest) return undefined;
  const pairs = align(first, second, Math.ceil((least * size) / 2));
  if (pairs === undefined) return undefined;
  const aStart = a.firstToken(aRun);
  const bStart = b.firstToken(bRun);
  const similarity = (2 * withConsistentNames(a, b, pairs, (x) => aStart + x, (y) => bStart + y).length) / size;
  return similarity < least ? undefined : similarity;
}

/** How the meanings of two runs correspond; `undefined` where less than `least` of them do. */
export function likenessOf(a: NearFile, aRun: Run, b: NearFile, bRun: Run, least: number): Likeness | undefined {
  const first = codesOf(a, aRun);
  const second = codesOf(b, bRun);
  const size = first.to - first.from + second.to - second.from;
  if (size === 0 || size > 2 * longest) return undefined;
  if (2 * commonCodes(first, second) < least * size) return undefined;
  const inSameOrder = align(first, second, Math.ceil(((size > longestReordered ? least : inOrder) * size) / 2));
  if (inSameOrder === undefined) return undefined;
  const moved = size > longestReordered ? [] : movedPairs(first, second, inSameOrder);
  const all = moved.length === 0 ? inSameOrder : [...inSameOrder, ...moved].sort(([x], [y]) => x - y);
  const pairs = withConsistentNames(a, b, all, tokenIn(a), tokenIn(b));
  const similarity = (2 * pairs.length) / size;
  return similarity < least ? undefined : { similarity, pairs };
}

/** Data must be so much alike, */
const leastOfData = 0.9;
/** with at most this share of its literals changed. */
const mostChangedData = 0.1;

/** Whether two runs of data hold the same, but for few changes. */
export function holdTheSame(a: NearFile, aRun: Run, b: NearFile, bRun: Run): boolean {
  const pairs = likenessOf(a, aRun, b, bRun, leastOfData)?.pairs;
  if (pairs === undefined) return false;
  const { roles } = a.source.facts.tokens;
  const literals = pairs.filter(([x]) => roles[a.stream.tokens[x] as number] === TokenRole.literal).length;
  return otherLiterals(a, b, pairs) <= mostChangedData * literals;
}

/** How many pairs are literals with different texts. */
function otherLiterals(a: NearFile, b: NearFile, pairs: readonly Pair[]): number {
  let other = 0;
  for (const [x, y] of pairs) {
    const token = a.stream.tokens[x] as number;
    if (a.source.facts.tokens.roles[token] !== TokenRole.literal) continue;
    if (textAt(a, token) !== textAt(b, b.stream.tokens[y] as number)) other++;
  }
  return other;
}

/** The token at a place of the stream. */
export function tokenIn({ stream }: NearFile): (place: number) => number {
  return (place) => stream.tokens[place] as number;
}

function codesOf(file: NearFile, run: Run): Codes {
  return { codes: file.stream.codes, from: file.indexOf(file.firstToken(run)), to: file.indexOf(file.endToken(run)) };
}

/**
 * Of the pairs of names, those that are equal, or that each copy declares itself and that are mostly
 * paired with each other.
 */
export function withConsistentNames(
  a: NearFile,
  b: NearFile,
  pairs: readonly Pair[],
  aToken: (x: number) => number,
  bToken: (y: number) => number,
): readonly Pair[] {
  const isRenamed = pairs.some(([x, y]) => textAt(a, aToken(x)) !== textAt(b, bToken(y)) && isName(a, aToken(x)));
  if (!isRenamed) return pairs;
  const renamed = new Map<number, Map<number, number>>();
  for (const [x, y] of pairs) {
    if (!isName(a, aToken(x))) continue;
    const name = textAt(a, aToken(x));
    const partners = renamed.get(name) ?? new Map<number, number>();
    renamed.set(name, partners);
    const partner = textAt(b, bToken(y));
    partners.set(partner, (partners.get(partner) ?? 0) + 1);
  }
  const best = new Map<number, number>();
  const bestBack = new Map<number, { readonly name: number; readonly count: number }>();
  for (const [name, partners] of renamed) {
    let most = 0;
    for (const [partner, count] of partners) {
      if (count > most) {
        most = count;
        best.set(name, partner);
      }
      const back = bestBack.get(partner);
      if (back === undefined || count > back.count) bestBack.set(partner, { name, count });
    }
  }
  return pairs.filter(([x, y]) => {
    if (!isName(a, aToken(x))) return true;
    const name = textAt(a, aToken(x));
    const partner = textAt(b, bToken(y));
    if (name === partner) return true;
    const areOwn = a.locals.has(name) && b.locals.has(partner);
    return areOwn && best.get(name) === partner && bestBack.get(partner)?.name === name;
  });
}

function isName({ source }: NearFile, token: number): boolean {
  const role = source.facts.tokens.roles[token];
  return role === TokenRole.binding || role === TokenRole.declaration;
}

function textAt({ source }: NearFile, token: number): number {
  return source.facts.tokens.texts[token] as number;
}

/** All tokens of a run; names of bindings, literals and types are one each. */
function tokensOf(file: NearFile, run: Run): Codes {
  const { roles, texts } = file.source.facts.tokens;
  const from = file.firstToken(run);
  const codes = new Int32Array(file.endToken(run) - from);
  for (let i = 0; i < codes.length; i++) {
    const role = roles[from + i] as TokenRole;
    const isText = role === TokenRole.fixed || role === TokenRole.property;
    codes[i] = isText ? (texts[from + i] as number) : role === TokenRole.declaration ? TokenRole.binding : role;
  }
  return { codes, from: 0, to: codes.length };
}

/** What an element must have in common with the other side to belong to a run. */
const leastOfElement = 0.5;

/**
 * The parts of two runs that correspond: elements at either end that have little in common with the
 * other side are left out, by the largest sum of gains (Kadane). `undefined` where nothing is left.
 */
export function trimmed(a: NearFile, aRun: Run, b: NearFile, bRun: Run): { readonly aRun: Run; readonly bRun: Run } | undefined {
  const first = codesOf(a, aRun);
  const second = codesOf(b, bRun);
  const size = first.to - first.from + second.to - second.from;
  if (size > longest) return undefined;
  const inSameOrder = align(first, second) ?? [];
  const pairs = withConsistentNames(a, b, [...inSameOrder, ...movedPairs(first, second, inSameOrder)], tokenIn(a), tokenIn(b));
  const aTrimmed = richest(a, aRun, pairs.map(([x]) => x));
  const bTrimmed = richest(b, bRun, pairs.map(([, y]) => y));
  return aTrimmed === undefined || bTrimmed === undefined ? undefined : { aRun: aTrimmed, bRun: bTrimmed };
}

function richest(file: NearFile, run: Run, matched: readonly number[]): Run | undefined {
  const { firsts, ends } = file.source.facts.units;
  const places = Int32Array.from(matched).sort();
  let at = 0;
  let sum = 0;
  let start = run.first;
  let best = 0;
  let bestRun: Run | undefined;
  for (let element = run.first; element < run.end; element++) {
    const from = file.indexOf(firsts[element] as number);
    const to = file.indexOf(ends[element] as number);
    while (at < places.length && (places[at] as number) < from) at++;
    let found = 0;
    while (at < places.length && (places[at] as number) < to) {
      at++;
      found++;
    }
    if (sum <= 0) {
      sum = 0;
      start = element;
    }
    sum += found - leastOfElement * (to - from);
    if (sum > best) {
      best = sum;
      bestRun = { list: run.list, first: start, end: element + 1 };
    }
  }
  return bestRun;
}
