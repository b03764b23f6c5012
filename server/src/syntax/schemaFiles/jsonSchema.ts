import { parseTree } from "jsonc-parser";
import type { Node, ParseError } from "jsonc-parser";
import { jsonComplaint } from "../jsonComplaint.ts";
import type { Span } from "../position.ts";
import { arrayOf, extended, madeOf, objectOf, optionalOf, orElse, plain, unionOf, unknownType } from "../schemas/described.ts";
import type { Described, DescribedMember } from "../schemas/described.ts";
import type { SchemaDefinition, SchemaFile, SchemaLanguage } from "./schemaFile.ts";
import type { ValueFact } from "../valueFacts.ts";
import { baseName } from "../paths.ts";

/** Files of JSON Schema, of all drafts: what they say of the types of values, not how they limit them. */
export const jsonSchema: SchemaLanguage = {
  form: "json-schema",
  name: "JSON Schema",
  instead: "a type that is generated from the schema",
  read: readJsonSchema,
};

/** A schema that is not whole would say less than its author means, of what is required for one: nothing of it is taken. */
function readJsonSchema(text: string, file: string): SchemaFile {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { definitions: [], values: [], problem: { start: 0, of: "schema", why: "it is nested too deeply" } };
  }
  const [complaint] = errors;
  if (complaint !== undefined && (root === undefined || isSchema(root, file))) {
    return { definitions: [], values: [], problem: { start: complaint.offset, of: "schema", why: jsonComplaint(complaint) } };
  }
  return root?.type === "object" && isSchema(root, file) ? new Reading(root, file).all() : { definitions: [], values: [] };
}

function isSchema(root: Node, file: string): boolean {
  return schemaName.test(file) || metaSchema.test(textOf(root, "$schema") ?? "");
}

const schemaName = /\.schema\.json$/i;
const metaSchema = /^https?:\/\/json-schema\.org\//;

/** Where schemas keep definitions. */
const collections = ["definitions", "$defs"];

const types: ReadonlyMap<string, string> = new Map([
  ["string", "string"],
  ["number", "number"],
  ["integer", "number"],
  ["boolean", "boolean"],
  ["null", "null"],
]);

/** What lies deeper within a definition is not read. */
const deepest = 50;

/** A type that another name stands for is written out up to so many characters: each that is made of two others may be twice as long as they are. */
const longest = 10_000;

/** A schema that has a name. */
interface Named {
  readonly name: string;
  readonly nameSpan: Span;
  /** From its key to its end. */
  readonly span: Span;
  readonly node: Node;
}

/** Reads one file. */
class Reading {
  private readonly root: Named;
  private readonly named: ReadonlyMap<string, Named>;
  /** Definitions that are being read, which lead back to themselves. */
  private readonly open = new Set<Node>();
  /** What the others say that the definition at hand refers to, directly or not: many lead to one by many ways. */
  private readonly referred = new Map<Node, Described>();

  constructor(root: Node, file: string) {
    const title = child(root, "title");
    const base = baseName(file).replace(/(?:\.schema)?\.json$/i, "");
    this.root = { name: typeName(textOf(root, "title") ?? base), nameSpan: title ? spanOf(title) : { start: root.offset, end: root.offset + 1 }, span: spanOf(root), node: root };
    this.named = new Map(collections.flatMap((collection) => propertiesOf(child(root, collection)).map(({ key, value, whole }) => [`#/${collection}/${keyText(key)}`, namedBy(key, value, whole)] as const)));
  }

  all(): SchemaFile {
    const named = [this.root, ...this.named.values()];
    return { definitions: named.flatMap((one) => this.definition(one) ?? []), values: named.flatMap((one) => valuesOf(one) ?? []) };
  }

  private definition({ name, nameSpan, span, node }: Named): SchemaDefinition | undefined {
    this.referred.clear();
    const described = this.type(node);
    if (described.members === undefined || described.members.length === 0) return undefined;
    const filled = propertiesOf(child(node, "properties")).filter(({ value }) => child(value, "default") !== undefined);
    return { ...span, name, nameSpan, described, filled: new Set(filled.map(({ key }) => keyText(key))) };
  }

  private type(schema: Node): Described {
    if (schema.type === "boolean") return schema.value === true ? plain("unknown") : plain("never");
    if (schema.type !== "object" || this.open.has(schema) || this.open.size >= deepest) return unknownType;
    this.open.add(schema);
    const described = this.constraints(schema);
    this.open.delete(schema);
    return child(schema, "nullable")?.value === true ? orElse(described, "null") : described;
  }

