import { unfiltered } from "../clones/filters.ts";
import type { FilterCounts } from "../clones/filters.ts";
import { createLiteralIndex } from "../clones/literals/literalGroups.ts";
import { literalsOf } from "../clones/literals/literalPrints.ts";
import type { LiteralCopy, LiteralGroup } from "../clones/literals/literalGroups.ts";
import { compareText } from "../clones/keyIndex.ts";
import type { AnalysedFile } from "../syntax/facts.ts";
import { keptBy } from "../syntax/keptBy.ts";
import { positionAt } from "../syntax/position.ts";
import type { Span } from "../syntax/position.ts";
import { copyOf } from "./copy.ts";
import type { Copy, Finding } from "./finding.ts";
import { IdMaker } from "./findingId.ts";
import { liveCopies } from "./ignoring.ts";
import { MadeFindings } from "./madeFindings.ts";
import { constantTitleFor, extractConstant } from "../refactorings/extractConstant.ts";
import { fragmentsOf } from "./extraction.ts";
import type { Rule } from "./rule.ts";
import type { Said } from "./said.ts";
import { linesOf, placesOf } from "./wording.ts";

/** A string, number, regular expression or table that says something, written out in several places. */
export const repeatedLiteral: Rule = {
  id: "repeated-literal",
  title: "Repeated literal",
  description:
    "A message, address, key, number, regular expression or table that is written out in several places, or that is a constant already: who changes one place has to know of the others.",
  severity: "information",

  derive(source) {
    literalsOf(source);
  },

  search(_, { counts }) {
    const index = createLiteralIndex(counts);
    const made = new MadeFindings<LiteralGroup>();
    return {
      set: (source) => index.set(source),
      remove: (file) => index.remove(file),
      findings: (said) => {
        const ids = new IdMaker("repeated-literal");
        return withoutSaid(index.all(), said, counts).map((group) => {
          const id = ids.next(group.contentHash);
          return made.of(group, id, () => findingOf(group, id));
        });
      },
    };
  },

  fixTitle: ({ copies }) => constantTitleFor(copies.length),

  fix: ({ copies }, projects) => extractConstant(fragmentsOf(copies), projects),
};

/** What stands on so many lines around another repeated literal, in all its places, is repeated with it. */
const nearLines = 3;

/** The groups in an order of their own, without what another finding or group says. */
function withoutSaid(groups: readonly LiteralGroup[], said: Said, counts: FilterCounts | undefined): readonly LiteralGroup[] {
  const kept = new Map<AnalysedFile, Map<number, Set<LiteralGroup>>>();
  return unfiltered([...groups].sort(byWeight), (group) => {
    if (said.independent(placesIn(group)) < group.leastPlaces) return "said";
    const lines = linesIn(group);
    const [first, ...others] = group.copies.map(({ source }, i) => kept.get(source)?.get(lines[i] as number) ?? none);
    if (first !== undefined && [...first].some((other) => others.every((set) => set.has(other)))) return "beside-literal";
    for (const [i, { source }] of group.copies.entries()) {
      let ofFile = kept.get(source);
      if (ofFile === undefined) kept.set(source, (ofFile = new Map<number, Set<LiteralGroup>>()));
      const line = lines[i] as number;
      for (let near = line - nearLines; near <= line + nearLines; near++) {
        const there = ofFile.get(near);
        if (there === undefined) ofFile.set(near, new Set([group]));
        else there.add(group);
      }
    }
    return undefined;
  }, counts);
}

const none: ReadonlySet<LiteralGroup> = new Set();

/** The line of each place. */
const linesIn = keptBy(({ copies }: LiteralGroup): readonly number[] => copies.map(({ source, start }) => positionAt(source.facts.lineStarts, start).line));

/** The places of a group; entries of the tables of one file are one place. */
function placesIn({ copies }: LiteralGroup): readonly (Span & { readonly file: string })[] {
  const files = new Set<string>();
  return copies.flatMap(({ source, start, end, isEntry }) => {
    if (isEntry && files.has(source.file)) return [];
    if (isEntry) files.add(source.file);
    return [{ file: source.file, start, end }];
  });
}

function byWeight(a: LiteralGroup, b: LiteralGroup): number {
  return b.copies.length - a.copies.length || b.text.length - a.text.length || compareText(a.contentHash, b.contentHash);
}

function findingOf(group: LiteralGroup, id: string): Finding {
  const { copies: live, ignored } = liveCopies(group.copies, (copy) => copy);
  const copies = live.map(copyOfLiteral);
  return {
    id,
    rule: "repeated-literal",
    severity: "information",
    message: messageOf(group, live, copies),
    cloneType: 1,
    similarity: 1,
    removableLines: removableLinesOf(copies),
    copies,
    differences: [],
    ...(ignored === undefined ? {} : { ignored }),
  };
}

function copyOfLiteral({ source, start, end, constant }: LiteralCopy): Copy {
  const copy = copyOf(source, start, end);
  return constant === undefined ? copy : { ...copy, symbol: constant };
}

function messageOf(group: LiteralGroup, live: readonly LiteralCopy[], copies: readonly Copy[]): string {
  const constants = copies.filter((_, i) => live[i]?.constant !== undefined);
  const inline = copies.filter((_, i) => live[i]?.constant === undefined);
  const what = nameOf(group);
  if (constants.length === 0) return `${what} stands in ${copies.length} places: ${linesOf(copies)}. Give it a name and use that.`;
  if (inline.length === 0) return `${what} is what ${placesOf(constants)} say. Keep one of the constants.`;
  const is = constants.length === 1 ? `is the constant ${placesOf(constants)}` : `is what the constants ${placesOf(constants)} say,`;
  const again = inline.length === 1 ? "written out once more" : `written out in ${inline.length} more places`;
  return `${what} ${is} and ${again}: ${linesOf(inline)}. Use the constant.`;
}

/** Longer literals are cut in a sentence. */
const shownLength = 60;

function nameOf({ kind, text }: LiteralGroup): string {
  if (kind === "table") return "The same table of values";
  return text.length > shownLength ? `${text.slice(0, shownLength - 2)}…${text.slice(-1)}` : text;
}

function removableLinesOf(copies: readonly Copy[]): number {
  const lines = copies.map(({ from, to }) => to.line - from.line);
  return lines.reduce((sum, count) => sum + count, 0) - Math.max(...lines);
}
