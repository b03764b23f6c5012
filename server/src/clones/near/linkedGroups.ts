import type { AnalysedFile } from "../../syntax/facts.ts";
import type { CloneFragment } from "../group.ts";
import { compareText } from "../keyIndex.ts";

/** Two fragments that are alike. */
export interface LinkedPair {
  readonly a: CloneFragment;
  readonly b: CloneFragment;
  /** 0 to 1. */
  readonly similarity: number;
  /** The seeds that both have, each once. */
  readonly seeds: Int32Array;
  /** How many meanings one of them has, on average. */
  readonly size: number;
}

/** Fragments of which each is alike to each other. */
export interface SimilarGroup {
  /** At least two, by file and start. */
  readonly copies: readonly CloneFragment[];
  /** That of the two copies that are least alike, 0 to 1. */
  readonly similarity: number;
  /** What each two of them have in common. */
  readonly pairs: readonly LinkedPair[];
}

/** Fragments that share at least this part of their text are one, seen from different sides. */
const sameShare = 0.7;

/** One place, and the places that are alike. */
interface Node {
  readonly fragment: CloneFragment;
  /** What was found of each two, where they are most alike. */
  readonly links: Map<Node, LinkedPair>;
}

/** Pairs that have places in common, directly or through others, and the groups that they make. */
interface Component {
  readonly pairs: readonly LinkedPair[];
  readonly groups: readonly SimilarGroup[];
}

/**
 * Groups of fragments by complete linkage: in a group, each copy is alike to each other. Places that
 * stand in several pairs with slightly different bounds count as one, the largest. Groups are the same objects as
 * before where the pairs that have anything to do with them are.
 */
export class LinkedGroups {
  private readonly components = new Set<Component>();
  private readonly ofPair = new WeakMap<LinkedPair, Component>();
  /** By path: the components with a place in the file. */
  private readonly byFile = new Map<string, Set<Component>>();

  /** Takes pairs out and others in. Only what shares a file with them is looked at. */
  change(removed: Iterable<LinkedPair>, added: readonly LinkedPair[]): void {
    const gone = new Set(removed);
    const open = new Set<Component>();
    for (const pair of gone) {
      const component = this.ofPair.get(pair);
      if (component !== undefined) open.add(component);
    }
    for (const file of filesOf(added)) for (const component of this.byFile.get(file) ?? []) open.add(component);
    const pairs = [...added];
    for (const component of open) {
      this.components.delete(component);
      for (const file of filesOf(component.pairs)) this.byFile.get(file)?.delete(component);
      for (const pair of component.pairs) if (!gone.has(pair)) pairs.push(pair);
    }
    for (const together of componentsOf(pairs)) this.keep(this.componentOf(together));
  }

  all(): readonly SimilarGroup[] {
    return [...this.components].flatMap(({ groups }) => groups);
  }

  private componentOf(pairs: readonly LinkedPair[]): Component {
    const [first] = pairs;
    const before = first && this.ofPair.get(first);
    if (before?.pairs.length === pairs.length && pairs.every((pair) => this.ofPair.get(pair) === before)) return before;
    return { pairs, groups: linkedGroups(pairs) };
  }

  private keep(component: Component): void {
    this.components.add(component);
    for (const pair of component.pairs) this.ofPair.set(pair, component);
    for (const file of filesOf(component.pairs)) {
      const ofFile = this.byFile.get(file);
      if (ofFile === undefined) this.byFile.set(file, new Set([component]));
      else ofFile.add(component);
    }
  }
}

function filesOf(pairs: readonly LinkedPair[]): ReadonlySet<string> {
  const files = new Set<string>();
  for (const { a, b } of pairs) files.add(a.source.file).add(b.source.file);
  return files;
}

/** The pairs, put together where their fragments share text: only those have a part in the same groups. */
function componentsOf(pairs: readonly LinkedPair[]): readonly (readonly LinkedPair[])[] {
  const parents = Int32Array.from(pairs.keys());
  const rootOf = (pair: number): number => {
    let root = pair;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root] as number] as number;
      root = parents[root] as number;
    }
    return root;
  };
  for (const places of placesByFile(pairs)) {
    places.sort((one, other) => one.fragment.firstToken - other.fragment.firstToken);
    let end = -1;
    let last = 0;
    for (const { fragment, pair } of places) {
      if (fragment.firstToken < end) parents[rootOf(pair)] = rootOf(last);
      end = Math.max(end, fragment.endToken);
      last = pair;
    }
  }
  const components = new Map<number, LinkedPair[]>();
  for (const [pair, linked] of pairs.entries()) {
    const root = rootOf(pair);
    const component = components.get(root);
    if (component === undefined) components.set(root, [linked]);
    else component.push(linked);
  }
  return [...components.values()];
}

