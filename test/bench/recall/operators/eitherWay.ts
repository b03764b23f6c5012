import { rewritten } from "../parsedFragment.ts";
import type { ParsedFragment } from "../parsedFragment.ts";
import type { Random } from "../random.ts";
import type { Edit } from "../tree.ts";

export type Rewrite = (fragment: ParsedFragment) => readonly Edit[];

/**
 * A pair of forms is one kind of copy whichever of the two the original has: the direction is drawn,
 * and is the other one where the fragment has nothing for it. Each place in the fragment is rewritten.
 */
export function eitherWay(fragment: ParsedFragment, random: Random, there: Rewrite, back: Rewrite): string | undefined {
  const [first, second] = random.chance(0.5) ? [there, back] : [back, there];
  return rewritten(fragment, within(fragment, first(fragment))) ?? rewritten(fragment, within(fragment, second(fragment)));
}

/** The edits in the fragment itself, without those in what stands around it. */
function within({ start, end }: ParsedFragment, edits: readonly Edit[]): readonly Edit[] {
  return edits.filter((edit) => edit.start >= start && edit.end <= end);
}
