import type { ts } from "../../../syntax/typescript.ts";
import type { Fragment } from "../../refactoring.ts";
import type { Copy } from "../../semantics/flow.ts";
import type { Plan } from "../plan.ts";
import type { Refusal } from "../../semantics/refusals.ts";
import type { Rope } from "./rope.ts";
import type { Selection } from "../../semantics/selection.ts";
import type { Signature, Style } from "../signature/signature.ts";
import type { Container } from "../placement/target.ts";

/** What shared code becomes, and how it is used in place of a copy: a function and its calls, a component and its elements. */
export interface Form {
  /** The kind of the code action. */
  readonly kind: string;
  titleFor(copies: number): string;
  /** Most values that it takes and is still worth reading. */
  readonly mostParameters: number;
  /** Whether less text is a gain where there are no fewer lines. */
  readonly countsText?: true;
  /** Whether copies call a function of a module that does nothing else already; `only`: or there is no edit. */
  readonly callsExisting?: true | "only";
  /** Reduces what a fragment covers to what can move. */
  select(source: ts.SourceFile, fragment: Fragment): Selection | Refusal;
  /** Why a copy that can move cannot take this form. */
  refuse(copy: Copy, copies: readonly Copy[], program: ts.Program): Refusal | undefined;
  /** Whether it can go there. */
  allows(container: Container): boolean;
  /** Names for what is shared, best first. */
  names(plan: Plan): readonly string[];
  signature(plan: Plan, style: Style, name: string): Signature | Refusal;
  /** The text of the declaration. `target` is missing for a file that is yet to be made. */
  declaration(plan: Plan, signature: Signature, name: string, exported: boolean, target: ts.SourceFile | undefined): Rope;
  /** What stands in place of the copy at that index. */
  use(plan: Plan, signature: Signature, name: string, at: number): string;
}
