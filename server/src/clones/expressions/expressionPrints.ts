import { derived } from "../../syntax/derived.ts";
import { ListKind, TokenRole } from "../../syntax/facts.ts";
import type { AnalysedFile, TokenTable } from "../../syntax/facts.ts";
import { hashText, mix } from "../../syntax/hash.ts";
import type { Keyed } from "../keyIndex.ts";
import type { ExpressionThresholds } from "../thresholds.ts";

const hashesOf = (...signs: readonly string[]): ReadonlySet<number> => new Set(signs.map((sign) => hashText(sign)));
const operators = hashesOf(
  "+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "<", "<=", ">", ">=", "==", "!=", "===", "!==", "&", "|", "^", "&&", "||", "??", "!", "~", "?",
  "typeof", "instanceof", "in",
);
/** What an expression with statements, objects or effects has; those are not said by a name. */
const foreign = hashesOf("{", "await", "yield", "function", "class", "new", "delete", "=", "+=", "-=", "*=", "/=", "||=", "&&=", "??=", "++", "--", "@");
const nothing: ReadonlySet<number> = new Set();
const openParen = hashText("(");
const less = hashText("<");
const greater = hashText(">");
const slash = hashText("/");
const not = hashText("!");
const closers = hashesOf(")", "]");

/**
 * For each expression of a file that decides or calculates something, a key that is equal for expressions
 * with the same properties, literals, types and called functions, and with consistently renamed variables.
 * By element of the file's units; tests repeat what they check, and have none.
 */
export function expressionsOf(source: AnalysedFile, least: ExpressionThresholds): Keyed {
  return wholeLists(source, "expressions", ListKind.expression, least, foreign);
}

/** The same for blocks of statements, each as a whole and whatever it does, by its first element. */
export function blocksOf(source: AnalysedFile, least: ExpressionThresholds): Keyed {
  return wholeLists(source, "blocks", ListKind.statements, least, nothing);
}

/** A key for each list of a kind, as a whole, without those that have an excluded token. */
function wholeLists(source: AnalysedFile, name: string, kind: ListKind, least: ExpressionThresholds, excluded: ReadonlySet<number>): Keyed {
  if (source.isTest) return { keys: new Float64Array(source.facts.units.firsts.length) };
  return derived(source.facts, `${name} ${JSON.stringify(least)}`, () => readLists(source, kind, least, excluded));
}

function readLists(source: AnalysedFile, kind: ListKind, least: ExpressionThresholds, excluded: ReadonlySet<number>): Keyed {
  const { tokens, units } = source.facts;
  const keys = new Float64Array(units.firsts.length);
  const { listStarts, listKinds, firsts, ends } = units;
  for (let list = 0; list < listKinds.length; list++) {
    if (listKinds[list] !== kind) continue;
    const element = listStarts[list] as number;
    const last = (listStarts[list + 1] as number) - 1;
    keys[element] = keyOf(source.text, tokens, firsts[element] as number, ends[last] as number, least, excluded);
  }
  return { keys };
}

/** More different names than this no expression has that is compared. */
const mostNames = 256;
const variables = new Int32Array(mostNames);
const properties = new Int32Array(mostNames);

/** 0 for an expression that says too little. */
function keyOf(text: string, tokens: TokenTable, first: number, end: number, least: ExpressionThresholds, excluded: ReadonlySet<number>): number {
  const size = end - first;
  if (size < least.tokens || size > Math.min(least.mostTokens, mostNames)) return 0;
  const { texts, roles, starts } = tokens;
  let high = size;
  let low = 1;
  let operations = 0;
  let literals = 0;
  let known = 0;
  let named = 0;
  for (let i = first; i < end; i++) {
    let value = texts[i] as number;
    switch (roles[i]) {
      case TokenRole.fixed:
        if (excluded.has(value)) return 0;
        if ((value === less && texts[i + 1] === slash) || (value === slash && texts[i + 1] === greater)) return 0;
        if (operators.has(value) && !(value === not && isOperandEnd(tokens, i - 1, first))) operations++;
        break;
      case TokenRole.literal:
        literals++;
        break;
      case TokenRole.property:
        named = noted(properties, named, value);
        break;
      case TokenRole.binding:
      case TokenRole.declaration: {
        const isFree = texts[i + 1] === openParen || isCapital(text.charCodeAt(starts[i] as number));
        if (isFree) named = noted(properties, named, value);
        else {
          const ordinal = indexIn(variables, known, value);
          if (ordinal === known) variables[known++] = value;
          value = ordinal + 1;
        }
        break;
      }
      default:
        break;
    }
    high = mix(high, value);
    low = (Math.imul(low, 31) + value) | 0;
  }
  if (operations < least.operations || literals > size * least.literalShare || known + named < least.names || named === 0) return 0;
  return (high >>> 0) * 0x200000 + (low & 0x1fffff) + 1;
}

/** Whether an operand ends with the token: then a `!` behind it is no operator, but the claim that it is not null. */
function isOperandEnd({ texts, roles }: TokenTable, at: number, first: number): boolean {
  return at >= first && (roles[at] !== TokenRole.fixed || closers.has(texts[at] as number));
}

/** The number of the first `count` values and this one, where it is new. */
function noted(values: Int32Array, count: number, value: number): number {
  if (indexIn(values, count, value) < count) return count;
  values[count] = value;
  return count + 1;
}

function indexIn(values: Int32Array, count: number, value: number): number {
  let i = 0;
  while (i < count && values[i] !== value) i++;
  return i;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}
