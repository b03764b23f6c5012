import type { Span } from "./position.ts";

/** A member of a model as it is written. */
export interface ModelMember {
  readonly name: string;
  readonly kind: "property" | "method" | "call" | "construct" | "index";
  /** The type in canonical text: layout and comments gone, unions sorted, `T[]` for `Array<T>`. */
  readonly type: string;
  readonly optional: boolean;
  readonly readonly: boolean;
}

/** A definition of data in one file, as it is written there. */
export interface ModelFact extends Span {
  readonly form: "interface" | "type" | "class";
  readonly name: string;
  readonly nameSpan: Span;
  readonly exported: boolean;
  readonly typeParameters: readonly string[];
  /** Canonical texts of what it extends or is intersected with. */
  readonly heritage: readonly string[];
  readonly members: readonly ModelMember[];
}
