import type { CloneFragment } from "../clones/group.ts";
import { keptBy } from "../syntax/keptBy.ts";

interface Copies {
  readonly copies: readonly CloneFragment[];
  /** 0 to 1. */
  readonly similarity: number;
}

/**
 * What was made of groups whose copies take a while to align. It is given again for the same group, and for another one with the same
 * copies: a group is made anew each time where other groups take some of its copies. What no group asked for in a whole round is let
 * go, for it holds the files as they were.
 */
export class KeptFindings<Group extends Copies, Made> {
  private before = new Map<string, { readonly group: Group; readonly made: Made }>();
  private now = new Map<string, { readonly group: Group; readonly made: Made }>();
  private readonly make: (group: Group) => Made;
  private readonly placesOf = keptBy(({ copies }: Group) => copies.map(({ source, start, end }) => `${source.file}:${start}:${end}`).join("\n"));

  constructor(make: (group: Group) => Made) {
    this.make = make;
  }

  of(group: Group): Made {
    const places = this.placesOf(group);
    const known = this.now.get(places) ?? this.before.get(places);
    const kept = known !== undefined && isSame(known.group, group) ? known : { group, made: this.make(group) };
    this.now.set(places, kept);
    return kept.made;
  }

  /** Begins the next round. */
  next(): void {
    this.before = this.now;
    this.now = new Map();
  }
}

function isSame(one: Copies, other: Copies): boolean {
  return one === other || (one.similarity === other.similarity && one.copies.every(({ source }, i) => source === other.copies[i]?.source));
}
