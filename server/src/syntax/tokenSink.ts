import { IntColumn } from "./columns.ts";
import { ListKind, TokenRole } from "./facts.ts";
import type { NamedUnit, TokenTable, UnitTable } from "./facts.ts";
import { fnvPrime, hashText } from "./hash.ts";
import { TokenColumns } from "./tokenColumns.ts";
import { skipTrivia } from "./trivia.ts";

/** Lists with fewer tokens can hold nothing that any setting reports. */
const smallestList = 12;
/** Expressions with fewer tokens are no unit of their own. */
const smallestExpression = 16;

/** Shapes of what may be replaced; keywords and punctuation have the hash of their text. */
export const shape = {
  name: 1,
  literal: 2,
  regularExpression: 3,
  template: 4,
  type: 5,
  markupText: 6,
  binding: hashText("const"),
} as const;

export interface TokensAndUnits {
  readonly tokens: TokenTable;
  readonly units: UnitTable;
  readonly named: readonly NamedUnit[];
}

/** Modifiers that change who may use a thing, not what it does. */
const skippedWords = new Set(
  ["export", "default", "public", "private", "protected", "readonly", "override", "declare"].map((word) =>
    hashText(word),
  ),
);
const letHash = hashText("let");
const undefinedHash = hashText("undefined");

/** A place to return to. */
export interface SinkMark {
  readonly tokens: number;
  readonly lists: number;
  readonly elements: number;
  readonly named: number;
}

/** Elements of a list while it is read. */
export interface Run {
  readonly firsts: number[];
  readonly ends: number[];
  readonly froms: number[];
  readonly tos: number[];
}

export function newRun(): Run {
  return { firsts: [], ends: [], froms: [], tos: [] };
}

/** Takes up tokens and units while a file is read, whoever reads it. */
export class TokenSink {
  readonly text: string;
  private readonly tokens = new TokenColumns();

  private readonly listStarts = new IntColumn();
  private readonly listKinds = new IntColumn();
  private readonly firsts = new IntColumn();
  private readonly lasts = new IntColumn();
  private readonly froms = new IntColumn();
  private readonly tos = new IntColumn();
  private readonly named: NamedUnit[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** Number of tokens so far. */
  get count(): number {
    return this.tokens.count;
  }

  /** The text of a token, as it is written. */
  textAt(token: number): string {
    return this.text.slice(this.tokens.starts[token], this.tokens.ends[token]);
  }

  roleAt(token: number): number {
    return this.tokens.roles[token] as number;
  }

  /** The hash of a token's text. */
  hashAt(token: number): number {
    return this.tokens.texts[token] as number;
  }

  push(start: number, end: number, shapeOf: number, textOf: number, role: TokenRole): void {
    this.tokens.push(start, end, shapeOf, textOf, role);
  }

  /** A keyword, or a sign, by the hash of its text. */
  pushFixed(start: number, end: number, hash: number): void {
    this.push(start, end, hash, hash, TokenRole.fixed);
  }

  /** A keyword, unless it is one that is left out. */
  pushWord(start: number, end: number, hash: number): void {
    if (skippedWords.has(hash)) return;
    const isBinding = hash === shape.binding || hash === letHash;
    this.push(start, end, isBinding ? shape.binding : hash, hash, TokenRole.fixed);
  }

  pushName(start: number, end: number, hash: number, role: TokenRole): void {
    const isFixed = role === TokenRole.fixed || hash === undefinedHash;
    this.push(start, end, isFixed ? hash : shape.name, hash, isFixed ? TokenRole.fixed : role);
  }

  /** A whole type: equal for texts that are equal but for layout and comments. */
  pushType(start: number, end: number): void {
    this.push(start, end, shape.type, hashWithoutTrivia(this.text, start, end), TokenRole.type);
  }

  pushMarkupText(start: number, end: number): void {
    const raw = this.text.slice(start, end);
    const words = raw.trim();
    if (words === "") return;
    const from = start + raw.indexOf(words);
    this.push(from, from + words.length, shape.markupText, hashText(words.replace(/\s+/g, " ")), TokenRole.literal);
  }

  noteName(unit: NamedUnit): void {
    this.named.push(unit);
  }

  pushList(kind: ListKind, run: Run): void {
    const count = run.firsts.length;
    if (count === 0) return;
    if ((run.ends[count - 1] as number) - (run.firsts[0] as number) < smallestList) return;
    this.listStarts.push(this.firsts.length);
    this.listKinds.push(kind);
    for (let i = 0; i < count; i++) {
      this.firsts.push(run.firsts[i] as number);
      this.lasts.push(run.ends[i] as number);
      this.froms.push(run.froms[i] as number);
      this.tos.push(run.tos[i] as number);
    }
  }

  /** A unit of one expression, from token `first` to the last one so far. */
  pushExpression(first: number, from: number, to: number): void {
    const end = this.tokens.count;
    if (end - first < smallestExpression) return;
    this.listStarts.push(this.firsts.length);
    this.listKinds.push(ListKind.expression);
    this.firsts.push(first);
    this.lasts.push(end);
    this.froms.push(from);
    this.tos.push(to);
  }

  /** Takes back the last unit if it is just that expression. */
  dropExpression(first: number, end: number): void {
    const list = this.listStarts.length - 1;
    if (list < 0 || this.listKinds.at(list) !== ListKind.expression) return;
    const element = this.firsts.length - 1;
    if (this.firsts.at(element) !== first || this.lasts.at(element) !== end) return;
    this.truncateLists(list, element);
  }

  mark(): SinkMark {
    return { tokens: this.tokens.count, lists: this.listStarts.length, elements: this.firsts.length, named: this.named.length };
  }

  /** Forgets all that came behind the mark. */
  reset({ tokens, lists, elements, named }: SinkMark): void {
    this.tokens.count = tokens;
    this.truncateLists(lists, elements);
    this.named.length = named;
  }

  private truncateLists(lists: number, elements: number): void {
    this.listStarts.length = lists;
    this.listKinds.length = lists;
    this.firsts.length = elements;
    this.lasts.length = elements;
    this.froms.length = elements;
    this.tos.length = elements;
  }

  /** What was taken up. The sink is spent then. */
  finish(): TokensAndUnits {
    this.listStarts.push(this.firsts.length);
    this.named.sort((a, b) => a.start - b.start || b.end - a.end);
    return {
      tokens: this.tokens.finish(),
      units: {
        listStarts: this.listStarts.finish(),
        listKinds: this.listKinds.finishBytes(),
        firsts: this.firsts.finish(),
        ends: this.lasts.finish(),
        froms: this.froms.finish(),
        tos: this.tos.finish(),
      },
      named: this.named,
    };
  }
}

function hashWithoutTrivia(text: string, start: number, end: number): number {
  let hash = 0;
  let quote = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (quote === 0) {
      if (code <= 32 || code === 47 || code > 127) {
        const next = skipTrivia(text, at, end);
        if (next > at) {
          at = next - 1;
          continue;
        }
      }
      if (code === 34 || code === 39 || code === 96) quote = code;
    } else if (code === quote) quote = 0;
    hash = Math.imul(hash ^ code, fnvPrime);
  }
  return hash;
}
