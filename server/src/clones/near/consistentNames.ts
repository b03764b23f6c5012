import { TokenRole } from "../../syntax/facts.ts";
import { CodeTable } from "./codeTable.ts";
import type { NearFile } from "./nearFile.ts";
import type { Pairing } from "./pairing.ts";

/** By the hash of a name of the first or the second copy: its number, in the order in which names are met. */
const firstNumbers = new CodeTable();
const secondNumbers = new CodeTable();
/** By two numbers: where the two names stand in the columns. */
const partnersOf = new CodeTable();

/** Which names correspond how often, in columns, each two names once. */
let firsts = new Int32Array(1 << 7);
let seconds = new Int32Array(1 << 7);
let counts = new Int32Array(1 << 7);
/** By number of a name: where it stands with its most frequent partner; -1 where it has none. */
let bestOfFirst = new Int32Array(1 << 7);
let bestOfSecond = new Int32Array(1 << 7);

/**
 * Takes out of a pairing the names that do not correspond: it leaves those that are equal, and those that each
 * copy declares itself and that are mostly paired with each other.
 *
 * @param aTokens by place of the pairing: the token; `undefined` where places are tokens
 */
export function keepConsistentNames(a: NearFile, b: NearFile, pairing: Pairing, aTokens?: Int32Array, bTokens?: Int32Array): void {
  const { roles, texts: aTexts } = a.source.facts.tokens;
  const { texts: bTexts } = b.source.facts.tokens;
  const { count, firsts: xs, seconds: ys } = pairing;
  const aTokenAt = (i: number): number => (aTokens === undefined ? xs[i] : aTokens[xs[i] as number]) as number;
  const bTextAt = (i: number): number => bTexts[(bTokens === undefined ? ys[i] : bTokens[ys[i] as number]) as number] as number;
  const isName = (aToken: number): boolean => roles[aToken] === TokenRole.binding || roles[aToken] === TokenRole.declaration;

  let renamed = 0;
  while (renamed < count && !(aTexts[aTokenAt(renamed)] !== bTextAt(renamed) && isName(aTokenAt(renamed)))) renamed++;
  if (renamed === count) return;

  takeRoom(count);
  let twos = 0;
  let firstNames = 0;
  let secondNames = 0;
  for (let i = 0; i < count; i++) {
    const aToken = aTokenAt(i);
    if (!isName(aToken)) continue;
    let first = firstNumbers.get(aTexts[aToken] as number, -1);
    if (first < 0) {
      first = firstNames++;
      firstNumbers.replace(aTexts[aToken] as number, first, -1);
    }
    let second = secondNumbers.get(bTextAt(i), -1);
    if (second < 0) {
      second = secondNames++;
      secondNumbers.replace(bTextAt(i), second, -1);
    }
    let two = partnersOf.get(first * count + second, -1);
    if (two < 0) {
      two = twos++;
      partnersOf.replace(first * count + second, two, -1);
      firsts[two] = first;
      seconds[two] = second;
      counts[two] = 0;
    }
    counts[two] = (counts[two] as number) + 1;
  }
  takeBest(twos, firstNames, secondNames);

  let kept = 0;
  for (let i = 0; i < count; i++) {
    const aToken = aTokenAt(i);
    if (isName(aToken)) {
      const [name, partner] = [aTexts[aToken] as number, bTextAt(i)];
      if (name !== partner && !(arePartners(name, partner) && a.locals.has(name) && b.locals.has(partner))) continue;
    }
    xs[kept] = xs[i] as number;
    ys[kept++] = ys[i] as number;
  }
  pairing.count = kept;
}

function takeBest(twos: number, firstNames: number, secondNames: number): void {
  bestOfFirst.fill(-1, 0, firstNames);
  bestOfSecond.fill(-1, 0, secondNames);
  for (let two = 0; two < twos; two++) {
    const [first, second, count] = [firsts[two] as number, seconds[two] as number, counts[two] as number];
    const ofFirst = bestOfFirst[first] as number;
    if (ofFirst < 0 || count > (counts[ofFirst] as number)) bestOfFirst[first] = two;
    // Of partners that are equally frequent, the one that was met first counts.
    const ofSecond = bestOfSecond[second] as number;
    const more = ofSecond < 0 ? 1 : count - (counts[ofSecond] as number);
    if (more > 0 || (more === 0 && first < (firsts[ofSecond] as number))) bestOfSecond[second] = two;
  }
}

/** Whether each of two names is the most frequent partner of the other. */
function arePartners(name: number, partner: number): boolean {
  const two = bestOfFirst[firstNumbers.get(name, 0)] as number;
  return bestOfSecond[secondNumbers.get(partner, 0)] === two && seconds[two] === secondNumbers.get(partner, 0);
}

function takeRoom(most: number): void {
  for (const table of [firstNumbers, secondNumbers, partnersOf]) table.clear(most);
  if (firsts.length >= most) return;
  firsts = new Int32Array(most * 2);
  seconds = new Int32Array(most * 2);
  counts = new Int32Array(most * 2);
  bestOfFirst = new Int32Array(most * 2);
  bestOfSecond = new Int32Array(most * 2);
}
