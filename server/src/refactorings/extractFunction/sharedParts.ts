import { ts } from "../../syntax/typescript.ts";
import type { Fragment } from "../refactoring.ts";
import { nodesOf } from "../../syntax/coveredNodes.ts";

/** Nodes that are less alike than this are not laid on each other. */
const leastAlike = 0.6;
/** A part with less than this share of a copy's lines is not what the finding speaks of, */
const leastShare = 0.2;
/** unless it has so many lines. */
const manyLines = 8;
/** Nothing is gained by a part with fewer lines. */
const fewestLines = 4;
/** Longer lists are only laid on each other where they have the same length. */
const longestLists = 10000;

/**
 * Parts that all copies share, the largest first: runs of neighbouring statements of lists that
 * correspond, and large expressions, each with its range in every copy. Corresponding nodes are found from
 * the outside inwards by a global alignment (Needleman and Wunsch 1970) of what they are made of; what a part
 * says exactly is left to the refactoring that is asked for it.
 */
export function sharedParts(fragments: readonly Fragment[], sources: readonly ts.SourceFile[]): readonly (readonly Fragment[])[] {
  const lists = fragments.map((fragment, at) => nodesOf(sources[at] as ts.SourceFile, fragment));
  if (!lists.every((one) => one !== undefined)) return [];
  const found: { readonly size: number; readonly part: readonly Fragment[] }[] = [];
  const add = (runs: readonly (readonly ts.Node[])[]): void => {
    const part = runs.map((nodes, at): Fragment => {
      const source = sources[at] as ts.SourceFile;
      return { file: source.fileName, start: (nodes[0] as ts.Node).getStart(source), end: (nodes[nodes.length - 1] as ts.Node).end };
    });
    const whole = part.every(({ start, end }, at) => start <= (fragments[at]?.start ?? 0) && end >= (fragments[at]?.end ?? 0));
    const worth = part.every((one, at) => {
      const text = (sources[at] as ts.SourceFile).text;
      const lines = linesIn(text, one);
      return lines >= fewestLines && (lines >= manyLines || lines >= leastShare * linesIn(text, fragments[at] ?? one));
    });
    if (!whole && worth) found.push({ size: sizeOf(runs[0] ?? []), part });
  };
  collect(lists, add);
  return found.sort((one, other) => other.size - one.size || (one.part[0]?.start ?? 0) - (other.part[0]?.start ?? 0)).map(({ part }) => part);
}

function linesIn(text: string, { start, end }: Pick<Fragment, "start" | "end">): number {
  return text.slice(start, end).split("\n").filter((line) => line.trim() !== "").length;
}

/** A list of statements of one copy, with the places of those that all copies have. */
export interface LaidList {
  readonly list: readonly ts.Statement[];
  readonly matched: readonly number[];
}

/** Lists of statements that correspond, one of each copy, in which some statements have no partner in every other. */
export function unevenLists(fragments: readonly Fragment[], sources: readonly ts.SourceFile[]): readonly (readonly LaidList[])[] {
  const lists = fragments.map((fragment, at) => nodesOf(sources[at] as ts.SourceFile, fragment));
  const found: (readonly LaidList[])[] = [];
  if (lists.every((one) => one !== undefined)) collect(lists, () => undefined, (laid) => void found.push(laid));
  return found;
}

/** Looks for parts in lists of neighbours, one of each copy. */
function collect(lists: readonly (readonly ts.Node[])[], add: (runs: readonly (readonly ts.Node[])[]) => void, lay: (laid: readonly LaidList[]) => void = () => undefined): void {
  const [first = [], ...others] = lists;
  const partners = others.map((other) => aligned(first, other));
  const rows = first.map((_, at) => [at, ...partners.map((partner) => partner[at])]);
  const whole = rows.filter((row): row is number[] => !row.includes(undefined));
  if (lists.every((list) => list.every(ts.isStatement)))
    for (const run of runsOf(whole)) {
      for (let from = 0; from < run.length; from++)
        for (let to = from; to < run.length; to++)
          add(lists.map((list, copy) => list.slice(run[from]?.[copy], (run[to]?.[copy] ?? 0) + 1)));
    }
  if (lists.some((list) => list.length > whole.length) && lists.every((list) => list.every(ts.isStatement)))
    lay(lists.map((list, copy) => ({ list: list.filter(ts.isStatement), matched: whole.map((row) => row[copy] ?? 0) })));
  for (const row of whole) descend(lists.map((list, copy) => list[row[copy] ?? 0] as ts.Node), add, lay);
}

