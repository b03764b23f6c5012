import type { ParsedFragment } from "../parsedFragment.ts";
import type { Random } from "../random.ts";

export type CloneType = "type 1" | "type 2" | "type 3" | "syntax only";

/** Lines and expressions of other real files, for what is inserted. */
export interface Pool {
  readonly statements: readonly string[];
  readonly expressions: readonly string[];
  readonly elements: readonly string[];
}

/** One way in which a copy comes to differ from its original. */
export interface Operator {
  readonly name: string;
  readonly type: CloneType;
  /** Whether the copy is JavaScript, in a file of JavaScript. */
  readonly toJavaScript?: boolean;
  /** The text of the mutant; `undefined` where the fragment has nothing that it could change. A pure function of what it is given. */
  readonly apply: (fragment: ParsedFragment, random: Random, pool: Pool) => string | undefined;
}
