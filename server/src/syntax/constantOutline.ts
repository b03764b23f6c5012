import { TokenRole } from "./facts.ts";
import { hashText } from "./hash.ts";
import type { TokenSink } from "./tokenSink.ts";

const [equals, colon, satisfies] = ["=", ":", "satisfies"].map((text) => hashText(text));
const [openParen, openBrace, closeBrace, openBracket, closeBracket] = ["(", "{", "}", "[", "]"].map((text) => hashText(text));

/** Calls whose object says the members of a schema, in the libraries that `schemaReaders` knows. */
const schemaCalls = new Set(
  "object strictObject looseObject interface extend safeExtend augment shape Object Struct partial type".split(" ").map((name) => hashText(name)),
);

/** Names before the first parenthesis of a schema are not more than so many, with their points. */
const longestCallee = 6;

/**
 * The hashes of the values of a table that cannot change, `{ a: "x", b: "y" } as const` or `["x", "y"] as const`: strings and
 * numbers. `undefined` for all other declarations.
 *
 * @param first the token at which the declaration begins; it ends with the last token so far
 */
export function constantValues(sink: TokenSink, first: number): readonly number[] | undefined {
  const end = endBeforeAsConst(sink);
  const from = firstOfValue(sink, first) ?? end;
  if (from >= end - 2) return undefined;
  const opening = sink.hashAt(from);
  const closing = opening === openBrace ? closeBrace : closeBracket;
  if ((opening !== openBrace && opening !== openBracket) || sink.hashAt(end - 1) !== closing) return undefined;
  const values: number[] = [];
  let at = from + 1;
  while (at < end - 1) {
    if (opening === openBrace) {
      if (sink.hashAt(at + 1) !== colon) return undefined;
      at += 2;
    }
    const text = sink.textAt(at);
    if (at >= end - 1 || sink.roleAt(at) !== TokenRole.literal || !/^["'\d]/.test(text)) return undefined;
    values.push(hashText(unquoted(text)));
    at++;
  }
  return values;
}

/** The token behind the value of `… as const` and `… as const satisfies T`; 0 where it is neither. */
function endBeforeAsConst(sink: TokenSink): number {
  const { count } = sink;
  const isConst = (token: number): boolean => token > 0 && sink.roleAt(token) === TokenRole.type && sink.textAt(token) === "const";
  if (isConst(count - 1)) return count - 2;
  return count > 2 && sink.hashAt(count - 2) === satisfies && isConst(count - 3) ? count - 4 : 0;
}

/** The token behind the `=` of a declaration of one name, with a type or without. */
function firstOfValue(sink: TokenSink, first: number): number | undefined {
  for (let at = first + 2; at < Math.min(first + 6, sink.count); at++) if (sink.hashAt(at) === equals) return at + 1;
  return undefined;
}

/**
 * The hashes of the members of an object that a declaration describes by a library for schemas, such as `z.object({ … })`.
 * `undefined` where there is no such call.
 *
 * @param first the token at which the declaration begins; it ends with the last token so far
 */
export function schemaMembers(sink: TokenSink, first: number): readonly number[] | undefined {
  const from = firstOfValue(sink, first);
  if (from === undefined || !beginsWithSchemaCall(sink, from)) return undefined;
  const members: number[] = [];
  let braces = 0;
  // Braces of calls that are read, by how deep they stand.
  let isRead = false;
  for (let at = from; at < sink.count; at++) {
    if (sink.roleAt(at) === TokenRole.fixed) {
      const hash = sink.hashAt(at);
      if (hash === openBrace) {
        if (braces === 0) isRead = sink.hashAt(at - 1) === openParen && schemaCalls.has(sink.hashAt(at - 2));
        braces++;
      } else if (hash === closeBrace) braces--;
    }
    const isName = braces === 1 && isRead && at + 1 < sink.count && sink.hashAt(at + 1) === colon && sink.roleAt(at) !== TokenRole.fixed;
    if (isName) members.push(hashText(unquoted(sink.textAt(at)).replace(/\?$/, "")));
  }
  return members.length > 0 ? members : undefined;
}

function beginsWithSchemaCall(sink: TokenSink, from: number): boolean {
  for (let at = from + 1; at < Math.min(from + longestCallee, sink.count - 1); at++) {
    if (sink.hashAt(at) === openParen) return schemaCalls.has(sink.hashAt(at - 1)) || sink.hashAt(at + 1) === openBracket;
  }
  return false;
}

function unquoted(text: string): string {
  return /^["']/.test(text) ? text.slice(1, -1) : text;
}
