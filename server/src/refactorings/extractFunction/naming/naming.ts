import type { ts } from "../../../syntax/typescript.ts";
import { identifiersOf } from "../../semantics/symbols.ts";

/** The words of a name: `parseHTMLNode` gives parse, HTML, Node, and `INVALID_TYPE` gives invalid, type. */
export function wordsOf(name: string): readonly string[] {
  if (/^[A-Z][A-Z\d]*(_[A-Z\d]+)*$/.test(name) && name.length > 3) return name.toLowerCase().split("_");
  return name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+/g) ?? [];
}

/** A name of the words; one that comes twice in a row, since two sources of names gave it, is said once. */
export function camel(words: readonly string[]): string {
  return words
    .filter((word, at) => at === 0 || word.toLowerCase() !== words[at - 1]?.toLowerCase())
    .map((word, at) => (at === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}

export function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Words that are no names of functions and variables. */
const reserved: ReadonlySet<string> = new Set(
  "break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield await async of arguments eval any string number boolean object symbol never unknown bigint".split(" "),
);

export function isName(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text) && !reserved.has(text);
}

/** The first of `names` that is free, or the first with a number that makes it free. */
export function freshName(names: readonly string[], taken: (name: string) => boolean): string {
  const usable = names.filter(isName);
  const free = usable.find((name) => !taken(name));
  if (free !== undefined) return free;
  const base = usable[0] ?? "shared";
  for (let number = 2; ; number++) if (!taken(base + String(number))) return base + String(number);
}

/** Every name that is mentioned in one of the files, so that a name outside of them means nothing else anywhere. */
export function takenIn(sources: Iterable<ts.SourceFile>): (name: string) => boolean {
  const files = [...sources];
  return (name) => files.some((source) => identifiersOf(source).has(name));
}

/** The words that all names share, in their order. */
export function commonWords(names: readonly string[]): readonly string[] {
  const [first, ...rest] = names.map(wordsOf);
  if (first === undefined) return [];
  return rest.reduce<readonly string[]>((words, other) => {
    const kept: string[] = [];
    let at = 0;
    for (const word of words) {
      const found = other.findIndex((one, index) => index >= at && one.toLowerCase() === word.toLowerCase());
      if (found < 0) continue;
      kept.push(word);
      at = found + 1;
    }
    return kept;
  }, first);
}

/** Words that lead over to others, and end no name. */
export const joining: ReadonlySet<string> = new Set("and as at by for from in into of on or to with without".split(" "));

/** The words of a name without those at the end that wait for another. */
export function withoutJoining(words: readonly string[]): readonly string[] {
  return words.slice(0, words.findLastIndex((word) => !joining.has(word.toLowerCase())) + 1);
}

/** Words that functions are named by when they begin with them; any other word is what they speak of. */
export const verbs: ReadonlySet<string> = new Set(
  "add append apply assert attach build calculate call check clean clear clone close collect compare compute convert copy count create decode delete describe detect draw emit encode ensure evaluate execute expect export extract fetch fill filter find flatten flush format from generate get handle has hide import init initialize insert install is join list load log lookup make map match measure merge move normalize on open parse patch pick pop prepare print process push read reduce refresh register remove render replace report request require reset resolve restore run save schedule send serialize set should show skip sort split start stop store subscribe sync test to toggle track transform trim unregister unsubscribe update use validate verify visit wait walk with wrap write".split(" "),
);

/** Whether two functions are named alike but for what they speak of: `getRussianPlural` and `getPolishPlural`. */
export function speaksOfOther(name: string, other: string): boolean {
  const [own, theirs] = [name, other].map((one) => wordsOf(one).map((word) => word.toLowerCase()));
  if (!own || !theirs || own.length < 3 || theirs.length < 3 || own[0] !== theirs[0] || own.at(-1) !== theirs.at(-1)) return false;
  return own.some((word) => !theirs.includes(word)) && theirs.some((word) => !own.includes(word));
}
