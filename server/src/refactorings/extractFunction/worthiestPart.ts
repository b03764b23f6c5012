import type { Fragment } from "../refactoring.ts";
import type { Extraction } from "./extractFunction.ts";
import { isRefusal, type Refusal } from "../semantics/refusals.ts";

/** So many parts of copies that cannot be said once are weighed. */
const mostParts = 80;
/** A part has to take away as many lines as this. */
const fewestLinesRemoved = 2;

/** How a part of all copies, one fragment of each, is said once. */
export interface Ways {
  /** Without a type check, so that it is known what there is to gain. */
  readonly weigh: (part: readonly Fragment[]) => Extraction | Refusal;
  /** Checked; `undefined` where no more is to be checked. */
  readonly say: (part: readonly Fragment[]) => Extraction | Refusal | undefined;
}

/**
 * What says the part once that takes away most lines, where each function that is written at a call counts for one that
 * stays; of equals the one that comes first.
 */
export function worthiestPart(fragments: readonly Fragment[], parts: readonly (readonly Fragment[])[], { weigh, say }: Ways): Extraction | undefined {
  const weighed = parts.slice(0, mostParts).flatMap((part) => {
    const result = weigh(part);
    if (isRefusal(result) || result.removedLines < fewestLinesRemoved) return [];
    return [{ part, worth: result.removedLines - (result.functions ?? 0) * part.length }];
  });
  let best: Extraction | undefined;
  for (const { part, worth } of weighed.sort((one, other) => other.worth - one.worth)) {
    const most = best?.removedLines ?? 0;
    // A copy that does not fit may have taken more from a part than the next is worth.
    const result = worth <= most ? undefined : say(part);
    if (result === undefined) break;
    if (isRefusal(result) || result.removedLines < fewestLinesRemoved || result.removedLines <= most) continue;
    const leftOut = result.leftOut.map(({ fragment, reason }) => ({ fragment: fragments[part.indexOf(fragment)] ?? fragment, reason }));
    best = { ...result, leftOut, isPart: true };
  }
  return best;
}