/** Rows that follow each other in every copy. */
function runsOf(rows: readonly (readonly number[])[]): readonly (readonly (readonly number[])[])[] {
  const runs: (readonly number[])[][] = [];
  for (const row of rows) {
    const last = runs[runs.length - 1];
    const before = last?.[last.length - 1];
    if (last && before?.every((one, copy) => one + 1 === row[copy])) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

/** Looks for parts inside of nodes that correspond, one of each copy. */
function descend(nodes: readonly ts.Node[], add: (runs: readonly (readonly ts.Node[])[]) => void, lay: (laid: readonly LaidList[]) => void): void {
  const [first] = nodes;
  if (first === undefined || !nodes.every((node) => node.kind === first.kind)) return;
  if (isLarge(first)) add(nodes.map((node) => [node]));
  collect(nodes.map(childrenOf), add, lay);
}

/** Expressions that may be worth a function by themselves; functions are, through their bodies. */
function isLarge(node: ts.Node): boolean {
  return (ts.isCallExpression(node) || ts.isObjectLiteralExpression(node) || ts.isConditionalExpression(node) || ts.isBinaryExpression(node) || ts.isArrowFunction(node)) && sizeOf([node]) > 30;
}

/** The statements of a list, or the children in which statements and expressions can stand. */
function childrenOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isBlock(node) || ts.isSourceFile(node) || ts.isModuleBlock(node) || ts.isCaseOrDefaultClause(node)) return node.statements;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    if (!ts.isTypeNode(child) && !ts.isToken(child) && !ts.isIdentifier(child)) children.push(child);
  });
  return children;
}

/** For every node of the first list the index of its partner in the second. */
function aligned(first: readonly ts.Node[], second: readonly ts.Node[]): readonly (number | undefined)[] {
  if (first.length * second.length > longestLists) return first.map((_, at) => (first.length === second.length ? at : undefined));
  const width = second.length + 1;
  const scores = new Float64Array((first.length + 1) * width);
  const gains = new Float64Array((first.length + 1) * width);
  for (let a = first.length - 1; a >= 0; a--)
    for (let b = second.length - 1; b >= 0; b--) {
      const gain = gainOf(first[a] as ts.Node, second[b] as ts.Node);
      gains[a * width + b] = gain;
      const best = Math.max(scores[(a + 1) * width + b] ?? 0, scores[a * width + b + 1] ?? 0);
      scores[a * width + b] = gain > 0 ? Math.max(best, gain + (scores[(a + 1) * width + b + 1] ?? 0)) : best;
    }
  const partners: (number | undefined)[] = first.map(() => undefined);
  for (let a = 0, b = 0; a < first.length && b < second.length; ) {
    const score = scores[a * width + b] ?? 0;
    const gain = gains[a * width + b] ?? 0;
    if (gain > 0 && score === gain + (scores[(a + 1) * width + b + 1] ?? 0)) partners[a++] = b++;
    else if (score === (scores[(a + 1) * width + b] ?? 0)) a++;
    else b++;
  }
  return partners;
}

/** What is gained by laying one node on the other: their common size, the more alike the better. */
function gainOf(one: ts.Node, other: ts.Node): number {
  if (one.kind !== other.kind) return 0;
  const [a, b] = [profileOf(one), profileOf(other)];
  let common = 0;
  for (const [feature, count] of a.counts) common += Math.min(count, b.counts.get(feature) ?? 0);
  const alike = (2 * common) / (a.size + b.size);
  return alike < leastAlike ? 0 : alike * common;
}

interface Profile {
  readonly counts: ReadonlyMap<string, number>;
  readonly size: number;
}

const profiles = new WeakMap<ts.Node, Profile>();

/** How often each kind of node and each name of a member stands in the node. */
function profileOf(node: ts.Node): Profile {
  const known = profiles.get(node);
  if (known) return known;
  const counts = new Map<string, number>();
  let size = 0;
  const visit = (part: ts.Node): void => {
    const isMember = ts.isIdentifier(part) && (ts.isPropertyAccessExpression(part.parent) || ts.isCallExpression(part.parent));
    const feature = isMember ? part.text : String(part.kind);
    counts.set(feature, (counts.get(feature) ?? 0) + 1);
    size++;
    ts.forEachChild(part, visit);
  };
  visit(node);
  const profile = { counts, size };
  profiles.set(node, profile);
  return profile;
}

function sizeOf(nodes: readonly ts.Node[]): number {
  return nodes.reduce((sum, node) => sum + profileOf(node).size, 0);
}
