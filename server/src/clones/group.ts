import type { AnalysedFile, FileFacts, ListKind } from "../syntax/facts.ts";
import { positionAt } from "../syntax/position.ts";
import { compareText } from "./keyIndex.ts";

/** A run of neighbouring elements of one list: a fragment that is a whole syntactic unit. */
export interface CloneFragment {
  readonly source: AnalysedFile;
  /** The first element, and the one behind the last, as indices into the file's units. */
  readonly firstElement: number;
  readonly endElement: number;
  /** The tokens, from the first to the one behind the last. */
  readonly firstToken: number;
  readonly endToken: number;
  /** Offsets in the text, from 0, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Number of lines of code: those on which a token begins or ends. */
  readonly lines: number;
}

/** All copies of one thing. Their tokens correspond one to one. */
export interface CloneGroup {
  readonly kind: ListKind;
  /** Equal for equal content from run to run, whatever the names; not unique. */
  readonly contentHash: string;
  /** At least two, by file and start. */
  readonly copies: readonly CloneFragment[];
  /** Number of tokens of each copy. */
  readonly tokens: number;
}

/** Orders groups by the file and the start of their first copies. */
export function comparePlaces(a: Pick<CloneGroup, "copies">, b: Pick<CloneGroup, "copies">): number {
  const [first] = a.copies;
  const [other] = b.copies;
  if (first === undefined || other === undefined) return 0;
  return compareText(first.source.file, other.source.file) || first.start - other.start;
}

/** The fragment of the elements `first` to `end` (exclusive). */
export function fragmentOf(source: AnalysedFile, first: number, end: number): CloneFragment {
  const { units } = source.facts;
  const start = units.froms[first] as number;
  const last = units.tos[end - 1] as number;
  return {
    source,
    firstElement: first,
    endElement: end,
    firstToken: units.firsts[first] as number,
    endToken: units.ends[end - 1] as number,
    start,
    end: last,
    lines: codeLinesOf(source.facts, units.firsts[first] as number, units.ends[end - 1] as number),
  };
}

/** The tokens may stand in another order than in the text. */
function codeLinesOf({ tokens, lineStarts }: FileFacts, firstToken: number, endToken: number): number {
  let line = positionAt(lineStarts, tokens.starts[firstToken] as number).line;
  const lines = new Set([line]);
  const goTo = (offset: number): void => {
    const before = line;
    while (line + 1 < lineStarts.length && (lineStarts[line + 1] as number) <= offset) line++;
    while ((lineStarts[line] as number) > offset) line--;
    if (line !== before) lines.add(line);
  };
  for (let i = firstToken; i < endToken; i++) {
    goTo(tokens.starts[i] as number);
    goTo((tokens.ends[i] as number) - 1);
  }
  return lines.size;
}

/** Whether copies with as many tokens are equal to the letter, but for layout and comments. */
export function areEqual(copies: readonly CloneFragment[]): boolean {
  const [first, ...others] = copies;
  return first !== undefined && others.every((other) => haveSameTexts(first, other));
}

function haveSameTexts(one: CloneFragment, other: CloneFragment): boolean {
  const { texts } = one.source.facts.tokens;
  const { texts: otherTexts } = other.source.facts.tokens;
  const by = other.firstToken - one.firstToken;
  for (let token = one.firstToken; token < one.endToken; token++) if (texts[token] !== otherTexts[token + by]) return false;
  return true;
}
