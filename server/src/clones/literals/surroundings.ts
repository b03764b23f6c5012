import { TokenRole } from "../../syntax/facts.ts";
import type { TokenTable } from "../../syntax/facts.ts";
import { hashText } from "../../syntax/hash.ts";

const [equals, colon, question, openParen, openBracket, closeBracket, minus] = ["=", ":", "?", "(", "[", "]", "-"].map((sign) => hashText(sign));
const caseWord = hashText("case");
const constWord = hashText("const");
const staticWord = hashText("static");
const comparisons = new Set(["===", "!==", "==", "!="].map((sign) => hashText(sign)));

/** Functions that load modules, and those that look translations up: their arguments are names of other things. */
const lookups = new Set(
  ["import", "require", "t", "$t", "i18n", "translate", "localize", "localizeByDefault", "gettext", "formatMessage"].map((name) => hashText(name)),
);

/**
 * Whether what the literal says has its place elsewhere: it is the name of a property, a module or a
 * translation, an attribute of markup, or a value that a type already lists.
 */
export function isElsewhere(text: string, tokens: TokenTable, at: number): boolean {
  const { texts, roles, starts } = tokens;
  const before = at > 0 ? texts[at - 1] : 0;
  const behind = texts[at + 1];
  if (before === caseWord || comparisons.has(before as number) || comparisons.has(behind as number)) return true;
  if (behind === colon && roles[at + 1] === TokenRole.fixed && before !== question) return true;
  if (before === openBracket && behind === closeBracket) return true;
  if (/[\d.]/.test(text.charAt(starts[at] as number)) && isDatum(tokens, at)) return true;
  if (before === equals && at > 1 && roles[at - 2] === TokenRole.fixed && /[\w-]/.test(text.charAt(starts[at - 2] as number))) return true;
  return isLookup(tokens, at);
}

/** Whether a number is the value of a property or an element of an array: data, not a decision that the code makes. */
function isDatum({ texts, roles }: TokenTable, at: number): boolean {
  const i = texts[at - 1] === minus ? at - 2 : at - 1;
  return roles[i] === TokenRole.literal || texts[i] === colon || texts[i] === openBracket;
}

/** Whether the literal is an argument, and those before it are literals too, of a function that looks it up. */
function isLookup({ texts, roles }: TokenTable, at: number): boolean {
  let i = at - 1;
  while (i > 0 && roles[i] === TokenRole.literal) i--;
  return i > 0 && texts[i] === openParen && lookups.has(texts[i - 1] as number);
}

/** Whether the token is the value of a property, begins an array or stands beside other literals, as the entries of tables do. */
export function isEntry({ texts, roles }: TokenTable, at: number): boolean {
  return texts[at - 1] === colon || texts[at - 1] === openBracket || roles[at - 1] === TokenRole.literal || roles[at + 1] === TokenRole.literal;
}

/** The name of the constant that the tokens `first` to `end` are the whole value of; `undefined` where there is none. */
export function constantAt(text: string, tokens: TokenTable, first: number, end: number): string | undefined {
  const { texts, roles, starts, ends } = tokens;
  let at = first - 1;
  if (texts[at] !== equals || !endsThere(text, tokens, end)) return undefined;
  at--;
  if (roles[at] === TokenRole.type) at -= 2;
  const before = texts[at - 1];
  const isConstant =
    (roles[at] === TokenRole.declaration && before === constWord) || (roles[at] === TokenRole.property && before === staticWord);
  return isConstant ? text.slice(starts[at], ends[at]) : undefined;
}

/** Whether the statement ends behind the tokens before `end`, but for `as const` and the like. */
function endsThere(text: string, { starts, ends, count }: TokenTable, end: number): boolean {
  const from = ends[end - 1] as number;
  const behind = text.slice(from, end < count ? starts[end] : text.length);
  return /^\s*[;,]|\n/.test(behind) ? !/^[.+?&|*/%<>=-]/.test(text.slice(starts[end] ?? text.length)) : /^\s*(?:as|satisfies)\b/.test(text.slice(from, from + 20));
}
