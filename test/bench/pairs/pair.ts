import { ts } from "../../../server/src/syntax/typescript.ts";
import type { Random } from "../recall/random.ts";
import type { Candidate, Range } from "./candidates.ts";
import { ranks, write, type Change, type Written } from "./changes.ts";
import { mutations } from "./mutations.ts";
import { ownNames, variablesOf } from "./variables.ts";

/** One range written twice, in two functions or in the branches of one, with the names of what to call. */
export interface Pair {
  readonly id: string;
  readonly candidate: Candidate;
  readonly texts: readonly Written[];
  /** Further ranges of the first text, where both stand in one function. */
  readonly second: { readonly start: number; readonly end: number } | undefined;
  readonly names: readonly string[];
}

/** Writes a function of real code twice with a range that is mutated, renamed and changed in the second copy. */
export function makePair(candidate: Candidate, checker: ts.TypeChecker, random: Random, id: string): Pair | undefined {
  const range = random.pick(candidate.ranges);
  if (!range) return undefined;
  const inOne = random.chance(0.2) && range.nodes.every((node) => ts.isStatement(node) && ts.isBlock(node.parent));
  const isRenamed = !inOne && random.chance(0.7);
  const own = ownNames(checker, candidate.node);
  const local = new Set(own.map(({ text }) => text));
  const renamed = (name: string): string => (isRenamed && local.has(name) ? `${name}Two` : name);
  const variables = variablesOf(checker, candidate.node);
  const site = { candidate, range, checker, variables, random, names: [(name: string) => name, renamed] as const };
  const changes: [Change[], Change[]] = [[], []];
  const weights = mutations.flatMap(({ weight, mutate }) => Array.from({ length: weight }, () => mutate));
  for (let left = 1 + random.below(4); left > 0; left--) {
    const made = random.pick(weights)?.(site);
    if (!made) continue;
    changes[0].push(...made[0]);
    changes[1].push(...made[1]);
  }
  if (isRenamed) changes[1].push(...own.map((node) => renaming(node, renamed(node.text))));
  return inOne ? inOneFunction(candidate, range, changes, id) : inTwoFunctions(candidate, range, changes, id);
}

function renaming(node: ts.Identifier, name: string): Change {
  const { parent } = node;
  const isShorthand =
    (ts.isShorthandPropertyAssignment(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.name === node && !parent.propertyName && !parent.dotDotDotToken && ts.isObjectBindingPattern(parent.parent));
  return { start: node.getStart(), end: node.end, text: isShorthand ? `${node.text}: ${name}` : name, rank: ranks.replaced };
}

function inTwoFunctions(candidate: Candidate, range: Range, changes: readonly [readonly Change[], readonly Change[]], id: string): Pair {
  const names = [`${candidate.name}_${id}a`, `${candidate.name}_${id}b`];
  const texts = changes.map((own, at) => write(candidate, range, [...own, ...heading(candidate, names[at] ?? "")]));
  return { id, candidate, texts, second: undefined, names };
}

/** `if (chance_()) { range } else { range }` in one function. */
function inOneFunction(candidate: Candidate, range: Range, changes: readonly [readonly Change[], readonly Change[]], id: string): Pair {
  const name = `${candidate.name}_${id}`;
  const [first, second] = changes.map((own) => write(candidate, range, [...own, ...heading(candidate, name)]));
  if (!first || !second) throw new Error("A pair has two copies.");
  const head = "if (chance_()) {\n";
  const between = "\n} else {\n";
  const inner = second.text.slice(second.start, second.end);
  const text = first.text.slice(0, first.start) + head + first.text.slice(first.start, first.end) + between + inner + "\n}" + first.text.slice(first.end);
  const start = first.start + head.length;
  const end = first.end + head.length;
  const from = end + between.length;
  return { id, candidate, texts: [{ text, start, end }], second: { start: from, end: from + inner.length }, names: [name] };
}

/** The new name, and no modifiers that speak to the outside. */
function heading({ node, whole }: Candidate, name: string): readonly Change[] {
  const found: Change[] = [];
  const own = node.name ?? (node.parent && ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
  if (ts.isVariableStatement(whole)) {
    const [declaration] = whole.declarationList.declarations;
    if (declaration) found.push({ start: declaration.name.getStart(), end: declaration.name.end, text: name, rank: ranks.replaced });
  } else if (own) found.push({ start: own.getStart(), end: own.end, text: name, rank: ranks.replaced });
  if (ts.canHaveModifiers(whole))
    for (const one of whole.modifiers ?? [])
      if (one.kind === ts.SyntaxKind.ExportKeyword || one.kind === ts.SyntaxKind.DefaultKeyword) found.push({ start: one.getStart(), end: one.end + 1, text: "", rank: ranks.replaced });
  return found;
}
