import { TokenRole } from "../../syntax/facts.ts";
import type { AnalysedFile, TokenTable } from "../../syntax/facts.ts";
import { mix } from "../../syntax/hash.ts";
import { lastAtMost } from "../../syntax/sorted.ts";
import { PrefixHash } from "../prefixHash.ts";
import { declaredIn, localsOf, meaningOf } from "./meaning.ts";
import type { MeaningStream } from "./meaning.ts";

/** A run of elements of one list, the end exclusive. */
export interface Run {
  readonly list: number;
  readonly first: number;
  readonly end: number;
}

/** What the search for near misses needs of one file, or of a part, beside its facts: its meaning, and which list stands in which element. */
export class NearFile {
  readonly source: AnalysedFile;
  readonly stream: MeaningStream;
  /** Hashes of the names that are declared within its functions; of a part, in it. */
  readonly locals: ReadonlySet<number>;
  private readonly parents: Int32Array;
  private hashes: PrefixHash | undefined;
  private codes: Int32Array | undefined;

  private constructor(source: AnalysedFile, stream: MeaningStream, locals: ReadonlySet<number>, parents: Int32Array) {
    this.source = source;
    this.stream = stream;
    this.locals = locals;
    this.parents = parents;
  }

  static of(source: AnalysedFile): NearFile {
    const { tokens, units } = source.facts;
    return new NearFile(source, meaningOf(tokens), localsOf(tokens), parentsOf(units));
  }

  /** The tokens from `from` to `to` (exclusive) alone, to be compared and no more. */
  static partOf(source: AnalysedFile, from: number, to: number): NearFile {
    const { tokens } = source.facts;
    return new NearFile(source, meaningOf(tokens, from, to), declaredIn(tokens, from, to), new Int32Array(0));
  }

  /** By token: equal for tokens that may correspond. Names of bindings, literals and types are one each. */
  get tokenCodes(): Int32Array {
    this.codes ??= tokenCodesOf(this.source.facts.tokens);
    return this.codes;
  }

  /** The first token of a run. */
  firstToken({ first }: Run): number {
    return this.source.facts.units.firsts[first] as number;
  }

  /** The token behind a run. */
  endToken({ end }: Run): number {
    return this.source.facts.units.ends[end - 1] as number;
  }

  /** Two hashes of 32 bits, equal for runs that compare alike with any other. */
  hashOf(run: Run): readonly [number, number] {
    const { count, texts, roles } = this.source.facts.tokens;
    this.hashes ??= new PrefixHash(count, (token) => {
      const text = texts[token] as number;
      return mix(text, (roles[token] as number) * 2 + (this.locals.has(text) ? 1 : 0));
    });
    const from = this.firstToken(run);
    const to = this.endToken(run);
    // What stands next to a token has a part in its meaning.
    return [mix(this.hashes.high(from, to), texts[to] ?? 0), mix(this.hashes.low(from, to), roles[from - 1] ?? 0)];
  }

  /** Index in the stream of the first meaning at or behind a token. */
  indexOf(token: number): number {
    const { tokens, count } = this.stream;
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tokens[middle] as number) < token) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The number of meanings in a run. */
  meaningsIn(run: Run): number {
    return this.indexOf(this.endToken(run)) - this.indexOf(this.firstToken(run));
  }

  /** The elements that hold the tokens `from` to `to` (inclusive), in the innermost list that holds all of them. */
  runOf(from: number, to: number): Run | undefined {
    const { listStarts, firsts, ends } = this.source.facts.units;
    const lists = listStarts.length - 1;
    // Lists are sorted by their ends, inner ones first.
    let low = 0;
    let high = lists;
    while (low < high) {
      const middle = (low + high) >> 1;
      const end = ends[(listStarts[middle + 1] as number) - 1] as number;
      if (end <= from) low = middle + 1;
      else high = middle;
    }
    if (low === lists) return undefined;
    for (let list = low; ; ) {
      const start = listStarts[list] as number;
      const end = listStarts[list + 1] as number;
      if ((firsts[start] as number) <= from && (ends[end - 1] as number) > to) {
        return {
          list,
          first: lastAtMost(firsts, from, end, start),
          end: lastAtMost(firsts, to, end, start) + 1,
        };
      }
      const parent = this.parents[list] as number;
      if (parent < 0) return undefined;
      list = this.listOf(parent);
    }
  }

  /** The single element around a run: what declares or contains its list. */
  around({ list }: Run): Run | undefined {
    const parent = this.parents[list] as number;
    return parent < 0 ? undefined : { list: this.listOf(parent), first: parent, end: parent + 1 };
  }

  /** The run with so many neighbours more on either side, as far as there are any. */
  widened({ list, first, end }: Run, by: number): Run {
    const { listStarts } = this.source.facts.units;
    return {
      list,
      first: Math.max(listStarts[list] as number, first - by),
      end: Math.min(listStarts[list + 1] as number, end + by),
    };
  }

  private listOf(element: number): number {
    const { listStarts } = this.source.facts.units;
    return lastAtMost(listStarts, element, listStarts.length - 1);
  }
}

function tokenCodesOf({ count, roles, texts }: TokenTable): Int32Array {
  const codes = new Int32Array(count);
  for (let token = 0; token < count; token++) {
    const role = roles[token] as TokenRole;
    const isText = role === TokenRole.fixed || role === TokenRole.property;
    codes[token] = isText ? (texts[token] as number) : role === TokenRole.declaration ? TokenRole.binding : role;
  }
  return codes;
}

/** By list: the element that it stands in, or -1. A list is read when it ends: those within its elements stand before it. */
function parentsOf({ listStarts, firsts, ends }: AnalysedFile["facts"]["units"]): Int32Array {
  const lists = listStarts.length - 1;
  const parents = new Int32Array(Math.max(0, lists)).fill(-1);
  const open: number[] = [];
  for (let list = 0; list < lists; list++) {
    const start = listStarts[list] as number;
    const end = listStarts[list + 1] as number;
    for (let inner = open[open.length - 1]; inner !== undefined; inner = open[open.length - 1]) {
      const first = firsts[listStarts[inner] as number] as number;
      if (first < (firsts[start] as number)) break;
      open.pop();
      const element = lastAtMost(firsts, first, end, start);
      const innerEnd = ends[(listStarts[inner + 1] as number) - 1] as number;
      parents[inner] = (ends[element] as number) >= innerEnd ? element : -1;
    }
    open.push(list);
  }
  return parents;
}
