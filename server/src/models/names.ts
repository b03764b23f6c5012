/** The name of a type without its arguments: `Page` of `Page<Order>`. */
export function bareName(type: string): string {
  return type.replace(/<.*$/s, "");
}

/** The words of a name, in lower case: `purchaseOrderID` gives `purchase`, `order`, `id`. */
export function wordsOf(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g) ?? []).map((word) => word.toLowerCase());
}

/** Words that name the part a model plays, and not what it is about: two models that share one are not related by it. */
const roles: ReadonlySet<string> = new Set(
  ("i t a an the of to for and or type types model models data dto vo entity interface base abstract common default internal " +
    "props properties options opts option config configuration settings params parameters args arguments input output " +
    "request response result results state context info details meta item items entry element node value object record " +
    "event events action payload message error handler callback fn function")
    .split(" "),
);

/** Whether a name has a word beside those for the part that a model plays: `State` has none. */
export function saysWhatItIs(name: string): boolean {
  return wordsOf(name).some((word) => !roles.has(word));
}

/** Whether two names of models speak of the same thing: equal but for case, or with a telling word in common. */
export function namesAreRelated(a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return true;
  const words = new Set(wordsOf(a).filter((word) => !roles.has(word)));
  return wordsOf(b).some((word) => words.has(word));
}

/** Whether a name has all telling words of another one: `CommentThreadChanges` of `CommentThread`. */
export function saysMoreThan(name: string, other: string): boolean {
  const words = new Set(wordsOf(name));
  return wordsOf(other).every((word) => roles.has(word) || words.has(word));
}

/** Whether two names are those of two kinds of one thing: `OpenDialogOptions` and `SaveDialogOptions`. Neither is a part of what the other is about. */
export function areSiblings(a: string, b: string): boolean {
  const [words, others] = [wordsOf(a), wordsOf(b)];
  const tail = words.filter((_, at) => at >= words.length - 2);
  const endAlike = tail.length === 2 && tail.every((word, at) => others.at(at - 2) === word) && tail.some((word) => !roles.has(word));
  const hasOwn = (some: readonly string[], rest: readonly string[]): boolean => some.some((word) => !roles.has(word) && !rest.includes(word));
  return endAlike && hasOwn(words, others) && hasOwn(others, words);
}

/** Whether two names of related things say that they are not the same one: of the words of either, one that the other lacks tells more than a part to play. */
export function isSetApartFrom(a: string, b: string): boolean {
  const telling = (name: string): readonly string[] => wordsOf(name).filter((word) => !roles.has(word));
  const [words, others] = [telling(a), telling(b)];
  return namesAreRelated(a, b) && (words.some((word) => !others.includes(word)) || others.some((word) => !words.includes(word)));
}
