import type { ValueFact } from "../syntax/valueFacts.ts";
import { namesAreRelated } from "./names.ts";

/** Values that many sets have for reasons of their own: sides, sizes, orders, states, methods. */
const commonValues: ReadonlySet<string> = new Set(
  ("left right top bottom center middle start end before after up down first last next previous horizontal vertical row column both none all auto " +
    "small medium large xs sm md lg xl xxl s m l asc desc ascending descending light dark system default primary secondary " +
    "success error warning info debug trace warn fatal log on off true false yes no open closed show hide visible hidden " +
    "idle pending loading loaded done failed active inactive enabled disabled create update delete add remove read write get post put patch " +
    "string number boolean object array function symbol bigint undefined null any unknown text date in out input output x y z a b c")
    .split(" "),
);

/** So many values that say something make a set worth telling of, */
const leastTelling = 3;
/** where the names are related, so many values of any kind do. */
const leastOfRelated = 3;

/** Whether sets of the same values have them by more than chance. */
export function isTellingSet(sets: readonly ValueFact[]): boolean {
  const [first, ...others] = sets;
  if (first === undefined) return false;
  const texts = first.values.map((value, i) => (value.startsWith('"') ? value.slice(1, -1) : (first.keys[i] ?? "")));
  const telling = texts.filter((text) => !commonValues.has(text.toLowerCase()) && text.length > 1);
  if (telling.length >= leastTelling) return true;
  return texts.length >= leastOfRelated && others.every(({ name }) => namesAreRelated(first.name, name));
}
