import type { ModelFact } from "./modelFacts.ts";
import { readShape } from "./modelMembers.ts";
import { parse } from "./parse.ts";
import type { Span } from "./position.ts";
import { ts } from "./typescript.ts";

/** A `@typedef` of an object type in a comment; its span is that of the comment. */
export interface Typedef extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** The type as TypeScript would write it. */
  readonly type: string;
}

/**
 * The object types that the comments of a text define: `@typedef {{ … }} Name`, and `@typedef {object} Name` with a `@property` for
 * each member. The type of the comment's own form, such as `string=` or `?string`, is written as TypeScript has it.
 */
export function typedefsIn(text: string): readonly Typedef[] {
  if (!text.includes("@typedef")) return [];
  const found: Typedef[] = [];
  for (const comment of text.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    const [tag, ...others] = tagsOf(comment[0]).filter(({ name }) => name === "typedef" || name === "prop" || name === "property");
    if (tag?.name !== "typedef" || others.some(({ name }) => name === "typedef")) continue;
    const name = /^[\w$]+/.exec(tag.rest)?.[0];
    if (name === undefined) continue;
    const type = tag.type.startsWith("{") ? tag.type : `{${others.map(propertyOf).join(";")}}`;
    if (!tag.type.startsWith("{") && !/^[Oo]bject$/.test(tag.type)) continue;
    const start = comment.index + comment[0].indexOf(name, comment[0].indexOf(tag.rest));
    found.push({ start: comment.index, end: comment.index + comment[0].length, name, nameSpan: { start, end: start + name.length }, type });
  }
  return found;
}

interface Tag {
  readonly name: string;
  /** Without its braces. */
  readonly type: string;
  readonly rest: string;
}

/** The tags of a comment that begin with a type. */
function tagsOf(comment: string): readonly Tag[] {
  const plain = comment.replace(/^[ \t]*\*(?!\/)/gm, " ").replace(/^\/\*\*|\*\/$/g, "");
  const tags: Tag[] = [];
  for (const { 0: head, 1: name = "", index } of plain.matchAll(/@(\w+)\s*\{/g)) {
    let depth = 1;
    let at = index + head.length;
    const from = at;
    for (; at < plain.length && depth > 0; at++) depth += plain.charAt(at) === "{" ? 1 : plain.charAt(at) === "}" ? -1 : 0;
    tags.push({ name, type: plain.slice(from, at - 1).trim(), rest: plain.slice(at).trimStart() });
  }
  return tags;
}

/** `@property {string} [name]` as a member. */
function propertyOf({ type, rest }: Tag): string {
  const name = /^\[?\s*([\w$]+)/.exec(rest)?.[1] ?? "";
  const optional = rest.startsWith("[") || type.endsWith("=");
  const written = type
    .replace(/=$/, "")
    .replace(/^\?(.+)$/, "($1)|null")
    .replace(/^!/, "")
    .replace(/^\*$/, "any")
    .replace(/\.</g, "<");
  return `${name}${optional ? "?" : ""}:${written}`;
}

/** The models that the comments of a text define, by place. */
export function readTypedefs(text: string): readonly ModelFact[] {
  const typedefs = typedefsIn(text);
  if (typedefs.length === 0) return [];
  const sourceFile = parse("/typedefs.ts", typedefs.map(({ type }) => `type $=${type.replace(/\n/g, " ")};\n`).join(""));
  const scope = { sourceFile, names: new Map<string, string>(), depth: 0 };
  return typedefs.flatMap(({ name, nameSpan, start, end }, i): readonly ModelFact[] => {
    const statement = sourceFile.statements[i];
    const shape = statement && ts.isTypeAliasDeclaration(statement) ? readShape(statement.type, scope) : undefined;
    if (shape === undefined || shape.members.length === 0) return [];
    const { members, heritage, certain } = shape;
    return [
      { start, end, form: "typedef", name, nameSpan, exported: true, container: "", ...(certain ? {} : { opacity: "nominal" as const }), typeParameters: [], heritage, implemented: [], members },
    ];
  });
}
