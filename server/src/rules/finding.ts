import type { Severity } from "../settings/severity.ts";
import type { Position, Span } from "../syntax/position.ts";

/** A fragment seen as one of several that say the same. */
export interface Copy extends Span {
  /** Absolute path with `/`. */
  readonly file: string;
  readonly from: Position;
  /** Exclusive. */
  readonly to: Position;
  /** Where the squiggle goes: the name of what is declared, else the first line. Never longer than a line. */
  readonly head: Span;
  /** The name of the function, class or model that is, or that contains, the copy. */
  readonly symbol?: string;
}

/** A hole of the group's template, with what each copy has there, in the order of the copies. */
export interface Difference {
  readonly kind: "identifier" | "property" | "literal" | "type" | "member" | "code";
  readonly texts: readonly string[];
}

/** One reported group. */
export interface Finding {
  /** Stable from run to run, whatever the order of files: made of the rule and of what the copies say. */
  readonly id: string;
  readonly rule: string;
  readonly severity: Exclude<Severity, "off">;
  /** One or two sentences of plain text: what is said twice, and where else. */
  readonly message: string;
  /** 1 exact but for layout and comments; 2 renamed; 3 with changed parts. */
  readonly cloneType?: 1 | 2 | 3;
  /** 0 to 1, by aligned tokens. */
  readonly similarity?: number;
  readonly removableLines: number;
  /** The copies decide nothing and differ in several things: they are read after those that do. */
  readonly isHandedOn?: boolean;
  /** At least two, sorted by file and start. */
  readonly copies: readonly Copy[];
  readonly differences: readonly Difference[];
  /** The reason given in a `drydock-ignore` comment or in `drydock.json`; such findings are not shown but listed. */
  readonly ignored?: string;
}
