import { hashText } from "../../syntax/hash.ts";
import type { CloneFragment } from "../group.ts";
import { align } from "./alignment.ts";
import { keepConsistentNames } from "./consistentNames.ts";
import { MeaningCode } from "./meaning.ts";
import { NearFile } from "./nearFile.ts";
import { Pairing } from "./pairing.ts";

/** A place in the first copy, and the place in another that corresponds to it. */
type Pair = readonly [number, number];

/** A place where copies part: what each has there, empty where it has nothing. */
export interface Change {
  /** In the order of the copies; offsets in their files, end exclusive. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

/** A part of the first copy, in places of its stream, and what another copy has there. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
}

/** Fewer corresponding meanings between two changes are chance: the two are one. */
const fewestBetween = 3;

/**
 * Where copies part, in the order of the first. Each is compared with the first; parts of it that touch
 * in different copies are one change.
 */
export function changesOf(copies: readonly CloneFragment[]): readonly Change[] {
  const [first, ...others] = copies;
  if (first === undefined) return [];
  const ofFirst = partOf(first);
  const compared = others.map((other) => {
    const file = partOf(other);
    return { file, parts: partsOf(ofFirst, file) };
  });
  return mergedPlaces(compared.flatMap(({ parts }) => parts)).map(({ from, to }) => ({
    spans: [
      spanOf(ofFirst, from, to),
      ...compared.map(({ file, parts }) => spanOf(file, otherPlace(parts, from, "before"), otherPlace(parts, to, "behind"))),
    ],
  }));
}

function partOf({ source, firstToken, endToken }: CloneFragment): NearFile {
  return NearFile.partOf(source, firstToken, endToken);
}

/** What does not correspond in the same order, rising. */
function partsOf(a: NearFile, b: NearFile): readonly Part[] {
  const { first, second } = codesByName(a, b);
  const pairing = new Pairing();
  align({ codes: first, from: 0, to: first.length }, { codes: second, from: 0, to: second.length }, pairing);
  keepConsistentNames(a, b, pairing, a.stream.tokens, b.stream.tokens);
  const pairs = Array.from({ length: pairing.count }, (_, i): Pair => [pairing.firsts[i] as number, pairing.seconds[i] as number]);
  const parts: Part[] = [];
  let x = 0;
  let y = 0;
  const end: Pair = [first.length, second.length];
  for (const run of runsOf([...pairs, end])) {
    const [nextX, nextY] = run[0] ?? end;
    const isLast = nextX === first.length && nextY === second.length;
    if (run.length < fewestBetween && !isLast && x + y > 0 && (nextX > x || nextY > y)) continue;
    if (nextX > x || nextY > y) parts.push({ from: x, to: nextX, otherFrom: y, otherTo: nextY });
    const [lastX, lastY] = run[run.length - 1] ?? end;
    x = lastX + 1;
    y = lastY + 1;
  }
  return parts;
}

/** Pairs that follow each other in both copies. */
function runsOf(pairs: readonly Pair[]): readonly (readonly Pair[])[] {
  const runs: Pair[][] = [];
  let last: Pair | undefined;
  for (const pair of pairs) {
    if (last?.[0] === pair[0] - 1 && last[1] === pair[1] - 1) runs[runs.length - 1]?.push(pair);
    else runs.push([pair]);
    last = pair;
  }
  return runs;
}

/** A reader pairs names by what they are: those that both copies have stand for themselves, and so does every literal. */
function codesByName(a: NearFile, b: NearFile): { readonly first: Int32Array; readonly second: Int32Array } {
  const names = namesIn(b);
  const shared = new Set([...namesIn(a)].filter((name) => names.has(name)));
  const codesOf = ({ source, stream }: NearFile): Int32Array =>
    stream.codes.map((code, place) => {
      const text = source.facts.tokens.texts[stream.tokens[place] as number] as number;
      const isItself = code === MeaningCode.literal || (code === MeaningCode.name && shared.has(text));
      return isItself ? text : code;
    });
  return { first: codesOf(a), second: codesOf(b) };
}

function namesIn({ source, stream }: NearFile): ReadonlySet<number> {
  const names = new Set<number>();
  for (let place = 0; place < stream.count; place++) {
    if (stream.codes[place] === MeaningCode.name) names.add(source.facts.tokens.texts[stream.tokens[place] as number] as number);
  }
  return names;
}

function mergedPlaces(parts: readonly Part[]): readonly { readonly from: number; readonly to: number }[] {
  const merged: { readonly from: number; to: number }[] = [];
  for (const { from, to } of [...parts].sort((one, other) => one.from - other.from || one.to - other.to)) {
    const last = merged[merged.length - 1];
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** The place in another copy that corresponds to one of the first copy; at a gap, that before or behind it. */
function otherPlace(parts: readonly Part[], place: number, side: "before" | "behind"): number {
  let shift = 0;
  for (const { from, to, otherFrom, otherTo } of parts) {
    if (place < from) break;
    if (place <= to && !(place === to && to > from && side === "before")) {
      return side === "before" || place < to ? otherFrom : otherTo;
    }
    shift = otherTo - to;
  }
  return place + shift;
}

/** @param to where copies end with different numbers of meanings it may be behind the last one */
function spanOf({ source, stream }: NearFile, from: number, to: number): { readonly start: number; readonly end: number } {
  const { starts, ends } = source.facts.tokens;
  const at = stream.tokens[Math.min(from, stream.count - 1)] as number;
  const start = starts[at] as number;
  if (to <= from || from >= stream.count) return { start, end: start };
  const last = stream.tokens[Math.min(to, stream.count) - 1] as number;
  return { start, end: ends[withClosing(source.facts.tokens.texts, at, last)] as number };
}

const opening = ["(", "[", "{"].map((sign) => hashText(sign));
const closing = [")", "]", "}"].map((sign) => hashText(sign));

/** The last token with the brackets behind it that close those which were opened since the first. */
function withClosing(texts: Int32Array, first: number, last: number): number {
  let open = 0;
  for (let token = first; token <= last; token++) {
    const text = texts[token] as number;
    if (opening.includes(text)) open++;
    else if (closing.includes(text)) open = Math.max(0, open - 1);
  }
  let end = last;
  while (open > 0 && end + 1 < texts.length && closing.includes(texts[end + 1] as number)) {
    end++;
    open--;
  }
  return end;
}
