import { refusals } from "../semantics/refusals.ts";

/** Why an expression cannot become a constant beside it, as sentences for the user; `{}` stands for what is in the way. */
export const variableRefusals = {
  "stale": "The text has changed since it was selected.",
  "not-a-value": "What is selected is no value that a constant could hold.",
  "broken-config": refusals["broken-config"],
  "syntax-error": "The file has syntax errors.",
  "position": "The expression is an operand that cannot be replaced by a name.",
  "no-place": "There is no place for a constant before {}.",
  "pragma": "The comment \"{}\" would speak for the constant.",
  "inner-variable": "\"{}\" is declared in the same statement, behind the place of the constant.",
  "yield": "The expression yields a value of its generator.",
  "conditional": "The expression is evaluated only in some cases, or several times; a constant in front would evaluate it once and always.",
  "order": "Something before the expression may change what it gives, or happen in another order.",
  "changes": "What the expression gives may change before it stands here again.",
  "identity": "The expression makes a new object each time, and sharing one would be something else.",
  "other-names": "Here the names mean something else.",
  "runs-elsewhere": refusals["runs-elsewhere"],
  "hoisted": "The code here can run before the constant has its value.",
  "other-place": "No list of statements holds this place and the selected one.",
  "type-changes": "As a constant the expression would have another type: {}.",
  "type-errors": "The result would not type-check: {}",
} as const;

export type VariableRefusalCode = keyof typeof variableRefusals;

/** A reason not to make the constant, or not to use it at one place. */
export interface VariableRefusal {
  readonly refused: VariableRefusalCode;
  readonly reason: string;
}

export function refuse(refused: VariableRefusalCode, detail = ""): VariableRefusal {
  return { refused, reason: variableRefusals[refused].replace("{}", () => detail) };
}

export function isRefusal(value: object): value is VariableRefusal {
  return "refused" in value;
}
