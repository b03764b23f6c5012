import { derived } from "../../syntax/derived.ts";
import { ListKind, TokenRole } from "../../syntax/facts.ts";
import type { AnalysedFile, FileFacts } from "../../syntax/facts.ts";
import { hashText, mix } from "../../syntax/hash.ts";
import { shape } from "../../syntax/tokenSink.ts";
import type { Keyed } from "../keyIndex.ts";
import { literalThresholds as least } from "../thresholds.ts";
import { isElsewhere } from "./surroundings.ts";
import { isTellingExpression, isTellingNumber, kindOfString } from "./tellingText.ts";
import type { StringKind } from "./tellingText.ts";

/** What a literal is, for its bar and its message. */
export type LiteralKind = StringKind | "number" | "expression" | "table";
const kinds: readonly LiteralKind[] = ["sentence", "address", "key", "number", "expression", "table"];

/** The telling literals of a file, in columns. */
export interface LiteralPrints extends Keyed {
  readonly kinds: Uint8Array;
  /** Tokens, the end exclusive: one, or those of a table. */
  readonly firsts: Int32Array;
  readonly ends: Int32Array;
}

export function kindOf({ kinds: column }: LiteralPrints, item: number): LiteralKind {
  return kinds[column[item] as number] as LiteralKind;
}

interface Rows {
  readonly keys: number[];
  readonly kinds: number[];
  readonly firsts: number[];
  readonly ends: number[];
}

/** The literals of a file that say something by themselves, and its tables of literals. Tests repeat what they check, and translations what they say in other words: they are left out. */
export function literalsOf(source: AnalysedFile): LiteralPrints {
  if (source.isTest || source.isTranslation) return printsOf({ keys: [], kinds: [], firsts: [], ends: [] });
  return derived(source.facts, "literals", () => readLiterals(source));
}

function readLiterals({ text, facts }: AnalysedFile): LiteralPrints {
  const rows: Rows = { keys: [], kinds: [], firsts: [], ends: [] };
  addLiterals(text, facts, rows);
  addTables(text, facts, rows);
  return printsOf(rows);
}

function printsOf(rows: Rows): LiteralPrints {
  return {
    keys: Float64Array.from(rows.keys),
    kinds: Uint8Array.from(rows.kinds),
    firsts: Int32Array.from(rows.firsts),
    ends: Int32Array.from(rows.ends),
  };
}

function add(rows: Rows, kind: LiteralKind, first: number, end: number, high: number, low: number): void {
  rows.keys.push((high >>> 0) * 0x200000 + (low & 0x1fffff) + 1);
  rows.kinds.push(kinds.indexOf(kind));
  rows.firsts.push(first);
  rows.ends.push(end);
}

function addLiterals(text: string, { tokens }: FileFacts, rows: Rows): void {
  const { count, starts, ends, shapes, texts, roles } = tokens;
  for (let i = 0; i < count; i++) {
    if (roles[i] !== TokenRole.literal) continue;
    const start = starts[i] as number;
    const end = ends[i] as number;
    if (end - start <= least.digits) continue;
    const kind = kindOfLiteral(text, start, end, shapes[i] as number);
    if (kind === undefined || isElsewhere(text, tokens, i)) continue;
    add(rows, kind, i, i + 1, texts[i] as number, hashText(text, start + 1, end - 1));
  }
}

function kindOfLiteral(text: string, start: number, end: number, form: number): LiteralKind | undefined {
  if (form === shape.regularExpression) return isTellingExpression(text.slice(start, end)) ? "expression" : undefined;
  if (form !== shape.literal) return undefined;
  const code = text.charCodeAt(start);
  if (code === 34 || code === 39 || code === 96) {
    return end - start < least.addressLength ? undefined : kindOfString(text.slice(start + 1, end - 1));
  }
  return code < 58 && isTellingNumber(text.slice(start, end)) ? "number" : undefined;
}

/** Arrays of literals, and objects whose values are all literals. */
function addTables(text: string, { tokens, units }: FileFacts, rows: Rows): void {
  const { listStarts, listKinds, firsts, ends } = units;
  for (let list = 0; list + 1 < listStarts.length; list++) {
    const from = listStarts[list] as number;
    const to = listStarts[list + 1] as number;
    const kind = listKinds[list];
    const width = kind === ListKind.elements ? 1 : 3;
    if ((kind !== ListKind.elements && kind !== ListKind.properties) || to - from < least.tableElements) continue;
    const values = new Set<number>();
    let high = 0;
    let low = 0;
    let isTable = true;
    for (let element = from; element < to && isTable; element++) {
      const end = ends[element] as number;
      const last = tokens.texts[end - 1] as number;
      isTable = end - (firsts[element] as number) === width && tokens.roles[end - 1] === TokenRole.literal;
      if (width === 3) high = mix(high, tokens.texts[end - 3] as number);
      high = mix(high, last);
      low = (Math.imul(low, 31) + last) | 0;
      values.add(last);
    }
    const first = firsts[from] as number;
    if (isTable && values.size >= least.tableValues) add(rows, "table", first, ends[to - 1] as number, high, low);
  }
}

