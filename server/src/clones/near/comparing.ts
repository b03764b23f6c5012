import type { AnalysedFile } from "../../syntax/facts.ts";
import { derived } from "../../syntax/derived.ts";
import { lastAtMost } from "../../syntax/sorted.ts";
import type { Thresholds } from "../selectGroups.ts";
import { Comparisons } from "./comparisons.ts";
import { holdTheSame } from "./likeness.ts";
import { meaningOf } from "./meaning.ts";
import type { NearFile, Run } from "./nearFile.ts";
import { pairsIn, visitHitsWithin } from "./nearPairs.ts";
import type { NearLimits, NearPair } from "./nearPairs.ts";
import { ReadyFiles } from "./readyFiles.ts";
import { regionsOf } from "./regions.ts";
import type { Hit, Region } from "./regions.ts";
import { seedsOf } from "./seeds.ts";
import type { Seeds } from "./seeds.ts";

/** The seeds of a file. */
export function seedsIn({ facts }: AnalysedFile): Seeds {
  return derived(facts, "seeds", () => seedsOf(meaningOf(facts.tokens)));
}

/** Runs of two files that are alike. */
export interface ComparedRuns extends NearPair {
  /** The seeds that both have, each once. */
  readonly seeds: Int32Array;
  /** How many meanings one of them has, on average. */
  readonly size: number;
}

/** Compares files by what is alike in them: a pure function of both, whatever was compared before. */
export class Comparing {
  private readonly limits: NearLimits;
  private readonly ready = new ReadyFiles();

  /** @param similarity from 0 to 1 */
  constructor(thresholds: Pick<Thresholds, "minTokens" | "minTokensInTests">, similarity: number) {
    const isLargeEnough = (file: NearFile, run: Run): boolean => {
      const { isTest } = file.source;
      return file.endToken(run) - file.firstToken(run) >= (isTest ? thresholds.minTokensInTests : thresholds.minTokens);
    };
    this.limits = { similarity, comparisons: new Comparisons(similarity), isLargeEnough };
  }

  /**
   * @param first the file with the lower path
   * @param hits the seeds that the two share, rising
   */
  alikeIn(first: AnalysedFile, second: AnalysedFile, hits: ArrayLike<Hit>): readonly ComparedRuns[] {
    const regions = regionsOf(hits);
    if (regions.length === 0) return [];
    const a = this.ready.of(first);
    const b = this.ready.of(second);
    const seeds = seedsIn(first);
    return pairsIn(a, b, regions, this.limits).map((pair) => ({
      ...pair,
      seeds: seedsShared(a, pair.aRun, b, pair.bRun, regions, seeds),
      size: (a.meaningsIn(pair.aRun) + b.meaningsIn(pair.bRun)) / 2,
    }));
  }

  /** Whether two runs of data hold the same, but for few changes. */
  holdTheSame(first: AnalysedFile, second: AnalysedFile, { aRun, bRun }: NearPair): boolean {
    return holdTheSame(this.ready.of(first), aRun, this.ready.of(second), bRun);
  }

  /** Lets go of what was made of a file that is another one now. */
  forget(source: AnalysedFile): void {
    this.ready.forget(source);
  }
}

/** The seeds that stand in both runs. */
function seedsShared(a: NearFile, aRun: Run, b: NearFile, bRun: Run, regions: readonly Region[], { hashes, places }: Seeds): Int32Array {
  const shared = new Set<number>();
  for (const { hits } of regions) {
    visitHitsWithin(a, aRun, b, bRun, hits, (place) => shared.add(hashes[lastAtMost(places, place)] as number));
  }
  return Int32Array.from(shared);
}
