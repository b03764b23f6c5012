import type { CloneFragment } from "../group.ts";
import { likenessOf } from "./likeness.ts";
import { NearFile } from "./nearFile.ts";
import type { Run } from "./nearFile.ts";

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
    return { file, comparison: compare(ofFirst, first, file, other) };
  });
  return mergedPlaces(compared.flatMap(({ comparison }) => comparison.parts)).map(({ from, to }) => ({
    spans: [
      spanOf(ofFirst, from, to),
      ...compared.map(({ file, comparison }) =>
        spanOf(file, otherPlace(comparison, from, "before"), otherPlace(comparison, to, "behind")),
      ),
    ],
  }));
}

function partOf({ source, firstToken, endToken }: CloneFragment): NearFile {
  return NearFile.partOf(source, firstToken, endToken);
}

function runOf({ firstElement, endElement }: CloneFragment): Run {
  return { list: -1, first: firstElement, end: endElement };
}

/** Another copy, compared with the first. */
interface Comparison {
  /** What does not correspond in the same order, rising. */
  readonly parts: readonly Part[];
  /** Where both begin, in their streams. */
  readonly start: number;
  readonly otherStart: number;
}

function compare(a: NearFile, first: CloneFragment, b: NearFile, other: CloneFragment): Comparison {
  const pairs = likenessOf(a, runOf(first), b, runOf(other), 0)?.pairs ?? [];
  const parts: Part[] = [];
  const start = a.indexOf(first.firstToken);
  const otherStart = b.indexOf(other.firstToken);
  let x = start;
  let y = otherStart;
  for (const [nextX, nextY] of [...pairs, [a.indexOf(first.endToken), b.indexOf(other.endToken)] as const]) {
    // What stands in another order is a change.
    if (nextY < y) continue;
    if (nextX > x || nextY > y) parts.push({ from: x, to: nextX, otherFrom: y, otherTo: nextY });
    x = nextX + 1;
    y = nextY + 1;
  }
  return { parts, start, otherStart };
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
function otherPlace({ parts, start, otherStart }: Comparison, place: number, side: "before" | "behind"): number {
  let shift = otherStart - start;
  for (const { from, to, otherFrom, otherTo } of parts) {
    if (place < from) break;
    if (place <= to && !(place === to && to > from && side === "before")) {
      return side === "before" || place < to ? otherFrom : otherTo;
    }
    shift = otherTo - to;
  }
  return place + shift;
}

function spanOf({ source, stream }: NearFile, from: number, to: number): { readonly start: number; readonly end: number } {
  const { starts, ends } = source.facts.tokens;
  const at = stream.tokens[from];
  const start = at === undefined ? source.text.length : (starts[at] as number);
  return { start, end: to > from ? (ends[stream.tokens[to - 1] as number] as number) : start };
}
