import ts from "typescript";
import { codeTokensOf, fewestLines, fewestTokens, fragmentsOf } from "./fragments.ts";
import type { Fragment, FragmentKind } from "./fragments.ts";
import { asJavaScript, injected } from "./injection.ts";
import type { Injected, LineRange } from "./injection.ts";
import type { Operator, Pool } from "./operators/operator.ts";
import { fragmentErrors, parsedFragment } from "./parsedFragment.ts";
import { Random } from "./random.ts";
import type { Source } from "./sources.ts";
import { gramsOf, shareIn, similarityOf, tokensIn } from "./tokens.ts";
import { lineCountOf, syntaxErrors, walk } from "./tree.ts";

/** A fragment in its file, and its mutant in another. */
export interface Case {
  readonly operator: Operator;
  readonly fragment: Fragment;
  readonly mutant: string;
  readonly original: LineRange;
  readonly copy: LineRange;
}

/** The files of a small workspace, by path, and the cases that stand in it. */
export interface Batch {
  readonly operator: Operator;
  readonly cases: readonly Case[];
  readonly files: ReadonlyMap<string, string>;
  /** The same files before anything was put into them. */
  readonly unmutated: ReadonlyMap<string, string>;
}

export const casesPerOperator = 30;
const kinds: readonly FragmentKind[] = ["function", "statements", "method", "markup", "class"];
/** Two copies of type 3 have at least this share of their tokens in common. */
const similarity = 0.7;
/** From this share of common runs of tokens on, two texts might be reported as copies of each other. */
const aliasing = 0.3;
const triesOfHost = 30;

/** What cases are made of; read once for all operators. */
export class CaseMaker {
  private readonly sources: readonly Source[];
  private readonly fragments: ReadonlyMap<FragmentKind, readonly Fragment[]>;
  private readonly pool: Pool;
  private readonly grams = new Map<string, ReadonlySet<string>>();
  private readonly plain = new Map<Source, Source | undefined>();

  private readonly seed: string;

  /** @param seed other cases for each; empty for those of the published figures */
  constructor(sources: readonly Source[], seed: string) {
    this.sources = sources;
    this.seed = seed;
    const fragments = sources.flatMap((source) => fragmentsOf(source, new Random(seed + source.path)));
    this.fragments = new Map(kinds.map((kind) => [kind, fragments.filter((fragment) => fragment.kind === kind)]));
    this.pool = poolOf(sources);
  }

  /**
   * Draws the cases of one operator, kinds of fragments in turn. No case of a batch can match another:
   * each file serves one case only, and a fragment shares hardly any run of tokens with another file or
   * with the rest of its own. So what is reported for a pair is reported because of the pair.
   */
  batchOf(operator: Operator): Batch {
    const random = new Random(this.seed + operator.name);
    const queues = kinds.map((kind) => [...random.shuffled(this.fragments.get(kind) ?? [])]);
    const taken: Source[] = [];
    const cases: Case[] = [];
    const files = new Map<string, string>();
    const unmutated = new Map<string, string>();
    while (cases.length < casesPerOperator && queues.some((queue) => queue.length > 0)) {
      for (const queue of queues) {
        if (cases.length === casesPerOperator) break;
        const made = this.firstCaseOf(operator, queue, cases, taken, random);
        if (made === undefined) continue;
        const { fragment, host, injection, mutant } = made;
        taken.push(fragment.source, host);
        files.set(fragment.source.path, fragment.source.text).set(injection.path, injection.text);
        unmutated.set(fragment.source.path, fragment.source.text).set(host.path, host.text);
        cases.push({ operator, fragment, mutant, original: linesOf(fragment), copy: injection });
      }
    }
    return { operator, cases, files, unmutated };
  }

  private firstCaseOf(operator: Operator, queue: Fragment[], cases: readonly Case[], taken: readonly Source[], random: Random): MadeCase | undefined {
    for (let fragment = queue.pop(); fragment !== undefined; fragment = queue.pop()) {
      if (taken.some(({ path }) => path === fragment.source.path)) continue;
      const mutant = this.mutantOf(fragment, operator, random);
      if (mutant === undefined || !this.standsAlone(fragment, cases, taken)) continue;
      for (let i = 0; i < triesOfHost; i++) {
        const host = this.hostFor(fragment, operator, taken, random);
        if (host === undefined || !this.isStranger(host, fragment, cases)) continue;
        const injection = injected(fragment, mutant, host, random);
        if (injection === undefined) continue;
        const errors = syntaxErrors(injection.path, injection.text);
        if (errors.length > 0 && syntaxErrors(host.path, host.text).length === 0) throw new Error(`“${operator.name}” put into ${host.path} does not parse: ${errors.join("; ")}\n${mutant}`);
        if (errors.length === 0) return { fragment, host, injection, mutant };
      }
    }
    return undefined;
  }

