import { blocksOf, expressionsOf } from "../clones/expressions/expressionPrints.ts";
import { unfiltered } from "../clones/filters.ts";
import type { FilterCounts } from "../clones/filters.ts";
import { createFunctionIndex } from "../clones/functions/equalFunctions.ts";
import type { EqualFunctions, FunctionCopy } from "../clones/functions/equalFunctions.ts";
import { createBlockIndex, createInlineIndex } from "../clones/functions/inlineBodies.ts";
import type { InlineBody } from "../clones/functions/inlineBodies.ts";
import { compareText } from "../clones/keyIndex.ts";
import { blockThresholds, bodyThresholds, functionThresholds, scaledSize } from "../clones/thresholds.ts";
import { copyOf } from "./copy.ts";
import { equalDefinitions, haveOneName } from "./equalDefinitions.ts";
import { callExistingFunction, callTitleFor } from "../refactorings/callFunction.ts";
import { extraction, fragmentsOf } from "./extraction.ts";
import type { Copy, Finding } from "./finding.ts";
import { IdMaker } from "./findingId.ts";
import { liveCopies } from "./ignoring.ts";
import { newFindings } from "./newFindings.ts";
import type { Proposal } from "./newFindings.ts";
import type { Rule } from "./rule.ts";
import { linesOf, placesOf } from "./wording.ts";

/** One function twice, under one name or two, and code that writes out what a function does. */
export const reimplementedFunction: Rule = {
  id: "reimplemented-function",
  title: "Reimplemented function",
  description:
    "A function that exists is written again, under another name or in the middle of other code: who mends it has to know of the others.",
  severity: "information",

  derive(source) {
    expressionsOf(source, bodyThresholds);
    blocksOf(source, blockThresholds);
  },

  search({ minTokens }, { counts }) {
    const leastTokens = scaledSize(functionThresholds.tokens, minTokens);
    const leastValue = scaledSize(bodyThresholds.tokens, minTokens);
    const functions = createFunctionIndex(counts);
    const inline = createInlineIndex(counts);
    const blocks = createBlockIndex(counts);
    const leastBlock = scaledSize(blockThresholds.tokens, minTokens);
    return {
      set: (source) => {
        functions.set(source);
        inline.set(source);
        blocks.set(source);
      },
      remove: (file) => {
        functions.remove(file);
        inline.remove(file);
        blocks.remove(file);
      },
      findings: (said) => {
        const ids = new IdMaker("reimplemented-function");
        return newFindings(
          [
            ...largest(functions.all(), leastTokens, counts).map((group) => proposalOfEqual(group, ids)),
            ...largest(blocks.all(), leastBlock, counts).map((group) => proposalOfInline(group, ids)),
            ...largest(inline.all(), leastValue, counts).map((group) => proposalOfInline(group, ids)),
          ],
          said,
          counts,
        );
      },
    };
  },

  // Whole functions have a clone type; what is written out in other code becomes a call.
  fixTitle: (finding) => (finding.cloneType === undefined ? callTitleFor(finding.copies.length) : extraction.fixTitle(finding)),

  fix: (finding, projects) => (finding.cloneType === undefined ? callExistingFunction(fragmentsOf(finding.copies), projects) : extraction.fix(finding, projects)),
};

/** Those of at least so many tokens, those first that take the most text away. */
function largest<Group extends EqualFunctions | InlineBody>(groups: readonly Group[], least: number, counts: FilterCounts | undefined): readonly Group[] {
  return [...unfiltered(groups, ({ tokens }) => (tokens < least ? "too-small" : undefined), counts)].sort(byWeight);
}

function byWeight(a: EqualFunctions | InlineBody, b: EqualFunctions | InlineBody): number {
  return b.tokens * b.copies.length - a.tokens * a.copies.length || compareText(a.contentHash, b.contentHash);
}

function proposalOfEqual(group: EqualFunctions, ids: IdMaker): Proposal {
  return {
    places: group.copies.map(placeOf),
    leastPlaces: 2,
    make: () => {
      const { copies: live, ignored } = liveCopies(group.copies, (copy) => copy);
      const copies = live.map(copyOfFunction);
      const names = live.map(({ name }) => name);
      const isOneName = haveOneName(names);
      return {
        id: ids.next(group.contentHash),
        rule: "reimplemented-function",
        severity: "information",
        message: messageOfEqual(copies, names, isOneName),
        cloneType: isOneName ? 1 : 2,
        similarity: 1,
        ...equalDefinitions(copies, names, ignored),
      };
    },
  };
}

function messageOfEqual(copies: readonly Copy[], names: readonly string[], isOneName: boolean): string {
  if (isOneName) {
    const times = copies.length === 2 ? "twice" : `${copies.length} times`;
    return `${names[0] ?? ""} is written ${times} and does the same each time: ${linesOf(copies)}. Keep one and call it.`;
  }
  const [first, ...others] = copies;
  const does = others.length === 1 ? "does what" : "do what";
  return first === undefined ? "" : `${placesOf(others)} ${does} ${placesOf([first])} does. Keep one and call it.`;
}

/** Places whose value a function gives. They have no clone type: a call takes their place, not a shared function. */
function proposalOfInline(group: InlineBody, ids: IdMaker): Proposal {
  return {
    places: [group.original, ...group.copies].map(placeOf),
    leastPlaces: 2,
    make: (): Finding => {
      const all = [group.original, ...group.copies];
      const { ignored } = liveCopies(all, (copy) => copy);
      const original = copyOfFunction(group.original);
      const { copies: live } = liveCopies(group.copies, (copy) => copy);
      const inline = live.map(({ source, start, end }) => copyOf(source, start, end));
      const copies = [original, ...inline].sort((a, b) => compareText(a.file, b.file) || a.start - b.start);
      const says = group.isValue ? "returns" : "does";
      const again = inline.length === 1 ? "is written out" : `is written out in ${inline.length} places`;
      return {
        id: ids.next(group.contentHash),
        rule: "reimplemented-function",
        severity: "information",
        message: `What ${placesOf([original])} ${says} ${again}: ${linesOf(inline)}. Call it there.`,
        similarity: 1,
        removableLines: inline.reduce((sum, { from, to }) => sum + to.line - from.line, 0),
        copies,
        differences: [],
        ...(ignored === undefined ? {} : { ignored }),
      };
    },
  };
}

function placeOf({ source, start, end }: Pick<FunctionCopy, "source" | "start" | "end">): Proposal["places"][number] {
  return { file: source.file, start, end };
}

function copyOfFunction({ source, name, start, end }: FunctionCopy): Copy {
  return { ...copyOf(source, start, end), symbol: name };
}