  private constraints(schema: Node): Described {
    const reference = textOf(schema, "$ref");
    if (reference !== undefined) return this.reference(reference);
    const literals = child(schema, "enum")?.children ?? [child(schema, "const")].filter((node) => node !== undefined);
    if (literals.length > 0) return unionOf(literals.map(literalOf));
    const alternatives = child(schema, "anyOf")?.children ?? child(schema, "oneOf")?.children;
    if (alternatives !== undefined) return child(schema, "properties") === undefined ? unionOf(alternatives.map((one) => this.type(one))) : unknownType;
    const parts = child(schema, "allOf")?.children;
    const own = child(schema, "properties") !== undefined || child(schema, "type") !== undefined ? this.ownType(schema) : undefined;
    if (parts === undefined) return own ?? unknownType;
    const described = [...parts.map((part) => this.resolved(part)), ...(own ? [own] : [])];
    return described.reduce((all, part) => extended(all, part));
  }

  /** What a part of a whole describes: its members, where it is a reference. */
  private resolved(schema: Node): Described {
    const named = this.named.get(textOf(schema, "$ref") ?? "");
    return named === undefined ? this.type(schema) : this.typeOf(named);
  }

  private typeOf({ node }: Named): Described {
    const known = this.referred.get(node);
    if (known !== undefined) return known;
    const type = this.type(node);
    this.referred.set(node, type);
    return type;
  }

  private ownType(schema: Node): Described {
    const written = child(schema, "type");
    const names = written?.type === "array" ? (written.children ?? []) : written ? [written] : [];
    if (names.length === 0) return this.object(schema);
    const described = names.map(({ value }) => (value === "object" ? this.object(schema) : value === "array" ? this.list(schema) : plain(types.get(String(value)) ?? "unknown")));
    const [only, ...others] = described;
    return only !== undefined && others.length === 0 ? only : unionOf(described);
  }

  private object(schema: Node): Described {
    const properties = child(schema, "properties");
    const others = child(schema, "additionalProperties");
    if (properties === undefined) return others?.type === "object" ? madeOf([this.type(others)], (type) => `Record<string,${type}>`) : plain("Record<string,unknown>");
    const required = new Set((child(schema, "required")?.children ?? []).map(({ value }) => String(value)));
    return objectOf(
      propertiesOf(properties).map(({ key, value }): DescribedMember => {
        const name = keyText(key);
        const type = this.type(value);
        return { name, type: required.has(name) ? type : optionalOf(type) };
      }),
    );
  }

  private list(schema: Node): Described {
    const items = child(schema, "items");
    return items?.type === "object" ? arrayOf(this.type(items)) : plain("unknown[]");
  }

  /** A definition with members, or a long one, is called by its name, any other is what it says. */
  private reference(reference: string): Described {
    const named = reference === "#" ? this.root : this.named.get(reference);
    if (named === undefined) return unknownType;
    if (child(named.node, "properties") !== undefined || this.open.has(named.node)) return plain(named.name);
    const described = this.typeOf(named);
    return described.members === undefined && described.text.length <= longest ? described : plain(named.name);
  }
}

function namedBy(key: Node, value: Node, whole: Node): Named {
  return { name: typeName(textOf(value, "title") ?? keyText(key)), nameSpan: spanOf(key), span: spanOf(whole), node: value };
}

function valuesOf({ name, nameSpan, span, node }: Named): ValueFact | undefined {
  const values = child(node, "enum")?.children ?? [];
  if (values.length < 2 || !values.every(({ type }) => type === "string")) return undefined;
  return { ...span, form: "json-schema", name, nameSpan, exported: true, keys: [], values: values.map(({ value }) => JSON.stringify(value)) };
}

function literalOf({ type, value }: Node): Described {
  return type === "object" || type === "array" ? unknownType : plain(JSON.stringify(value));
}

/** `user account` and `user-account` as generators of types call them: `UserAccount`. */
function typeName(title: string): string {
  return (title.match(/[A-Za-z0-9_$]+/g) ?? []).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

interface Property {
  readonly key: Node;
  readonly value: Node;
  readonly whole: Node;
}

/** The properties of an object, in its order; none of anything else. */
function propertiesOf(object: Node | undefined): readonly Property[] {
  if (object?.type !== "object") return [];
  return (object.children ?? []).flatMap((whole): readonly Property[] => {
    const [key, value] = whole.children ?? [];
    return key && value ? [{ key, value, whole }] : [];
  });
}

function child(object: Node, name: string): Node | undefined {
  return propertiesOf(object).find(({ key }) => key.value === name)?.value;
}

function textOf(object: Node, name: string): string | undefined {
  const value = child(object, name);
  return value?.type === "string" ? String(value.value) : undefined;
}

function keyText({ value }: Node): string {
  return String(value);
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}
