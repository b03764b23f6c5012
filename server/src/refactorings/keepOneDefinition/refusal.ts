/** Why one definition cannot take the place of another: the closed list of codes of this fix. */
export type KeepOneCode =
  | "stale"
  | "not-edited-yet"
  | "project"
  | "script"
  | "ambient"
  | "merged"
  | "unresolved"
  | "members"
  | "type-parameters"
  | "class"
  | "implicit-index"
  | "default-export"
  | "export-list"
  | "scope"
  | "name-taken"
  | "package"
  | "other-project"
  | "comments"
  | "pragma"
  | "tags"
  | "new-errors";

/** A refusal: its code and a whole sentence for the user. */
export interface Refusal {
  readonly code: KeepOneCode;
  readonly reason: string;
}

/** A refusal as a value; `isRefusal` tells it from a result. */
export function refuse(code: KeepOneCode, reason: string): Refusal {
  return { code, reason };
}

export function isRefusal(value: object): value is Refusal {
  return "code" in value && "reason" in value;
}