  /** `undefined` where the operator has nothing to change, or leaves too little or too little that is alike. */
  private mutantOf(fragment: Fragment, operator: Operator, random: Random): string | undefined {
    const parsed = parsedFragment(fragment);
    if (parsed === undefined) return undefined;
    const mutant = operator.apply(parsed, random, this.pool);
    if (mutant === undefined || (mutant === fragment.text && operator.name !== "nothing changed")) return undefined;
    const errors = fragmentErrors(fragment.kind, mutant, fragment.source.path);
    if (errors.length > 0) throw new Error(`“${operator.name}” made of a fragment of ${fragment.source.path} what does not parse: ${errors.join("; ")}\n${fragment.text}\n=>\n${mutant}`);
    const copy = parsedFragment({ ...fragment, text: mutant });
    const after = copy?.tokens ?? [];
    if (copy === undefined || codeTokensOf(copy.tree, after).length < fewestTokens || lineCountOf(mutant) < fewestLines) return undefined;
    const isNear = operator.type !== "type 3" || similarityOf(parsed.tokens.map(({ text }) => text), after.map(({ text }) => text)) >= similarity;
    return isNear ? mutant : undefined;
  }

  private standsAlone(fragment: Fragment, cases: readonly Case[], taken: readonly Source[]): boolean {
    const { source, start, end } = fragment;
    const own = this.gramsOfFragment(fragment);
    const rest = [...source.tokens.filter((token) => token.end <= start), ...source.tokens.filter((token) => token.start >= end)];
    return shareIn(own, gramsOf(rest)) < aliasing && taken.every((other) => shareIn(own, this.gramsOfSource(other)) < aliasing) && this.isStranger(source, fragment, cases);
  }

  /** Whether no fragment of another case has its like in the file. */
  private isStranger(file: Source, fragment: Fragment, cases: readonly Case[]): boolean {
    const grams = this.gramsOfSource(file);
    const others = cases.map((other) => other.fragment);
    if (file !== fragment.source) others.push(fragment);
    return others.every((other) => shareIn(this.gramsOfFragment(other), grams) < aliasing);
  }

  private hostFor({ source, kind }: Fragment, operator: Operator, taken: readonly Source[], random: Random): Source | undefined {
    const suffix = kind === "markup" || source.path.endsWith(".tsx") ? ".tsx" : ".ts";
    const hosts = this.sources.filter((host) => host.path.endsWith(suffix) && folderOf(host.path) !== folderOf(source.path));
    const host = random.pick(hosts);
    if (host === undefined || taken.some(({ path }) => path.replace(/\.js(x?)$/, ".ts$1") === host.path)) return undefined;
    if (operator.toJavaScript !== true) return host;
    if (!this.plain.has(host)) this.plain.set(host, asJavaScript(host));
    return this.plain.get(host);
  }

  private gramsOfFragment({ source, start, end }: Fragment): ReadonlySet<string> {
    return this.kept(`${source.path}:${start}:${end}`, () => gramsOf(tokensIn(source.tokens, start, end)));
  }

  private gramsOfSource({ path, tokens }: Source): ReadonlySet<string> {
    return this.kept(path, () => gramsOf(tokens));
  }

  private kept(key: string, make: () => ReadonlySet<string>): ReadonlySet<string> {
    const known = this.grams.get(key) ?? make();
    this.grams.set(key, known);
    return known;
  }
}

interface MadeCase {
  readonly fragment: Fragment;
  readonly host: Source;
  readonly injection: Injected;
  readonly mutant: string;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function linesOf({ source, start, text }: Fragment): LineRange {
  const startLine = lineCountOf(source.text.slice(0, start)) - 1;
  return { path: source.path, startLine, endLine: startLine + lineCountOf(text) - 1 };
}

/** Lines and expressions that can stand wherever one of their kind can. */
function poolOf(sources: readonly Source[]): Pool {
  const statements = new Set<string>();
  const expressions = new Set<string>();
  const elements = new Set<string>();
  for (const { tree } of sources) {
    walk(tree, (node) => {
      const text = node.getText(tree);
      if (text.length > 70 || text.includes("\n") || /\b(await|yield|this|super|return|arguments)\b/.test(text)) return true;
      if (ts.isExpressionStatement(node) || ts.isVariableStatement(node)) {
        if (text.length > 25 && ts.isBlock(node.parent)) statements.add(text.endsWith(";") ? text : `${text};`);
      } else if (ts.isJsxSelfClosingElement(node)) {
        if (text.length > 15) elements.add(text);
      } else if (ts.isCallExpression(node) || (ts.isPropertyAccessExpression(node) && !ts.isCallExpression(node.parent))) {
        if (text.length > 10 && text.length < 45) expressions.add(text);
      }
      return true;
    });
  }
  return { statements: [...statements], expressions: [...expressions], elements: [...elements] };
}
