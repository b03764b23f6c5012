import { TokenRole } from "../../syntax/facts.ts";
import type { AnalysedFile, FileFacts, NamedUnit, TokenTable } from "../../syntax/facts.ts";
import { hashText, mix } from "../../syntax/hash.ts";
import { keptBy } from "../../syntax/keptBy.ts";
import { lastAtMost } from "../../syntax/sorted.ts";
import { wholeWordPattern } from "../../syntax/wholeWord.ts";
import { functionThresholds as least } from "../thresholds.ts";

/** Where the parts of a function stand in the tokens of its file; ends are exclusive. */
export interface FunctionShape {
  readonly unit: NamedUnit;
  /** Between the parentheses. */
  readonly parametersFirst: number;
  readonly parametersEnd: number;
  /** Without its braces, and without `return` where the body is nothing but the value. */
  readonly bodyFirst: number;
  readonly bodyEnd: number;
  /** Whether the body is one value. */
  readonly isValue: boolean;
}

const [equals, colon, openParen, closeParen, openBrace, closeBrace, less, greater, arrow, star, not, question] = [
  "=", ":", "(", ")", "{", "}", "<", ">", "=>", "*", "!", "?",
].map((sign) => hashText(sign)) as readonly number[] as readonly [
  number, number, number, number, number, number, number, number, number, number, number, number,
];
const [asyncWord, functionWord, returnWord] = ["async", "function", "return"].map((word) => hashText(word));

/** The functions of a file that stand in no braces, and so can be called from everywhere in it. */
export function functionsOf({ facts }: AnalysedFile): readonly FunctionShape[] {
  return functionsIn(facts);
}

/** Read once, as long as the facts of the file live. */
const functionsIn = keptBy(({ tokens, named }: FileFacts): readonly FunctionShape[] => {
  const shapes: FunctionShape[] = [];
  let depth = 0;
  let at = 0;
  for (const unit of named) {
    const name = lastAtMost(tokens.starts, unit.nameSpan.start, tokens.count);
    for (; at < name; at++) {
      if (tokens.texts[at] === openBrace) depth++;
      else if (tokens.texts[at] === closeBrace) depth--;
    }
    const shape = depth === 0 ? shapeOf(tokens, unit, name) : undefined;
    if (shape !== undefined) shapes.push(shape);
  }
  return shapes;
});

/** Reads `name(…) {…}`, `name = (…) => …` and `name = function (…) {…}`; `undefined` for what is something else. */
function shapeOf(tokens: TokenTable, unit: NamedUnit, name: number): FunctionShape | undefined {
  const { texts, roles } = tokens;
  const unitEnd = lastAtMost(tokens.starts, unit.end - 1, tokens.count) + 1;
  let at = name + 1;
  const skip = (text: number | undefined): boolean => texts[at] === text && ++at > 0;
  const skipType = (): boolean => texts[at] === colon && roles[at + 1] === TokenRole.type && (at += 2) > 0;
  skipType();
  if (skip(equals)) {
    skip(asyncWord);
    if (skip(functionWord)) {
      if (skip(star)) return undefined;
      if (roles[at] === TokenRole.declaration) at++;
    }
  }
  if (skip(less)) while (at < unitEnd && !skip(greater)) at++;
  if (!skip(openParen)) return undefined;
  const parametersFirst = at;
  for (let depth = 1; at < unitEnd && depth > 0; at++) {
    if (texts[at] === openParen) depth++;
    else if (texts[at] === closeParen) depth--;
  }
  const parametersEnd = at - 1;
  skipType();
  const isArrow = skip(arrow);
  const isBlock = texts[at] === openBrace;
  if (!isArrow && !isBlock) return undefined;
  const first = isBlock ? at + 1 : at;
  const bodyEnd = isBlock ? unitEnd - 1 : unitEnd;
  const returns = isBlock && texts[first] === returnWord;
  const bodyFirst = returns ? first + 1 : first;
  return bodyEnd > bodyFirst ? { unit, parametersFirst, parametersEnd, bodyFirst, bodyEnd, isValue: returns || !isBlock } : undefined;
}

