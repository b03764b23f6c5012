import type { Analysis } from "../analysis/analysis.ts";
import { occurrencesOf, type Occurrence, type Occurrences } from "../clones/occurrences/occurrences.ts";
import type { Fragment } from "../refactorings/refactoring.ts";
import { equalTypes } from "../refactorings/extractType.ts";
import { parseForSelection, selectedAround, selectedIn, type Selected } from "../refactorings/selected.ts";
import type { Offer, Reach, SelectionRefactoring } from "../refactorings/selectionRefactoring.ts";
import { selectionRefactorings } from "../refactorings/table.ts";
import { containerOf } from "../syntax/embedded/codeBlocks.ts";
import type { AnalysedFile } from "../syntax/facts.ts";
import type { Span } from "../syntax/position.ts";
import { ts } from "../syntax/typescript.ts";
import { functionForm } from "../refactorings/extractFunction.ts";
import { baseName } from "../syntax/paths.ts";

/** One extraction of what is selected, with what the menu says of it. Nothing was built. */
export interface SelectionOffer {
  readonly refactoring: string;
  readonly kind: string;
  readonly title: string;
  readonly reach: Reach;
  /** The selected one first. */
  readonly fragments: readonly Fragment[];
  /** Why it cannot be done, where that is known already. */
  readonly refused?: string;
}

/**
 * What can be made of a selection, from facts and syntax alone.
 *
 * @param range in the text that was analysed; an empty one speaks for the expression around it
 */
export function offersFor(analysis: Analysis, file: string, range: Span): readonly SelectionOffer[] {
  const source = analysis.get(file);
  if (source === undefined) return [];
  const container = containerOf(file);
  if (container !== undefined) return offersInContainer(source, range);
  const tree = parseForSelection(file, source.text);
  const selected = range.start === range.end ? selectedAround(tree, range.start) : selectedIn(tree, range);
  if (selected === undefined) return [];
  const found = new Map<SelectionRefactoring["sameness"], Occurrences>();
  return selectionRefactorings.flatMap((refactoring) => {
    const offer = refactoring.offer(selected);
    if (offer === undefined) return [];
    if (offer.refused !== undefined) return [offerOf(refactoring, offer, "selection", [selected])];
    const known = found.get(refactoring.sameness) ?? occurrencesFor(refactoring, source, selected, analysis);
    found.set(refactoring.sameness, known);
    return offersOf(refactoring, offer, selected, known);
  });
}

/** Files that are not code but hold some are not edited yet; whoever selects code there is told so. */
function offersInContainer({ file, text }: AnalysedFile, { start, end }: Span): readonly SelectionOffer[] {
  const container = containerOf(file);
  const isInCode = start < end && container?.blocksOf(text).some((block) => block.start <= start && end <= block.end);
  if (container === undefined || isInCode !== true || text.slice(start, end).trim() === "") return [];
  const name = baseName(file);
  const refused = `Drydock does not edit ${container.name}s like ${name} yet.`;
  return [{ refactoring: "function", kind: functionForm.kind, title: "Extract to function", reach: "selection", fragments: [{ file, start, end }], refused }];
}

/** Tests repeat what they test: what stands in them is no occurrence of what does not, nor the other way round. */
function occurrencesFor(refactoring: SelectionRefactoring, source: AnalysedFile, selected: Selected, analysis: Analysis): Occurrences {
  if (refactoring.sameness === "type") return { places: equalTypes(selected), isCut: false };
  const sources = refactoring.reaches.includes("workspace") ? analysis.sources() : [source];
  const files = [...sources].filter(({ file, isTest }) => isTest === source.isTest && containerOf(file) === undefined);
  const { minTokens, minTokensInTests } = analysis.settings;
  const likeness = refactoring.sameness === "exact" ? "exact" : { minTokens: source.isTest ? minTokensInTests : minTokens };
  return occurrencesOf(source, selected, files, likeness);
}

function offersOf(refactoring: SelectionRefactoring, offer: Offer, selected: Selected, { places, isCut }: Occurrences): readonly SelectionOffer[] {
  const offers: SelectionOffer[] = [];
  let before = offer.needsOthers === true ? 1 : 0;
  for (const reach of refactoring.reaches) {
    const within = placesWithin(reach, selected, places);
    if (within.length <= before) continue;
    before = within.length;
    const others = within.filter(({ file, start }) => file !== selected.file || start !== selected.start);
    const isTooMany = reach === "workspace" && isCut ? { ...offer, refused: "It stands in more files than Drydock edits at once." } : offer;
    offers.push(offerOf(refactoring, isTooMany, reach, [selected, ...others]));
  }
  return offers;
}

function placesWithin(reach: Reach, selected: Selected, places: readonly Occurrence[]): readonly Occurrence[] {
  const own = places.filter(({ file }) => file === selected.file);
  switch (reach) {
    case "selection":
      return own.filter(({ start }) => start === selected.start);
    case "function": {
      const around = functionAround(selected);
      return around === undefined ? [] : own.filter(({ start, end }) => around.start <= start && end <= around.end);
    }
    case "file":
      return own;
    case "workspace":
      return places;
  }
}

/** The outermost function that the selection stands in: a variable of it can serve all that is in it. */
function functionAround({ source, nodes }: Selected): Span | undefined {
  let outermost: ts.Node | undefined;
  for (let at = nodes[0]?.parent; at !== undefined && !ts.isSourceFile(at); at = at.parent) if (ts.isFunctionLike(at)) outermost = at;
  return outermost && { start: outermost.getStart(source), end: outermost.end };
}

function offerOf(refactoring: SelectionRefactoring, { kind, title, refused }: Offer, reach: Reach, fragments: readonly Fragment[]): SelectionOffer {
  const plain = fragments.map(({ file, start, end }) => ({ file, start, end }));
  const said = { refactoring: refactoring.id, kind, title: title + countOf(reach, plain), reach, fragments: plain };
  return refused === undefined ? said : { ...said, refused };
}

/** What the menu adds to the title: how many occurrences, and where. */
function countOf(reach: Reach, fragments: readonly Fragment[]): string {
  const files = new Set(fragments.map(({ file }) => file)).size;
  switch (reach) {
    case "selection":
      return "";
    case "function":
      return ` (all ${fragments.length} in this function)`;
    case "file":
      return ` (all ${fragments.length} in this file)`;
    case "workspace":
      return ` (all ${fragments.length} in ${files} files)`;
  }
}
