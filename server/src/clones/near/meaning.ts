import { TokenRole } from "../../syntax/facts.ts";
import type { TokenTable } from "../../syntax/facts.ts";
import { hashText } from "../../syntax/hash.ts";
import { WordTable } from "../../syntax/wordTable.ts";

/**
 * What the tokens of a file mean, whatever the syntax that says it: the stream in which near misses
 * are looked for. Brackets, types, `return`, `function` and `=>`, `await` and the like are left out;
 * operators that replace each other (`===` and `!==`, `??` and `||`, `for` and `forEach`) are one;
 * so are literals, and names of bindings, but for those that are called. Names of properties and of
 * what is called stand for themselves: copies use the same things.
 */
export interface MeaningStream {
  readonly count: number;
  /** Equal for tokens of equal meaning. */
  readonly codes: Int32Array;
  /** For each, the index of its token in the file's table; ascending. */
  readonly tokens: Int32Array;
}

/** Codes that say nothing by themselves. */
export const MeaningCode = { name: 1, literal: 2 } as const;

const leftOut = hashesOf(
  "{ } ( ) ] ; , . ?. : => < > <= >= / ! function return const let var async await as satisfies of else do default",
);
/** Stands for a word that is left out. */
const nothing = 1;
/** What words mean that do not stand for themselves. */
const meanings = new Map<number, number>([...leftOut].map((hash) => [hash, nothing]));
for (const alike of ["== != === !==", "?? ||", "for while forEach", "+= ++", "-= --", "??= ||="]) {
  const hashes = hashesOf(alike);
  const [first] = hashes;
  for (const hash of hashes) meanings.set(hash, first as number);
}
const meaningOfWord = new WordTable(meanings);
const openParen = hashText("(");
const plus = hashText("+");
const question = hashText("?");
const colon = hashText(":");
const forWord = hashText("for");
const forEachWord = hashText("forEach");
/** 1 for what opens, -1 for what closes. */
const deeper = new WordTable([...hashesOf("( [ {")].map((hash): [number, number] => [hash, 1]).concat([...hashesOf(") ] }")].map((hash) => [hash, -1])));

function hashesOf(words: string): ReadonlySet<number> {
  return new Set(words.split(" ").map((word) => hashText(word)));
}

/** Whether a code stands for a name that is not local: it tells what a copy is about. */
export function isTelling(code: number): boolean {
  return code !== MeaningCode.name && code !== MeaningCode.literal && !wordsAndSigns.has(code);
}

const wordsAndSigns = hashesOf(
  "[ = + - * % ** && || ?? ? ++ += -= -- == === != !== if for while switch case break continue try catch finally throw new typeof instanceof in class this super null undefined delete void yield ... & | ^ ~ << >> >>>",
);

/** The stream of a file's tokens, or of those from `from` to `to` (exclusive); a pure function of them. */
export function meaningOf(tokens: TokenTable, from = 0, to = tokens.count): MeaningStream {
  const { shapes, texts, roles, starts, ends } = tokens;
  const count = to - from;
  const codes = new Int32Array(count);
  const indices = new Int32Array(count);
  let length = 0;
  for (let token = from; token < to; token++) {
    const role = roles[token] as TokenRole;
    let code = texts[token] as number;
    if (role === TokenRole.fixed) {
      const meaning = meaningOfWord.get(code);
      if (meaning === nothing) continue;
      if (code === question && (shapes[token + 1] as number) === colon) continue;
      if (code === plus && (roles[token + 1] === TokenRole.literal || roles[token - 1] === TokenRole.literal)) continue;
      if (meaning !== 0) code = meaning;
    } else if (role === TokenRole.literal) {
      // `${` and `}` of a template with no text between them.
      if (isEmptyPart(token, starts, ends, shapes)) continue;
      code = MeaningCode.literal;
    } else if (role === TokenRole.type) continue;
    else if (role === TokenRole.property) {
      if (code === forEachWord) code = forWord;
    } else if (role === TokenRole.declaration || texts[token + 1] !== openParen) code = MeaningCode.name;
    codes[length] = code;
    indices[length++] = token;
  }
  return { count: length, codes: codes.slice(0, length), tokens: indices.slice(0, length) };
}

/** Parts of templates have shapes of their own, near those of literals. */
function isEmptyPart(token: number, starts: Int32Array, ends: Int32Array, shapes: Int32Array): boolean {
  const shape = shapes[token] as number;
  if (shape < templateShapes || shape > templateShapes + 2) return false;
  // "`${", "}${" and "}`".
  const length = (ends[token] as number) - (starts[token] as number);
  return length <= (shape === templateShapes + 2 ? 2 : 3);
}

/** The shape of the first part of a template; the middle and the last follow. */
const templateShapes = 20;

/** Hashes of the names that are declared from `from` to `to` (exclusive). */
export function declaredIn({ texts, roles }: TokenTable, from: number, to: number): ReadonlySet<number> {
  const names = new Set<number>();
  for (let token = from; token < to; token++) {
    if (roles[token] === TokenRole.declaration) names.add(texts[token] as number);
  }
  return names;
}

/** Hashes of the names that are declared within functions, blocks or parameter lists of a file. */
export function localsOf({ count, texts, roles }: TokenTable): ReadonlySet<number> {
  const names = new Set<number>();
  let depth = 0;
  for (let token = 0; token < count; token++) {
    const role = roles[token] as TokenRole;
    if (role === TokenRole.fixed) {
      depth += deeper.get(texts[token] as number);
    } else if (role === TokenRole.declaration && depth > 0) names.add(texts[token] as number);
  }
  return names;
}
