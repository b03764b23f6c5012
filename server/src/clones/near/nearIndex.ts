import { derived } from "../../syntax/derived.ts";
import type { AnalysedFile } from "../../syntax/facts.ts";
import { lastAtMost } from "../../syntax/sorted.ts";
import { unfiltered } from "../filters.ts";
import type { FilterCounts } from "../filters.ts";
import { fragmentOf } from "../group.ts";
import type { CloneFragment } from "../group.ts";
import type { Thresholds, Weight } from "../selectGroups.ts";
import { compareText } from "../keyIndex.ts";
import { decidesNothing } from "../noise.ts";
import { similarThresholds } from "../thresholds.ts";
import { Comparisons } from "./comparisons.ts";
import { holdTheSame } from "./likeness.ts";
import { linkedGroups } from "./linkedGroups.ts";
import type { LinkedPair, SimilarGroup } from "./linkedGroups.ts";
import { meaningOf } from "./meaning.ts";
import { NearFile } from "./nearFile.ts";
import type { Run } from "./nearFile.ts";
import { pairsIn, visitHitsWithin } from "./nearPairs.ts";
import type { NearLimits } from "./nearPairs.ts";
import { hitAt, regionsOf } from "./regions.ts";
import type { Region } from "./regions.ts";
import { SeedIndex } from "./seedIndex.ts";
import { seedsOf } from "./seeds.ts";
import type { Seeds } from "./seeds.ts";

/** Fewer seeds in common are not looked at. */
const fewestShared = 3;

/** The seeds of a file. */
export function seedsIn({ facts }: AnalysedFile): Seeds {
  return derived(facts, "seeds", () => seedsOf(meaningOf(facts.tokens)));
}

/** A seed is the group's own where it stands in at most so many places for each copy. */
const ownPlaces = 2;
/** So many of them a group must have, as a share of what its copies mean, */
const ownShare = 0.08;
/** or as a share of what they share. */
const ownShareOfShared = 0.7;

/** So many files are kept ready for comparison. */
const keptFiles = 512;

interface Entry {
  readonly number: number;
  readonly source: AnalysedFile;
  readonly seeds: Seeds;
}

/**
 * The groups of code that is alike but for gaps, changes and syntax, in a set of files that changes one
 * file at a time. Seeds, short runs of meanings that stand in few places, say where to look; what is
 * found there is compared as whole units. Only files that changed are compared anew.
 */
export class NearIndex {
  private readonly limits: NearLimits;
  private readonly weightOf: (fragment: CloneFragment) => Weight;
  private readonly counts: FilterCounts | undefined;
  private readonly seeds = new SeedIndex();
  private readonly entries = new Map<string, Entry>();
  private readonly byNumber: (Entry | undefined)[] = [];
  private readonly dirty = new Set<number>();
  private readonly ready = new Map<number, NearFile>();
  /** Room for counting by number of file; 0 for all between two uses. */
  private readonly shared: number[] = [];
  /** By number of file, then by number of the other: what is alike in them. Each pair stands under both. */
  private readonly pairs = new Map<number, Map<number, readonly LinkedPair[]>>();

  /**
   * @param similarity from 0 to 1
   * @param weightOf says of each side of a pair what it is by itself
   */
  constructor(thresholds: Thresholds, similarity: number, weightOf: (fragment: CloneFragment) => Weight, counts?: FilterCounts) {
    const isLargeEnough = (file: NearFile, run: Run): boolean => {
      const { isTest } = file.source;
      return file.endToken(run) - file.firstToken(run) >= (isTest ? thresholds.minTokensInTests : thresholds.minTokens);
    };
    this.limits = { similarity, comparisons: new Comparisons(similarity), isLargeEnough };
    this.weightOf = weightOf;
    this.counts = counts;
  }

  /** Takes a file in, in place of what it was before. */
  set(source: AnalysedFile): void {
    const before = this.entries.get(source.file);
    if (before !== undefined) this.seeds.remove(before.number, before.seeds);
    const number = before?.number ?? this.byNumber.length;
    const entry = { number, source, seeds: seedsIn(source) };
    this.entries.set(source.file, entry);
    this.byNumber[number] = entry;
    this.seeds.add(number, entry.seeds);
    this.touch(number);
  }

  remove(file: string): void {
    const entry = this.entries.get(file);
    if (entry === undefined) return;
    this.seeds.remove(entry.number, entry.seeds);
    this.entries.delete(file);
    this.byNumber[entry.number] = undefined;
    this.touch(entry.number);
  }

  /** The groups, whatever the order in which files came. */
  groups(): readonly SimilarGroup[] {
    this.compareDirty();
    const pairs: LinkedPair[] = [];
    for (const [number, ofFile] of this.pairs) {
      for (const [other, found] of ofFile) if (number <= other) pairs.push(...found);
    }
    return unfiltered(linkedGroups(pairs), (group) => (this.isOwn(group) ? undefined : "idiom"), this.counts);
  }

