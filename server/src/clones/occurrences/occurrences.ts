import { nodesOf } from "../../syntax/coveredNodes.ts";
import type { AnalysedFile } from "../../syntax/facts.ts";
import { parse } from "../../syntax/parse.ts";
import type { Fragment, Span } from "../../syntax/position.ts";
import { byPlace } from "../../syntax/sorted.ts";
import { compareText } from "../keyIndex.ts";
import { patternOf, placesOf, type Likeness } from "./pattern.ts";

/** A place that says what a selection says. */
export type Occurrence = Fragment;

export interface Occurrences {
  /** The selection among them, by file and start; none overlaps another. */
  readonly places: readonly Occurrence[];
  /** Whether they stand in so many files that not all were looked at. */
  readonly isCut: boolean;
}

/** In so many files at most occurrences are confirmed: whoever wants to edit more has another tool in mind. */
const mostFiles = 200;

/**
 * All places in `files` that say what a selection says and are whole units as it is. Candidates come from the
 * columns of tokens; only files that have some are parsed, to keep those that are units and not parts of others.
 *
 * @param selected a range that covers whole nodes of `source`
 * @param files those to look in, `source` among them
 * @param likeness how alike they must be
 */
export function occurrencesOf(source: AnalysedFile, selected: Span, files: Iterable<AnalysedFile>, likeness: Likeness): Occurrences {
  const own: Occurrence = { file: source.file, start: selected.start, end: selected.end };
  const pattern = patternOf(source, selected, likeness);
  const form = formIn(source, [selected])[0];
  if (pattern === undefined || form === undefined) return { places: [own], isCut: false };
  const places: Occurrence[] = [];
  let parsed = 0;
  let isCut = false;
  for (const file of files) {
    const isOwn = file.file === source.file;
    const candidates = placesOf(pattern, file).filter((place) => !isOwn || !overlap(place, selected));
    if (candidates.length === 0) continue;
    if (++parsed > mostFiles) {
      isCut = true;
      break;
    }
    const forms = formIn(file, candidates);
    const units = candidates.filter((_, at) => forms[at] === form);
    places.push(...apart(units).map(({ start, end }) => ({ file: file.file, start, end })));
  }
  return { places: [own, ...places].sort((a, b) => compareText(a.file, b.file) || a.start - b.start), isCut };
}

/** As many of the places as do not overlap. All are of one length in tokens, so the first of two is as good as any. */
function apart(places: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const place of [...places].sort(byPlace)) {
    const before = kept[kept.length - 1];
    if (before === undefined || before.end <= place.start) kept.push(place);
  }
  return kept;
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The kinds of the nodes that each range covers: equal for units of one form, `undefined` for what is no unit. */
function formIn(source: AnalysedFile, places: readonly Span[]): readonly (string | undefined)[] {
  const tree = parse(source.file, source.text);
  return places.map((place) => nodesOf(tree, place)?.map(({ kind }) => kind).join(" "));
}
