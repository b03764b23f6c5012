import type { ts } from "../typescript.ts";
import type { Described } from "./described.ts";

/** Reads the parts of an expression of a schema library. */
export interface SchemaReader {
  /** What an argument describes; unknown where there is none. */
  type(node: ts.Expression | undefined): Described;
  /** What the elements of an array describe: `[z.string(), z.number()]`. */
  types(node: ts.Expression | undefined): readonly Described[];
  /** The object whose members `{ … }` describes. */
  object(node: ts.Expression | undefined): Described;
  /** Strings, numbers and other literals as types: of one, or of all in an array. */
  literals(node: ts.Expression | undefined): Described;
  /** The strings of an array, or the names of the properties of an object: `["id"]`, `{ id: true }`. */
  names(node: ts.Expression | undefined): ReadonlySet<string>;
  /** The type that a name of the program stands for: `Colour`, `typeof User`. */
  named(node: ts.Expression | undefined): Described;
}

/** Gives what a call describes. */
export type Build = (reader: SchemaReader, args: readonly ts.Expression[]) => Described;
/** Gives what a method makes of a schema. */
export type Change = (reader: SchemaReader, schema: Described, args: readonly ts.Expression[]) => Described;

/**
 * A library whose schemas are read, as one row of a table. What is not named here changes nothing when it is a method, such as a
 * check of the length, and is unknown otherwise.
 */
export interface SchemaLibrary {
  /** The module that it is imported from. */
  readonly module: RegExp;
  /** By name: `string` of `z.string()`. */
  readonly calls: Readonly<Record<string, Build>>;
  /** By name: `string` of `t.string`, which is not called. */
  readonly constants?: Readonly<Record<string, string>>;
  readonly methods: Readonly<Record<string, Change>>;
  /** What a string stands for, where schemas are written in strings. */
  readonly written?: (text: string) => Described;
  /** What a member with a name like `"age?"` is, where names say it. */
  readonly optionalNames?: boolean;
  /** Members may be absent unless it is said that they may not. */
  readonly optionalByDefault?: boolean;
}