const operators = new Set(
  ["(", "+", "-", "*", "/", "%", "<", "<=", ">", ">=", "==", "!=", "===", "!==", "&", "|", "^", "&&", "||", "??", "?", "=", "typeof", "instanceof", "in", "new", "await"].map(
    (sign) => hashText(sign),
  ),
);
/** What speaks of the place rather than of what is handed in. */
const ofPlace = new Set(["this", "super", "arguments"].map((word) => hashText(word)));

/**
 * A key that is equal for functions that do the same: equal parameters and bodies but for names that they
 * declare themselves. 0 for a function that says too little.
 */
export function functionKeyOf({ facts: { tokens }, isTest }: AnalysedFile, shape: FunctionShape): number {
  const { bodyFirst, bodyEnd, parametersFirst, parametersEnd } = shape;
  if (bodyEnd - bodyFirst < (isTest ? least.tokensInTests : least.tokens)) return 0;
  const { texts, roles } = tokens;
  const locals = new Map<number, number>();
  const distinct = new Set<number>();
  let operations = 0;
  let high = shape.isValue ? 1 : 2;
  let low = 1;
  const take = (from: number, to: number): boolean => {
    for (let i = from; i < to; i++) {
      const text = texts[i] as number;
      const role = roles[i];
      if (role === TokenRole.declaration && !locals.has(text)) locals.set(text, locals.size + 1);
      const isName = role === TokenRole.declaration || role === TokenRole.binding;
      const value = (isName ? locals.get(text) : undefined) ?? text;
      if (role === TokenRole.fixed && ofPlace.has(text)) return false;
      if (role === TokenRole.fixed && operators.has(text)) operations++;
      distinct.add(text);
      high = mix(high, value);
      low = (Math.imul(low, 31) + value) | 0;
    }
    return true;
  };
  if (!take(parametersFirst, parametersEnd)) return 0;
  distinct.clear();
  operations = 0;
  high = mix(high, arrow);
  if (!take(bodyFirst, bodyEnd) || distinct.size < least.distinct || operations < least.operations) return 0;
  return (high >>> 0) * 0x200000 + (low & 0x1fffff) + 1;
}

/**
 * Whether the body uses one of these functions of its own file: then the same words mean something else in
 * another file.
 */
export function usesOneOf({ facts: { tokens } }: AnalysedFile, { unit, bodyFirst, bodyEnd }: FunctionShape, others: readonly FunctionShape[]): boolean {
  const names = new Set(others.filter((other) => other.unit !== unit).map((other) => hashText(other.unit.name)));
  for (let i = bodyFirst; i < bodyEnd; i++) {
    if (tokens.roles[i] === TokenRole.declaration) names.delete(tokens.texts[i] as number);
    else if (tokens.roles[i] === TokenRole.binding && names.has(tokens.texts[i] as number)) return true;
  }
  return false;
}

/** Whether other files can import the function by its name, as far as the text of its file says. */
export function isExported({ text }: AnalysedFile, { unit }: FunctionShape): boolean {
  const line = text.slice(text.lastIndexOf("\n", unit.start) + 1, unit.start);
  return /\bexport\b/.test(line) || text.startsWith("export", unit.start) || new RegExp(`\\bexport\\s*\\{[^}]*${wholeWordPattern(unit.name)}`).test(text);
}

/** The names of the parameters, by hash; `undefined` where one is a pattern, has a default or takes the rest. */
export function plainParametersOf({ texts, roles }: TokenTable, { parametersFirst, parametersEnd }: FunctionShape): ReadonlySet<number> | undefined {
  const names = new Set<number>();
  for (let i = parametersFirst; i < parametersEnd; i++) {
    const text = texts[i] as number;
    if (roles[i] === TokenRole.declaration) names.add(text);
    else if (roles[i] !== TokenRole.type && text !== colon && text !== question && text !== not) return undefined;
  }
  return names;
}