/** The fragments of all pairs, and the number of the pair that each is of, put together by file. */
function placesByFile(pairs: readonly LinkedPair[]): Iterable<{ readonly fragment: CloneFragment; readonly pair: number }[]> {
  const byFile = new Map<AnalysedFile, { readonly fragment: CloneFragment; readonly pair: number }[]>();
  for (const [pair, { a, b }] of pairs.entries()) {
    for (const fragment of [a, b]) {
      const ofFile = byFile.get(fragment.source);
      if (ofFile === undefined) byFile.set(fragment.source, [{ fragment, pair }]);
      else ofFile.push({ fragment, pair });
    }
  }
  return byFile.values();
}

function linkedGroups(pairs: readonly LinkedPair[]): readonly SimilarGroup[] {
  const sorted = [...pairs].sort(bySimilarity);
  const nodes = new Nodes(sorted);
  const clusters = new Map<Node, Set<Node>>();
  for (const { a, b } of sorted) {
    const one = nodes.of(a);
    const other = nodes.of(b);
    if (one === other) continue;
    const ofOne = clusters.get(one) ?? new Set([one]);
    const ofOther = clusters.get(other) ?? new Set([other]);
    if (ofOne === ofOther || !areLinked(ofOne, ofOther)) continue;
    const merged = new Set([...ofOne, ...ofOther]);
    for (const node of merged) clusters.set(node, merged);
  }
  return [...new Set(clusters.values())].map(groupOf);
}

function areLinked(one: ReadonlySet<Node>, other: ReadonlySet<Node>): boolean {
  for (const node of one) {
    for (const partner of other) if (!node.links.has(partner)) return false;
  }
  return true;
}

function groupOf(cluster: ReadonlySet<Node>): SimilarGroup {
  const pairs = new Set<LinkedPair>();
  for (const node of cluster) {
    for (const [partner, pair] of node.links) if (cluster.has(partner)) pairs.add(pair);
  }
  const similarity = Math.min(...[...pairs].map((pair) => pair.similarity));
  return { copies: [...cluster].map(({ fragment }) => fragment).sort(byPlace), similarity, pairs: [...pairs] };
}

/** The places of all pairs, each once. */
class Nodes {
  private readonly byFragment = new Map<CloneFragment, Node>();

  /** @param pairs those that are most alike first */
  constructor(pairs: readonly LinkedPair[]) {
    for (const places of placesByFile(pairs)) this.addFile(places.map(({ fragment }) => fragment));
    for (const pair of pairs) {
      const one = this.of(pair.a);
      const other = this.of(pair.b);
      if (one === other || one.links.has(other)) continue;
      one.links.set(other, pair);
      other.links.set(one, pair);
    }
  }

  private addFile(fragments: CloneFragment[]): void {
    const known: Node[] = [];
    for (const fragment of fragments.sort((one, other) => sizeOf(other) - sizeOf(one) || one.firstToken - other.firstToken)) {
      let node = known.find((one) => isSamePlace(one.fragment, fragment));
      if (node === undefined) {
        node = { fragment, links: new Map() };
        known.push(node);
      }
      this.byFragment.set(fragment, node);
    }
  }

  of(fragment: CloneFragment): Node {
    const node = this.byFragment.get(fragment);
    if (node === undefined) throw new Error("Every fragment of a pair has a node.");
    return node;
  }
}

function isSamePlace(one: CloneFragment, other: CloneFragment): boolean {
  const shared = Math.min(one.endToken, other.endToken) - Math.max(one.firstToken, other.firstToken);
  return shared >= sameShare * Math.max(sizeOf(one), sizeOf(other));
}

function sizeOf({ firstToken, endToken }: CloneFragment): number {
  return endToken - firstToken;
}

function bySimilarity(one: LinkedPair, other: LinkedPair): number {
  return (
    other.similarity - one.similarity ||
    sizeOf(other.a) - sizeOf(one.a) ||
    byPlace(one.a, other.a) ||
    byPlace(one.b, other.b)
  );
}

function byPlace(one: CloneFragment, other: CloneFragment): number {
  return compareText(one.source.file, other.source.file) || one.start - other.start || one.end - other.end;
}
