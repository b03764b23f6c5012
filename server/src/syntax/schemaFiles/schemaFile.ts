import type { Span } from "../position.ts";
import type { Described } from "../schemas/described.ts";
import type { ValueFact } from "../valueFacts.ts";

/** How a file says what data is like that is not code, and is what types of a program repeat by hand. */
export type SchemaFileForm = "prisma" | "json-schema";

/** A definition of data in such a file. */
export interface SchemaDefinition extends Span {
  /** As a type of it is called. */
  readonly name: string;
  readonly nameSpan: Span;
  /** An object with at least one member. */
  readonly described: Described;
  /** Names of members that may be left out by who writes the data, and are there for who reads it. */
  readonly filled: ReadonlySet<string>;
}

/** What a schema file defines, in the order of its text. */
export interface SchemaFile {
  readonly definitions: readonly SchemaDefinition[];
  readonly values: readonly ValueFact[];
  /** What could not be read and is left out, where in the text the first of it is, and why, as a sentence part. */
  readonly problem?: { readonly of: "definition" | "schema"; readonly start: number; readonly why: string };
}

/** A language for schemas. Reading never throws. */
export interface SchemaLanguage {
  readonly form: SchemaFileForm;
  /** What a reader calls such a file. */
  readonly name: string;
  /** What a program has instead of a type that repeats such a schema, as the end of a sentence that begins with “use”. */
  readonly instead: string;
  /** @param file its path, by which a schema may be called */
  readonly read: (text: string, file: string) => SchemaFile;
}
