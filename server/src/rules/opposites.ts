import { wordsOf } from "../models/names.ts";

const pairs =
  "above/below add/remove add/delete ascending/descending asc/desc attach/detach backward/forward back/forward before/after " +
  "begin/end bottom/top close/open column/row connect/disconnect dec/inc decode/encode decrease/increase decrement/increment " +
  "depth/breadth deserialize/serialize disable/enable disabled/enabled down/up east/west end/start ends/starts enter/leave " +
  "enter/exit error/success expand/collapse failure/success false/true first/last from/to fulfilled/rejected get/set " +
  "head/tail height/width hide/show high/low horizontal/vertical in/out left/right load/save lock/unlock lower/upper " +
  "max/min maximum/minimum mount/unmount next/prev next/previous north/south off/on pop/push prefix/suffix read/write " +
  "shift/unshift source/target subscribe/unsubscribe x/y";

const opposites: ReadonlySet<string> = new Set(
  pairs.split(" ").flatMap((pair) => {
    const [one = "", other = ""] = pair.split("/");
    return [`${one}/${other}`, `${other}/${one}`];
  }),
);

/** Whether two names are alike but for words that mean the opposite of each other: `handleUp` and `handleDown`, `tildify` and `untildify`. */
export function areOpposites(one: string, other: string): boolean {
  const words = wordsOf(one);
  const others = wordsOf(other);
  if (words.length !== others.length) return false;
  const differing = words.flatMap((word, i) => (word === others[i] ? [] : [[word, others[i] ?? ""] as const]));
  return differing.length > 0 && differing.every(([word, another]) => opposites.has(`${word}/${another}`) || word === `un${another}` || another === `un${word}`);
}
