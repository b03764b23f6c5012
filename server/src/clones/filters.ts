/** A reason to leave a group out. */
interface Filter {
  readonly id: string;
  /** One sentence for the user: what it leaves out. */
  readonly leavesOut: string;
}

/**
 * Everything that is found and not shown, by name, in the order in which a report lists it. A group is left
 * out by the first filter that it meets.
 */
export const filters = [
  { id: "too-small", leavesOut: "Copies of fewer tokens or lines than the settings, or the sizes of a rule, ask for." },
  { id: "few-places", leavesOut: "Small repetitions in so few places that they may be chance." },
  { id: "repeats-itself", leavesOut: "Runs of alike statements, shells of switch and describe, and what else says little for its length." },
  { id: "data", leavesOut: "Tables of literals, and objects that nothing computes." },
  { id: "drawing", leavesOut: "Drawings: coordinates in markup." },
  { id: "translation", leavesOut: "What the files of several languages say in other words." },
  { id: "small-declarations", leavesOut: "Runs of short functions, methods or classes, each too small by itself, that differ." },
  { id: "list-of-declarations", leavesOut: "Statements side by side that only declare or register, each another thing." },
  { id: "too-different", leavesOut: "Copies of one outline that have little else in common." },
  { id: "alike-in-little", leavesOut: "Two places that are alike but for changes, and are too small for that, or drawings." },
  { id: "alike-in-form", leavesOut: "Two tables or runs of alike statements that are alike but for changes, and do not hold the same." },
  { id: "idiom", leavesOut: "Code that is alike in nothing but what dozens of other places have too: how such things are written here." },
  { id: "other-meaning", leavesOut: "Equal words that mean different things: functions that use others of their own file, numbers under several names." },
  { id: "not-callable", leavesOut: "Code with the form of a function's body that a call of the function could not replace." },
  { id: "members-by-chance", leavesOut: "Models of members that any model may have, under names that are not related." },
  { id: "told-apart", leavesOut: "Two models of one file with the same few members, which their names set apart: Theme and IconTheme." },
  { id: "mirrors", leavesOut: "Models whose comments each link to something else on the web that they are the like of." },
  { id: "kept-in-step", leavesOut: "Older versions of a model, and classes of an interface that they implement." },
  { id: "example", leavesOut: "Examples of documents, and what stands but once in tests besides." },
  { id: "other-rule", leavesOut: "Copied code that is markup or one whole function: rules of their own tell of it." },
  { id: "said", leavesOut: "What a rule before, or a better finding of the same rule, names already." },
  { id: "beside-literal", leavesOut: "Literals that stand near another repeated literal in all their places." },
  { id: "within-another", leavesOut: "Groups that share their text with a better one." },
  { id: "part-of-similar", leavesOut: "Equal parts of similar copies that are told as a whole." },
  { id: "said-in-parts", leavesOut: "Similar copies whose equal parts are told, and which are hardly alike beside them." },
  { id: "mirrored", leavesOut: "Two short functions of one file that do the opposite of each other." },
  { id: "side-by-side", leavesOut: "Two places beside each other in one file from which one function for both would take no line away." },
  { id: "few-occurrences", leavesOut: "Groups of fewer copies than the setting minOccurrences asks for." },
  { id: "ignored", leavesOut: "What a comment or drydock.json silences." },
] as const satisfies readonly Filter[];

export type FilterId = (typeof filters)[number]["id"];

/** How many groups each filter has left out. Whoever wants to know hands it in; without it nothing is counted. */
export class FilterCounts {
  private readonly groups = new Map<FilterId, number>();

  /** Counts `groups` more that a filter leaves out. */
  add(filter: FilterId, groups = 1): void {
    this.groups.set(filter, this.of(filter) + groups);
  }

  of(filter: FilterId): number {
    return this.groups.get(filter) ?? 0;
  }
}

/** Those of `items` for which `filterOf` names no filter; the others are counted. */
export function unfiltered<Item>(
  items: readonly Item[],
  filterOf: (item: Item) => FilterId | undefined,
  counts: FilterCounts | undefined,
): readonly Item[] {
  return items.filter((item) => {
    const filter = filterOf(item);
    if (filter !== undefined) counts?.add(filter);
    return filter === undefined;
  });
}
