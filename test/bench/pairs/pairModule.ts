import type { Fragment } from "../../../server/src/refactorings/refactoring.ts";
import type { Pair } from "./pair.ts";

/** What the mutations call; each says what it was given and when. */
export const noted = `
declare const tell_: (what: string, value?: unknown) => void;
declare const decide_: () => boolean;
declare const keep_: (run: () => unknown) => void;
function noted_<T>(value: T): T {
  tell_("noted", value);
  return value;
}
function heeded_<T>(value: T): T {
  tell_("heeded", value);
  return value;
}
function chance_(): boolean {
  return decide_();
}
function later_(run: () => unknown): void {
  keep_(run);
}
function risky_(): void {
  if (decide_()) throw new Error("wet");
}
async function pause_(): Promise<void> {
  tell_("pause");
  await undefined;
  tell_("resume");
}
const box_ = {
  get low(): number {
    tell_("low");
    return 3;
  },
  get high(): number {
    tell_("high");
    return 5;
  },
};
let level_ = 1;
function rise_(): number {
  level_ += 1;
  tell_("rise", level_);
  return level_;
}
`;

/** A file of real code with pairs in it. */
export interface PairModule {
  readonly text: string;
  readonly fragments: ReadonlyMap<Pair, readonly Fragment[]>;
  /** Where each pair's own code stands, to tell whose an error is. */
  readonly parts: readonly { readonly pair: Pair; readonly start: number; readonly end: number }[];
}

/** Writes functions behind all other code, and methods behind the method that they came from. */
export function moduleOf(file: string, original: string, pairs: readonly Pair[]): PairModule {
  const fragments = new Map<Pair, Fragment[]>();
  const parts: { pair: Pair; start: number; end: number }[] = [];
  const places = [...new Set(pairs.map(placeOf))].sort((a, b) => a - b);
  let text = "";
  let at = 0;
  const addPairs = (place: number): void => {
    for (const pair of pairs.filter((one) => Math.min(placeOf(one), original.length) === place)) {
      const begin = text.length;
      const own: Fragment[] = [];
      for (const written of pair.texts) {
        text += "\n\n";
        for (const range of [written, ...(pair.second ? [pair.second] : [])]) own.push({ file, start: text.length + range.start, end: text.length + range.end });
        text += written.text;
      }
      fragments.set(pair, own);
      parts.push({ pair, start: begin, end: text.length });
    }
  };
  for (const place of places.filter((one) => one < original.length)) {
    text += original.slice(at, place);
    at = place;
    addPairs(place);
  }
  text += original.slice(at) + noted;
  addPairs(original.length);
  return { text: text + "\n", fragments, parts };
}

function placeOf({ candidate }: Pair): number {
  return candidate.owner ? candidate.whole.end : Number.MAX_SAFE_INTEGER;
}
