import { isAboutCode } from "../clones/documents.ts";
import { unfiltered } from "../clones/filters.ts";
import type { FilterId } from "../clones/filters.ts";
import type { CloneFragment } from "../clones/group.ts";
import { changesOf } from "../clones/near/changes.ts";
import { seedsIn } from "../clones/near/comparing.ts";
import { NearIndex } from "../clones/near/nearIndex.ts";
import { selectSimilar } from "../clones/near/selectSimilar.ts";
import type { SimilarGroup } from "../clones/near/linkedGroups.ts";
import type { RankedSimilarGroup } from "../clones/near/selectSimilar.ts";
import { decidesNothing, isRunOfHandedOn } from "../clones/noise.ts";
import { standInLanguages, weightOf } from "../clones/selectGroups.ts";
import { similarThresholds } from "../clones/thresholds.ts";
import { mix } from "../syntax/hash.ts";
import type { AnalysedFile } from "../syntax/facts.ts";
import { keptBy } from "../syntax/keptBy.ts";
import { ownText } from "../syntax/ownText.ts";
import { positionAt } from "../syntax/position.ts";
import { copyOf } from "./copy.ts";
import { extraction } from "./extraction.ts";
import type { Difference, Finding } from "./finding.ts";
import { IdMaker } from "./findingId.ts";
import { comparingJobs } from "./jobs.ts";
import { liveCopies } from "./ignoring.ts";
import { KeptFindings } from "./keptFindings.ts";
import { MadeFindings } from "./madeFindings.ts";
import type { Rule } from "./rule.ts";
import type { Said } from "./said.ts";
import { keptIn } from "./search.ts";
import { adviceOf, placesOf } from "./wording.ts";

/** A group of which another finding names this share of the lines of every copy says nothing new; */
const saidShare = 0.75;
/** where the other finding has more copies, this share is enough. */
const saidShareOfMore = 0.4;
/** Longer texts of differences are cut: they are read side by side, not in a list. */
const longestText = 400;

/** Copies with inserted, deleted and changed parts, and copies that differ in syntax only. */
export const similarCode: Rule = {
  id: "similar-code",
  title: "Similar code",
  description:
    "Copies that were changed since, with parts inserted, deleted or written in another syntax: what was mended in one may be missing in the others.",
  severity: "information",

  derive(source) {
    seedsIn(source);
  },

  search(settings, { counts }) {
    const index = new NearIndex(settings, settings.similarity / 100, (fragment, alike) => weightOf(fragment, alike, settings), counts);
    const leastOfDeclarations = settings.minTokens * similarThresholds.shareOfDeclarations;
    const kept = new KeptFindings<RankedSimilarGroup, Kept>((group) => ({ contentHash: contentHashOf(group.copies), finding: findingOf(group) }));
    const made = new MadeFindings<Kept>();
    const judge = keptBy((group: SimilarGroup) => subjectOf(group, leastOfDeclarations) ?? livePlaces(group));
    const noNewsIn = (group: SimilarGroup, said: Said): FilterId | undefined => {
      const subject = judge(group);
      if (typeof subject === "string") return subject;
      return isSaid(subject, said) ? "said" : undefined;
    };
    return {
      ...keptIn(index),
      jobs: (isShared) => comparingJobs(index.toCompare(isShared)),
      take: (result) => {
        if (result.kind === "near") for (const { number, runs } of result.alike) index.take(number, runs);
      },
      findings: (said) => {
        const ids = new IdMaker("similar-code");
        const news = unfiltered(index.groups(), (group) => noNewsIn(group, said), counts);
        const groups = selectSimilar(news);
        counts?.add("within-another", news.length - groups.length);
        kept.next();
        return groups.map((group) => {
          const one = kept.of(group);
          return made.of(one, ids.next(one.contentHash), () => one.finding);
        });
      },
    };
  },

  ...extraction,
};

/** A finding, and what its id is made of. */
interface Kept {
  readonly contentHash: string;
  readonly finding: Finding;
}

/** What a group is about, where that is no news. */
type Subject = FilterId & ("list-of-declarations" | "translation" | "example");

