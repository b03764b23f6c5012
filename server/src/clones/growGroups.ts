import type { ListKind } from "../syntax/facts.ts";
import { lastAtMost } from "../syntax/sorted.ts";
import { RenamingCode, renamingCodeOf } from "./encoding.ts";
import { fragmentOf } from "./group.ts";
import type { CloneGroup } from "./group.ts";
import { compareText } from "./keyIndex.ts";
import type { Place } from "./windowIndex.ts";

/**
 * The maximal groups of fragments that begin with one window: equal up to layout, comments, literals,
 * types and consistently renamed names. Groups may overlap and may hold noise; which of them are
 * worth reading is decided by the caller.
 *
 * Windows are grown to the right while at least two copies agree, as one walks down a suffix tree
 * whose letters are elements of lists; where all copies agree on the element before the window, it is
 * left to the window that begins there.
 *
 * @param places where the window stands, by file and element
 */
export function growGroups(places: readonly Place[], minTokens: number): readonly CloneGroup[] {
  const groups: CloneGroup[] = [];
  for (const part of partition(places.map((at) => startAt(at, minTokens)))) {
    if (!agreeOnTheLeft(part)) grow(part, groups);
  }
  return groups;
}

/** A copy while it grows. */
interface Growth extends Omit<Place, "item"> {
  /** Index of the first element. */
  readonly element: number;
  /** First element of its list, and the one behind the last that it may take up. */
  readonly listStart: number;
  limit: number;
  /** The element behind the last that it has taken up. */
  end: number;
  readonly code: RenamingCode;
}

/** A copy that has taken up the shortest window of `minTokens`. */
function startAt({ source, prints, item: element }: Place, minTokens: number): Growth {
  const { listStarts, firsts, ends } = source.facts.units;
  const list = listOf(listStarts, element);
  const first = firsts[element] as number;
  let end = element + 1;
  while ((ends[end - 1] as number) - first < minTokens) end++;
  const code = new RenamingCode();
  code.extend(source.facts.tokens, first, ends[end - 1] as number);
  return {
    source,
    prints,
    element,
    listStart: listStarts[list] as number,
    limit: listStarts[list + 1] as number,
    end,
    code,
  };
}

/** The list that an element stands in. */
function listOf(listStarts: Int32Array, element: number): number {
  return lastAtMost(listStarts, element, listStarts.length - 1);
}

/** Those with equal code together, where there are at least two; copies in one list do not overlap. */
function partition(copies: readonly Growth[]): readonly (readonly Growth[])[] {
  return partitionOfGrown(copies).map(withoutOverlaps).filter((part) => part.length > 1);
}

/** None of the copies grows into the next one. */
function withoutOverlaps(copies: readonly Growth[]): readonly Growth[] {
  const apart: Growth[] = [];
  for (const copy of copies) {
    const before = apart[apart.length - 1];
    if (before?.source === copy.source && before.listStart === copy.listStart) {
      if (copy.element < before.end) continue;
      before.limit = copy.element;
    }
    apart.push(copy);
  }
  return apart;
}

/** Whether all copies could take up the element before them and still be equal. */
function agreeOnTheLeft(copies: readonly Growth[]): boolean {
  let common: number | undefined;
  let element: number | undefined;
  for (const { source, prints, element: first, listStart, end } of copies) {
    if (first === listStart) return false;
    const before = prints.elements[first - 1] as number;
    element ??= before;
    if (before !== element) return false;
    const { units, tokens } = source.facts;
    const code = renamingCodeOf(
      tokens,
      units.firsts[first - 1] as number,
      units.ends[end - 1] as number,
    );
    common ??= code;
    if (code !== common) return false;
  }
  return true;
}

/** Takes up elements to the right as long as copies agree, and notes a group wherever some of them part. */
function grow(start: readonly Growth[], groups: CloneGroup[]): void {
  const pending: (readonly Growth[])[] = [start];
  for (let copies = pending.pop(); copies !== undefined; copies = pending.pop()) {
    for (;;) {
      const ends = copies.map(({ end }) => end);
      const growing = copies.filter(takeUpNext);
      const parts = partitionOfGrown(growing);
      const [only] = parts;
      if (only !== undefined && only.length === copies.length) {
        copies = only;
        continue;
      }
      groups.push(groupOf(copies, ends));
      pending.push(...parts);
      break;
    }
  }
}

function takeUpNext(copy: Growth): boolean {
  if (copy.end === copy.limit) return false;
  const { units, tokens } = copy.source.facts;
  copy.code.extend(tokens, units.firsts[copy.end] as number, units.ends[copy.end] as number);
  copy.end++;
  return true;
}

/** The same for copies that have grown from such a partition, and so do not overlap. */
function partitionOfGrown(copies: readonly Growth[]): readonly Growth[][] {
  const parts = new Map<number, Growth[]>();
  for (const copy of copies) {
    const part = parts.get(copy.code.value);
    if (part === undefined) parts.set(copy.code.value, [copy]);
    else part.push(copy);
  }
  return [...parts.values()].filter((part) => part.length > 1);
}

function groupOf(growths: readonly Growth[], ends: readonly number[]): CloneGroup {
  const copies = growths
    .map(({ source, element }, i) => fragmentOf(source, element, ends[i] as number))
    .sort((a, b) => compareText(a.source.file, b.source.file) || a.start - b.start);
  const [first] = copies;
  const [growth] = growths;
  if (first === undefined || growth === undefined) throw new Error("A group has copies.");
  const { facts } = first.source;
  const code = renamingCodeOf(facts.tokens, first.firstToken, first.endToken);
  const kind = facts.units.listKinds[listOf(facts.units.listStarts, growth.element)] as ListKind;
  return {
    kind,
    contentHash: code.toString(16).padStart(14, "0"),
    copies,
    tokens: first.endToken - first.firstToken,
  };
}
