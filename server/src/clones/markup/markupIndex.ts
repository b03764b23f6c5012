import type { AnalysedFile } from "../../syntax/facts.ts";
import { hashText } from "../../syntax/hash.ts";
import { ListKind } from "../../syntax/facts.ts";
import { CloneIndex } from "../cloneIndex.ts";
import { holesOf } from "../differences.ts";
import { unfiltered } from "../filters.ts";
import type { FilterCounts, FilterId } from "../filters.ts";
import type { CloneFragment, CloneGroup } from "../group.ts";
import { distanceOf } from "../noise.ts";
import type { Thresholds } from "../selectGroups.ts";
import { markupThresholds as least } from "../thresholds.ts";
import { beginsMarkup, markupViewOf } from "./markupView.ts";

/** The groups of equal markup in a set of files that changes one file at a time, whatever the order of attributes. */
export class MarkupIndex {
  private readonly thresholds: Thresholds;
  private readonly counts: FilterCounts | undefined;
  private readonly clones: CloneIndex;

  constructor(thresholds: Thresholds, counts?: FilterCounts) {
    this.thresholds = thresholds;
    this.counts = counts;
    const { minTokens, minLines } = thresholds;
    const own = { ...thresholds, minTokens: Math.round(minTokens * least.share), minLines: Math.round(minLines * least.share) };
    this.clones = new CloneIndex(own, counts);
  }

  /** Takes a file in, in place of what it was before. */
  set(source: AnalysedFile): void {
    const view = markupViewOf(source);
    if (view === undefined) this.clones.remove(source.file);
    else this.clones.set(view);
  }

  remove(file: string): void {
    this.clones.remove(file);
  }

  /** The groups that are worth reading, best first. Their copies hold the tokens with sorted attributes. */
  groups(): readonly CloneGroup[] {
    return unfiltered(this.clones.groups(), (group) => (this.isFullSize(group) ? undefined : noPattern(group)), this.counts);
  }

  private isFullSize({ tokens, copies }: CloneGroup): boolean {
    return tokens >= this.thresholds.minTokens && copies.every(({ lines }) => lines >= this.thresholds.minLines);
  }
}

/** Why a small group is no pattern that should have a name. */
function noPattern({ copies }: CloneGroup): FilterId | undefined {
  if (copies.length < least.places) return "few-places";
  return distanceOf(holesOf(copies)) > least.differences ? "too-different" : undefined;
}

const returnWord = hashText("return");
const openParen = hashText("(");
const closeParen = hashText(")");

/** Whether the copies of a group are markup and nothing more, or a statement that returns it. */
export function isMarkup({ kind, copies: [copy] }: Pick<CloneGroup, "kind" | "copies">): boolean {
  if (kind === ListKind.markup) return true;
  if (copy === undefined || copy.endElement - copy.firstElement > 1) return false;
  const { tokens } = copy.source.facts;
  let first = copy.firstToken;
  let end = copy.endToken;
  if (kind === ListKind.statements && tokens.texts[first] === returnWord) first++;
  while (tokens.texts[first] === openParen && tokens.texts[end - 1] === closeParen) {
    first++;
    end--;
  }
  return beginsMarkup(tokens, first) && (first > copy.firstToken || kind === ListKind.expression);
}

/** Whether the attributes of all copies stand in one order, so that the copies can be compared token by token. */
export function haveOneOrder(copies: readonly CloneFragment[]): boolean {
  const [first, ...others] = copies;
  if (first === undefined) return true;
  const rises = ({ source, firstToken }: CloneFragment, i: number): boolean => {
    const { starts } = source.facts.tokens;
    return (starts[firstToken + i] as number) < (starts[firstToken + i + 1] as number);
  };
  for (let i = 0; i + 1 < first.endToken - first.firstToken; i++) {
    if (others.some((other) => rises(other, i) !== rises(first, i))) return false;
  }
  return true;
}
