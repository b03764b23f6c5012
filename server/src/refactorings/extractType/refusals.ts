import { refusals } from "../semantics/refusals.ts";

/** Why a type cannot get a name of its own, as sentences for the user; `{}` stands for what is in the way. */
export const typeRefusals = {
  "stale": "The text has changed since it was selected.",
  "javascript": "JavaScript has no types that could be named so.",
  "broken-config": refusals["broken-config"],
  "syntax-error": "The file has syntax errors.",
  "not-a-type": "What is selected is no type that stands on its own.",
  "inferred": "The type declares \"{}\" for the type around it.",
  "this": "\"this\" would mean something else outside of its class or interface.",
  "local": "\"{}\" is declared in a function or namespace, and the name of the type could not stand there.",
  "predicate": "\"{}\" is a parameter, which a type of its own does not know.",
  "type-errors": "The result would not type-check: {}",
} as const;

export type TypeRefusalCode = keyof typeof typeRefusals;

/** A reason not to name the type. */
export interface TypeRefusal {
  readonly refused: TypeRefusalCode;
  readonly reason: string;
}

export function refuse(refused: TypeRefusalCode, detail = ""): TypeRefusal {
  return { refused, reason: typeRefusals[refused].replace("{}", () => detail) };
}

export function isRefusal(value: object): value is TypeRefusal {
  return "refused" in value;
}
