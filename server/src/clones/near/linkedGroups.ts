import type { CloneFragment } from "../group.ts";
import { compareText } from "../keyIndex.ts";

/** Two fragments that are alike. */
export interface LinkedPair {
  readonly a: CloneFragment;
  readonly b: CloneFragment;
  /** 0 to 1. */
  readonly similarity: number;
}

/** Fragments of which each is alike to each other. */
export interface SimilarGroup {
  /** At least two, by file and start. */
  readonly copies: readonly CloneFragment[];
  /** That of the two copies that are least alike, 0 to 1. */
  readonly similarity: number;
}

/** Fragments that share at least this part of their text are one, seen from different sides. */
const sameShare = 0.7;

/** One place, and the places that are alike. */
interface Node {
  readonly fragment: CloneFragment;
  readonly links: Map<Node, number>;
}

/**
 * Groups of fragments by complete linkage: in a group, each copy is alike to each other. Places that
 * stand in several pairs with slightly different bounds count as one, the largest.
 */
export function linkedGroups(pairs: readonly LinkedPair[]): readonly SimilarGroup[] {
  const nodes = new Nodes(pairs);
  const clusters = new Map<Node, Set<Node>>();
  for (const { a, b } of [...pairs].sort(bySimilarity)) {
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
  let similarity = 1;
  for (const node of cluster) {
    for (const partner of cluster) if (partner !== node) similarity = Math.min(similarity, node.links.get(partner) ?? 1);
  }
  return { copies: [...cluster].map(({ fragment }) => fragment).sort(byPlace), similarity };
}

/** The places of all pairs, each once. */
class Nodes {
  private readonly byFragment = new Map<string, Node>();

  constructor(pairs: readonly LinkedPair[]) {
    const fragments = new Map<string, CloneFragment>();
    for (const { a, b } of pairs) {
      fragments.set(keyOf(a), a);
      fragments.set(keyOf(b), b);
    }
    const byFile = new Map<string, Node[]>();
    for (const [key, fragment] of [...fragments].sort(([, one], [, other]) => sizeOf(other) - sizeOf(one) || byPlace(one, other))) {
      const known = byFile.get(fragment.source.file) ?? [];
      byFile.set(fragment.source.file, known);
      let node = known.find((one) => isSamePlace(one.fragment, fragment));
      if (node === undefined) {
        node = { fragment, links: new Map() };
        known.push(node);
      }
      this.byFragment.set(key, node);
    }
    for (const { a, b, similarity } of pairs) {
      const one = this.of(a);
      const other = this.of(b);
      if (similarity <= (one.links.get(other) ?? 0)) continue;
      one.links.set(other, similarity);
      other.links.set(one, similarity);
    }
  }

  of(fragment: CloneFragment): Node {
    const node = this.byFragment.get(keyOf(fragment));
    if (node === undefined) throw new Error("Every fragment of a pair has a node.");
    return node;
  }
}

function keyOf({ source, firstElement, endElement }: CloneFragment): string {
  return `${source.file}:${firstElement}:${endElement}`;
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
