import { align } from "./align.ts";
import type { Copy } from "../../semantics/flow.ts";
import { isRefusal, type RefusalCode } from "../../semantics/refusals.ts";

/** More copies than this are not compared with each other, pair by pair. */
const mostCompared = 8;
/** A copy with so many times the differences of the nearest is as good a template. */
const nearEnough = 2;
/** So many differences stand for those of a copy that cannot be laid on another at all. */
const unlike = 1000;

/** For every copy in how many places it differs from all others together. */
function distances(copies: readonly Copy[]): readonly number[] {
  const sums = copies.map(() => 0);
  for (const [at, one] of copies.entries())
    for (const [to, other] of copies.entries()) {
      if (to <= at) continue;
      const alignment = align(one, other, () => false);
      const apart = isRefusal(alignment) ? unlike : alignment.mismatches.length;
      sums[at] = (sums[at] ?? 0) + apart;
      sums[to] = (sums[to] ?? 0) + apart;
    }
  return sums;
}

/**
 * The template to which the rest is folded: the first copy that is about as near to all others as any, since
 * readers meet that one first.
 */
export function medoidOf(copies: readonly Copy[]): Copy | undefined {
  const [first] = copies;
  if (copies.length < 3 || copies.length > mostCompared) return first;
  const sums = distances(copies);
  const most = nearEnough * Math.min(...sums);
  return copies.find((_, at) => (sums[at] ?? 0) <= most);
}

/** Refusals that fewer copies may not meet. */
const ofAllTogether: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  "too-many-differences",
  "too-many-parameters",
  "several-functions",
  "unnameable-type",
  "new-any",
  "evaluation-order",
  "uses-inner-variable",
  "different-shape",
  "different-operator",
  "difference-not-a-value",
  "type-errors",
]);

/** The copy without which the others may be said once: the one that differs most from them. */
export function oddOneOf(copies: readonly Copy[], refused: RefusalCode): number | undefined {
  if (copies.length < 3 || copies.length > mostCompared || !ofAllTogether.has(refused)) return undefined;
  const sums = distances(copies);
  const most = Math.max(...sums);
  return most > Math.min(...sums) ? sums.lastIndexOf(most) : undefined;
}
