import type { Span } from "./position.ts";

/** What a token may be replaced by without changing the shape of the code. */
export const TokenRole = {
  /** Keywords and punctuation. */
  fixed: 0,
  /** An identifier that names a binding: variable, function, import, parameter. */
  binding: 1,
  /** A property or member name. */
  property: 2,
  /** String, template text, number, regular expression, JSX text. */
  literal: 3,
  /** A whole type, as one token. */
  type: 4,
  /** An identifier where it is declared: a variable, parameter, function or class name. */
  declaration: 5,
} as const;
export type TokenRole = (typeof TokenRole)[keyof typeof TokenRole];

/**
 * The normalised token stream of one file, in columns. Comments, layout, semicolons and commas are
 * gone, and so are modifiers that say nothing about what the code does (`export`, `private`, …).
 */
export interface TokenTable {
  readonly count: number;
  /** Offsets from 0. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Equal for tokens that differ only by name, literal or type. */
  readonly shapes: Int32Array;
  /** Hash of the token's text: equal for equal tokens. */
  readonly texts: Int32Array;
  readonly roles: Uint8Array;
}

/** What kind of elements a list holds. */
export const ListKind = {
  statements: 0,
  members: 1,
  properties: 2,
  clauses: 3,
  markup: 4,
  elements: 5,
  /** One expression, as a list of one. */
  expression: 6,
} as const;
export type ListKind = (typeof ListKind)[keyof typeof ListKind];

/**
 * The syntactic units of one file, in columns: lists of neighbours (statements of a block, members
 * of a class, …). List `l` holds the elements `listStarts[l]` to `listStarts[l + 1]`; element `e`
 * holds the tokens `firsts[e]` to `ends[e]` (exclusive) and the text `froms[e]` to `tos[e]`
 * (exclusive, without leading comments). Elements that are never reported (imports, re-exports,
 * declarations without code) separate lists and stand in none.
 */
export interface UnitTable {
  /** One more than there are lists. */
  readonly listStarts: Int32Array;
  readonly listKinds: Uint8Array;
  readonly firsts: Int32Array;
  readonly ends: Int32Array;
  readonly froms: Int32Array;
  readonly tos: Int32Array;
}

/** A declaration with a name and code: what a copy is, or stands in. */
export interface NamedUnit extends Span {
  readonly name: string;
  readonly nameSpan: Span;
}

/**
 * What can be told of a definition of data without its types. Models with the same members have equal
 * keys, and where no other outline has its key, a model need not be read at all.
 */
export interface ModelOutline extends Span {
  /**
   * `model`: an interface, alias, class or `@typedef`; `inline`: an object type without a name, which is its span; `schema`: what a
   * call of a library for schemas builds; `values`: an enum, a union of literals, or a constant table.
   */
  readonly kind: "model" | "inline" | "schema" | "values";
  /** Hash of the name that it defines; 0 where it has none. */
  readonly name: number;
  /** Equal for what stands in one namespace; 0 at the top of a file. */
  readonly scope: number;
  readonly key: number;
  /** Hashes of the names of its members, each once; of `values` those of the values. */
  readonly names: readonly number[];
  /** Hashes of the names of what it extends or is intersected with. */
  readonly bases: readonly number[];
}

/** What a file has of another module of the program, or hands on of it. Names are hashes. */
export interface ModuleLink {
  readonly kind: "import" | "export";
  /** The name that this file has for it, or gives it away under; 0 for all names of the other module. */
  readonly local: number;
  /** The name that the other module has for it; 0 likewise. */
  readonly name: number;
  /** As it is written: `./base`. */
  readonly specifier: string;
}

/** `// drydock-ignore -- why`. It speaks for the fragment that starts on the next line of code or contains the comment at its top. */
export interface IgnoreComment extends Span {
  /** What stands behind ` -- `; empty when no reason is given. */
  readonly reason: string;
  /** Offset of the first token behind the comment; the length of the text when there is none. */
  readonly target: number;
}

/** What one file says: a pure function of its text and its language. Offsets are UTF-16 code units from 0. */
export interface FileFacts {
  readonly lineStarts: Int32Array;
  /** Number of lines: of the blocks of code, where the file is not code as a whole. */
  readonly codeLines: number;
  readonly tokens: TokenTable;
  readonly units: UnitTable;
  /** Sorted by start. */
  readonly named: readonly NamedUnit[];
  /**
   * The parts of the text that define models, for `modelsOf`: interfaces, aliases, classes, export lists,
   * and the outlines of namespaces and of classes with methods.
   */
  readonly modelParts: readonly Span[];
  readonly outlines: readonly ModelOutline[];
  /** Where the models of the file come from that its own build on, and what it hands on of other modules. */
  readonly links: readonly ModuleLink[];
  readonly ignores: readonly IgnoreComment[];
  /** Sentences about what could not be read, e.g. syntax errors. Facts are given all the same. */
  readonly problems: readonly string[];
}

/** A file with its current text and facts. */
export interface AnalysedFile {
  /** Absolute path with `/`. */
  readonly file: string;
  readonly text: string;
  readonly facts: FileFacts;
  /** Tests have thresholds of their own. */
  readonly isTest: boolean;
  /** Whether it stands in a folder, below the root, that holds what a program says in several languages. */
  readonly isTranslation: boolean;
}