  /**
   * Whether the copies share something that hardly any other code has. What they share with dozens of others is
   * how such things are written here: the shell of a component, a registration, an operator.
   */
  private isOwn({ copies, pairs }: SimilarGroup): boolean {
    let own = 0;
    let shared = 0;
    let meanings = 0;
    for (const { seeds, size } of pairs) {
      meanings += size;
      shared += seeds.length;
      for (const seed of seeds) if (this.seeds.countOf(seed) <= ownPlaces * copies.length) own++;
    }
    return own >= ownShare * meanings || own >= ownShareOfShared * shared;
  }

  private touch(number: number): void {
    this.dirty.add(number);
    this.ready.delete(number);
    for (const other of this.seeds.takeCrossed()) this.dirty.add(other);
  }

  private compareDirty(): void {
    for (const number of this.dirty) this.forgetPairs(number);
    const files = [...this.dirty].map((number) => this.byNumber[number]).filter((entry) => entry !== undefined);
    files.sort((one, other) => compareText(one.source.file, other.source.file));
    const done = new Set<number>();
    for (const entry of files) {
      for (const [other, hits] of this.hitsOf(entry, done)) this.compare(entry, other, hits);
      done.add(entry.number);
    }
    this.dirty.clear();
  }

  /** The seeds that a file shares with each other file (and with itself), of those that are not done. */
  private hitsOf({ number, source, seeds: { count, hashes, places } }: Entry, done: ReadonlySet<number>): ReadonlyMap<number, number[]> {
    const { shared } = this;
    const others: number[] = [];
    for (let i = 0; i < count; i++) {
      this.seeds.visit(hashes[i] as number, (file) => {
        const seeds = (shared[file] ?? 0) + 1;
        shared[file] = seeds;
        if (seeds === 1) others.push(file);
      });
    }
    const hits = new Map<number, number[]>();
    for (const file of others) {
      if ((shared[file] ?? 0) >= fewestShared && !done.has(file)) hits.set(file, []);
      shared[file] = 0;
    }
    if (hits.size === 0) return hits;
    for (let i = 0; i < count; i++) {
      const place = places[i] as number;
      this.seeds.visit(hashes[i] as number, (file, otherPlace) => {
        if (file === number && otherPlace <= place) return;
        hits.get(file)?.push(this.isBefore(source, file) ? hitAt(place, otherPlace) : hitAt(otherPlace, place));
      });
    }
    return hits;
  }

  /** The file with the lower path is the first of a pair. */
  private isBefore({ file }: AnalysedFile, other: number): boolean {
    return file <= (this.byNumber[other]?.source.file ?? file);
  }

  private compare(entry: Entry, otherNumber: number, hits: number[]): void {
    const other = this.byNumber[otherNumber];
    if (other === undefined || hits.length < fewestShared) return;
    const regions = regionsOf(Float64Array.from(hits).sort());
    if (regions.length === 0) return;
    const [first, second] = this.isBefore(entry.source, otherNumber) ? [entry, other] : [other, entry];
    const a = this.readyFile(first);
    const b = this.readyFile(second);
    const found = pairsIn(a, b, regions, this.limits).flatMap(({ aRun, bRun, similarity }): LinkedPair[] => {
      const pair = { a: fragmentOf(a.source, aRun.first, aRun.end), b: fragmentOf(b.source, bRun.first, bRun.end) };
      const weights = [this.weightOf(pair.a), this.weightOf(pair.b)];
      const isHandedOn = similarity < similarThresholds.handedOn && decidesNothing(pair.a) && decidesNothing(pair.b);
      const isLittle = isHandedOn || weights.includes("nothing");
      if (isLittle || (weights.includes("data") && !holdTheSame(a, aRun, b, bRun))) {
        this.counts?.add(isLittle ? "alike-in-little" : "alike-in-form");
        return [];
      }
      const seeds = seedsShared(a, aRun, b, bRun, regions, first.seeds);
      return [{ ...pair, similarity, seeds, size: (a.meaningsIn(aRun) + b.meaningsIn(bRun)) / 2 }];
    });
    if (found.length === 0) return;
    this.keepPairs(entry.number, otherNumber, found);
    this.keepPairs(otherNumber, entry.number, found);
  }

  private readyFile({ number, source }: Entry): NearFile {
    const known = this.ready.get(number);
    if (known !== undefined) return known;
    if (this.ready.size >= keptFiles) {
      for (const oldest of this.ready.keys()) {
        this.ready.delete(oldest);
        break;
      }
    }
    const file = NearFile.of(source);
    this.ready.set(number, file);
    return file;
  }

  private keepPairs(number: number, other: number, found: readonly LinkedPair[]): void {
    const ofFile = this.pairs.get(number);
    if (ofFile === undefined) this.pairs.set(number, new Map([[other, found]]));
    else ofFile.set(other, found);
  }

  private forgetPairs(number: number): void {
    for (const other of this.pairs.get(number)?.keys() ?? []) {
      if (other !== number) this.pairs.get(other)?.delete(number);
    }
    this.pairs.delete(number);
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
