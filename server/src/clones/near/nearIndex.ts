import type { AnalysedFile, ListKind } from "../../syntax/facts.ts";
import { unfiltered } from "../filters.ts";
import type { FilterCounts } from "../filters.ts";
import { fragmentOf } from "../group.ts";
import type { CloneFragment } from "../group.ts";
import type { Thresholds, Weight } from "../selectGroups.ts";
import { compareText } from "../keyIndex.ts";
import { isMarkup } from "../markup/markupIndex.ts";
import { decidesNothing } from "../noise.ts";
import { similarThresholds } from "../thresholds.ts";
import { Comparing, seedsIn } from "./comparing.ts";
import type { ComparedRuns } from "./comparing.ts";
import { LinkedGroups } from "./linkedGroups.ts";
import type { LinkedPair, SimilarGroup } from "./linkedGroups.ts";
import type { Run } from "./nearFile.ts";
import { hitAt } from "./regions.ts";
import { SeedIndex } from "./seedIndex.ts";
import type { Seeds } from "./seeds.ts";

/** Fewer seeds in common are not looked at. */
const fewestShared = 3;

/** A seed is the group's own where it stands in at most so many places for each copy. */
const ownPlaces = 2;
/** So many of them a group must have, as a share of what its copies mean, */
const ownShare = 0.08;
/** or as a share of what they share. */
const ownShareOfShared = 0.7;

interface Entry {
  readonly number: number;
  readonly source: AnalysedFile;
  readonly seeds: Seeds;
}

/** Two files, by their paths, and the seeds that they share, rising; the file with the lower path is the first. */
export interface NearTask {
  readonly a: string;
  readonly b: string;
  readonly hits: Float64Array;
}

/** Two files that are to be compared, and what was found when another thread has done it. */
interface Waiting {
  readonly first: Entry;
  readonly second: Entry;
  readonly hits: Float64Array;
  alike?: readonly ComparedRuns[];
}

/**
 * The groups of code that is alike but for gaps, changes and syntax, in a set of files that changes one
 * file at a time. Seeds, short runs of meanings that stand in few places, say where to look; what is
 * found there is compared as whole units. Only files that changed are compared anew.
 */
export class NearIndex {
  private readonly comparing: Comparing;
  private readonly weightOf: (fragment: CloneFragment, similarity: number) => Weight;
  private readonly counts: FilterCounts | undefined;
  private readonly seeds = new SeedIndex();
  private readonly entries = new Map<string, Entry>();
  private readonly byNumber: (Entry | undefined)[] = [];
  private readonly linked = new LinkedGroups();
  private readonly dirty = new Set<number>();
  /** What is to be compared, once it was asked for. */
  private waiting: Waiting[] | undefined;
  /** Room for counting by number of file; 0 for all between two uses. */
  private readonly shared: number[] = [];
  /** Seeds that stand in more or fewer places than when groups were asked for before; nothing is known of that at first. */
  private changedSeeds: Set<number> | undefined;
  /** Whether the copies of a group share something of their own, by the counts of seeds as they were. */
  private readonly own = new WeakMap<SimilarGroup, boolean>();
  /** By number of file, then by number of the other: what is alike in them. Each pair stands under both. */
  private readonly pairs = new Map<number, Map<number, readonly LinkedPair[]>>();

  /**
   * @param similarity from 0 to 1
   * @param weightOf says of each side of a pair what it is by itself, and whether it is large enough for how much it is alike to the other
   */
  constructor(thresholds: Thresholds, similarity: number, weightOf: (fragment: CloneFragment, similarity: number) => Weight, counts?: FilterCounts) {
    this.comparing = new Comparing(thresholds, similarity);
    this.weightOf = weightOf;
    this.counts = counts;
  }

  /** Takes a file in, in place of what it was before. */
  set(source: AnalysedFile): void {
    // drydock-ignore -- seeds stand in a table of their own, and what crosses a limit has to be compared anew
    const before = this.entries.get(source.file);
    if (before !== undefined) this.takeOut(before);
    const number = before?.number ?? this.byNumber.length;
    const entry = { number, source, seeds: seedsIn(source) };
    this.entries.set(source.file, entry);
    this.byNumber[number] = entry;
    this.seeds.add(number, entry.seeds);
    this.noteChangedSeeds(before?.seeds, entry.seeds);
    this.touch(number);
  }

  remove(file: string): void {
    const entry = this.entries.get(file);
    if (entry === undefined) return;
    this.takeOut(entry);
    this.noteChangedSeeds(entry.seeds, undefined);
    this.entries.delete(file);
    this.byNumber[entry.number] = undefined;
    this.touch(entry.number);
  }

  private noteChangedSeeds(before: Seeds | undefined, after: Seeds | undefined): void {
    if (this.changedSeeds !== undefined) for (const seed of differenceOf(before, after)) this.changedSeeds.add(seed);
  }

  private takeOut({ number, source, seeds }: Entry): void {
    this.seeds.remove(number, seeds);
    this.comparing.forget(source);
  }

  /** The groups, whatever the order in which files came. */
  groups(): readonly SimilarGroup[] {
    this.compareDirty();
    const groups = unfiltered(this.linked.all(), (group) => (this.isKnownAsOwn(group) ? undefined : "idiom"), this.counts);
    this.changedSeeds = new Set();
    return groups;
  }