/** @param leastOfDeclarations in tokens: shorter lists of declarations that decide nothing are alike by nature */
function subjectOf({ copies }: SimilarGroup, leastOfDeclarations: number): Subject | undefined {
  if (copies.every((copy) => isRunOfHandedOn(copy, leastOfDeclarations))) return "list-of-declarations";
  if (areTranslations(copies)) return "translation";
  return isAboutCode(copies.map(({ source }) => source)) ? undefined : "example";
}

/** Whether the files of several languages say the same in other words, each once or in several branches. */
function areTranslations(copies: readonly CloneFragment[]): boolean {
  const oneOfEach = [...new Map(copies.map((copy) => [copy.source, copy])).values()];
  return oneOfEach.length > 1 && standInLanguages(oneOfEach);
}

/** Where a copy stands that no comment takes out, and on how many lines. */
interface Place extends Pick<CloneFragment, "source" | "start" | "end"> {
  readonly lines: number;
}

function livePlaces({ copies }: SimilarGroup): readonly Place[] {
  return liveCopies(copies, (copy) => copy).copies.map(({ source, start, end }) => ({ source, start, end, lines: linesOf(source, start, end) }));
}

/** Whether one finding names most lines of every copy. */
function isSaid(places: readonly Place[], said: Said): boolean {
  const [first, ...others] = places;
  if (first === undefined) return false;
  let covering = findingsOn(first, places.length, said);
  for (const place of others) {
    if (covering.length === 0) return false;
    const here = findingsOn(place, places.length, said);
    covering = covering.filter((finding) => here.includes(finding));
  }
  return covering.length > 0;
}

/** The findings that name most lines of a place; a smaller part is enough for those with more copies. */
function findingsOn({ source, start, end, lines }: Place, copies: number, said: Said): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { finding, span } of said.at(source.file, start, end)) {
    const share = finding.copies.length > copies ? saidShareOfMore : saidShare;
    if (linesOf(source, span.start, span.end) >= share * lines) findings.push(finding);
  }
  return findings;
}

function linesOf({ facts }: AnalysedFile, start: number, end: number): number {
  return positionAt(facts.lineStarts, end).line - positionAt(facts.lineStarts, start).line + 1;
}

function findingOf({ copies: all, similarity, removableLines }: RankedSimilarGroup): Finding {
  const { copies: fragments, ignored } = liveCopies(all, (copy) => copy);
  const copies = fragments.map(({ source, start, end }) => copyOf(source, start, end));
  const lines = Math.max(...fragments.map((fragment) => fragment.lines));
  const differences = changesOf(fragments).map(({ spans }) => differenceOf(fragments, spans));
  const percent = Math.floor(similarity * 100);
  const alike = percent === 100 ? "mean the same" : `are ${percent}% alike`;
  return {
    id: "",
    rule: "similar-code",
    severity: "information",
    message: `${lines} lines in ${copies.length} places ${alike}: ${placesOf(copies)}. ${adviceOf(copies, "see whether one can serve for all")}`,
    cloneType: 3,
    similarity: percent / 100,
    removableLines,
    copies,
    differences,
    ...(fragments.every(decidesNothing) ? { isHandedOn: true } : {}),
    ...(ignored === undefined ? {} : { ignored }),
  };
}

function differenceOf(fragments: readonly CloneFragment[], spans: readonly { readonly start: number; readonly end: number }[]): Difference {
  const texts = spans.map(({ start, end }, i) => {
    const text = fragments[i]?.source.text ?? "";
    return end - start > longestText ? `${ownText(text, start, start + longestText)}…` : ownText(text, start, end);
  });
  return { kind: "code", texts };
}

/** Made of the shapes of the copies, whatever their order and their names. */
function contentHashOf(copies: readonly CloneFragment[]): string {
  const hashes = copies.map(({ source, firstToken, endToken }) => {
    let hash = 0;
    for (const shape of source.facts.tokens.shapes.subarray(firstToken, endToken)) hash = mix(hash, shape);
    return hash >>> 0;
  });
  let high = 0;
  let low = 1;
  for (const hash of hashes.sort((one, other) => one - other)) {
    high = mix(high, hash);
    low = (Math.imul(low, 31) + hash) | 0;
  }
  return [high, low].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
}