  private isKnownAsOwn(group: SimilarGroup): boolean {
    let own = this.own.get(group);
    if (own === undefined || this.hasChangedSeed(group)) this.own.set(group, (own = this.isOwn(group)));
    return own;
  }

  private hasChangedSeed({ pairs }: SimilarGroup): boolean {
    const changed = this.changedSeeds;
    if (changed === undefined || changed.size === 0) return changed === undefined;
    return pairs.some(({ seeds }) => seeds.some((seed) => changed.has(seed)));
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
    this.waiting = undefined;
    this.dirty.add(number);
    for (const other of this.seeds.takeCrossed()) this.dirty.add(other);
  }

  /**
   * What is to be compared before there are groups, so that other threads can do a part of it.
   *
   * @param isShared whether other threads know the file
   * @returns numbered from 0, for `take`
   */
  toCompare(isShared: (file: string) => boolean): readonly (NearTask & { readonly number: number })[] {
    this.waiting ??= this.findWaiting();
    return this.waiting.flatMap(({ first, second, hits }, number) => {
      const [a, b] = [first.source.file, second.source.file];
      return isShared(a) && isShared(b) ? [{ number, a, b, hits }] : [];
    });
  }

  /** Takes what another thread has found for a task. */
  take(number: number, alike: readonly ComparedRuns[]): void {
    const waiting = this.waiting?.[number];
    if (waiting !== undefined) waiting.alike = alike;
  }

  private compareDirty(): void {
    const waiting = this.waiting ?? this.findWaiting();
    this.waiting = undefined;
    if (this.dirty.size === 0) return;
    const removed = new Set<LinkedPair>();
    for (const number of this.dirty) this.forgetPairs(number, removed);
    const added = waiting.flatMap(({ first, second, hits, alike }) =>
      this.keptPairs(first, second, alike ?? this.comparing.alikeIn(first.source, second.source, hits)),
    );
    this.linked.change(removed, added);
    this.dirty.clear();
  }

  /** Each two files that share seeds, one of which changed. */
  private findWaiting(): Waiting[] {
    const waiting: Waiting[] = [];
    const files = [...this.dirty].map((number) => this.byNumber[number]).filter((entry) => entry !== undefined);
    files.sort((one, other) => compareText(one.source.file, other.source.file));
    const done = new Set<number>();
    for (const entry of files) {
      for (const [number, hits] of this.hitsOf(entry, done)) {
        const other = this.byNumber[number];
        if (other === undefined || hits.length < fewestShared) continue;
        const [first, second] = this.isBefore(entry.source, number) ? [entry, other] : [other, entry];
        waiting.push({ first, second, hits: Float64Array.from(hits).sort() });
      }
      done.add(entry.number);
    }
    return waiting;
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

  private keptPairs(first: Entry, second: Entry, alike: readonly ComparedRuns[]): readonly LinkedPair[] {
    const found = alike.flatMap((runs) => this.linkedPair(first.source, second.source, runs));
    if (found.length === 0) return found;
    this.keepUnder(first.number, second.number, found);
    this.keepUnder(second.number, first.number, found);
    return found;
  }

  /** The pair, if it is worth reading. */
  private linkedPair(first: AnalysedFile, second: AnalysedFile, runs: ComparedRuns): readonly LinkedPair[] {
    const { aRun, bRun, similarity, seeds, size } = runs;
    const pair = { a: fragmentOf(first, aRun.first, aRun.end), b: fragmentOf(second, bRun.first, bRun.end) };
    const weights = [this.weightOf(pair.a, similarity), this.weightOf(pair.b, similarity)];
    const isHandedOn = similarity < similarThresholds.handedOn && decidesNothing(pair.a) && decidesNothing(pair.b) && !(similarity >= similarThresholds.handedOnMarkup && isMarkupIn(pair.a, aRun));
    const isLittle = isHandedOn || weights.includes("nothing");
    if (isLittle || (weights.includes("data") && !this.comparing.holdTheSame(first, second, runs))) {
      this.counts?.add(isLittle ? "alike-in-little" : "alike-in-form");
      return [];
    }
    return [{ ...pair, similarity, seeds, size }];
  }

  private keepUnder(number: number, other: number, found: readonly LinkedPair[]): void {
    const ofFile = this.pairs.get(number);
    if (ofFile === undefined) this.pairs.set(number, new Map([[other, found]]));
    else ofFile.set(other, found);
  }

  private forgetPairs(number: number, forgotten: Set<LinkedPair>): void {
    for (const [other, pairs] of this.pairs.get(number) ?? []) {
      for (const pair of pairs) forgotten.add(pair);
      if (other !== number) this.pairs.get(other)?.delete(number);
    }
    this.pairs.delete(number);
  }
}

function isMarkupIn(fragment: CloneFragment, { list }: Run): boolean {
  return isMarkup({ kind: fragment.source.facts.units.listKinds[list] as ListKind, copies: [fragment] });
}

/** The seeds that do not stand equally often in both, each once or more. */
function differenceOf(before: Seeds | undefined, after: Seeds | undefined): readonly number[] {
  const one = before?.hashes.slice().sort() ?? new Int32Array(0);
  const other = after?.hashes.slice().sort() ?? new Int32Array(0);
  const different: number[] = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    const [a, b] = [one[i] ?? Infinity, other[j] ?? Infinity];
    if (a !== b) different.push(Math.min(a, b));
    if (a <= b) i++;
    if (b <= a) j++;
  }
  return different;
}
