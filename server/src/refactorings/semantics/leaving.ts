import { ts } from "../../syntax/typescript.ts";
import { assuranceOf, isDefined, isVariableDefined } from "./defined.ts";
import type { Copy, Flow, Result } from "./flow.ts";
import type { ResultColumn } from "../extractFunction/plan.ts";
import { refuse, type Refusal } from "./refusals.ts";

/** How the function tells its callers whether they go on, where the copies leave what is around them in some cases only. */
export type Leaving =
  /** It says `true` when they leave. */
  | { readonly kind: "flag" }
  /** It gives what the copies set, and `undefined` when they leave; `boxed` in an object of that. */
  | { readonly kind: "results"; readonly boxed: boolean }
  /** It gives the value that they return, and `undefined` when they go on; `boxed` as `{ value }`. */
  | { readonly kind: "value"; readonly boxed: boolean };

/**
 * What all copies do at their end, and how the function says which of the cases it was. One that returns
 * a value and sets variables as well would need a result that nobody wants to read.
 */
export function leavingOf(copies: readonly Copy[], exit: Flow["exit"], results: readonly ResultColumn[]): Leaving | undefined | Refusal {
  if (exit === "value") {
    if (results.length > 0) return refuse("return-and-result");
    const values = copies.flatMap((copy) => copy.control.returns.map((one) => ({ copy, value: one.expression })));
    return { kind: "value", boxed: !values.every(({ copy, value }) => value !== undefined && isDefined(copy.checker, value)) };
  }
  if (exit !== "guard") return undefined;
  const [only, other] = results;
  if (only === undefined) return { kind: "flag" };
  const leavesLoop = copies.some((copy) => copy.control.jumps.length > 0);
  // What was set before a jump counts in the next round, and the function does not give it.
  if (leavesLoop && results.some((column) => !column.declared || column.results.some((one) => one?.keyword === "var"))) return refuse("return-and-result");
  const defined = other === undefined && copies.every((copy, at) => isResultDefined(copy, only.results[at]));
  return { kind: "results", boxed: !defined };
}

function isResultDefined(copy: Copy, result: Result | undefined): boolean {
  if (result === undefined) return true;
  if (result.declared && result.keyword === "const" && assuranceOf(copy, result.symbol)) return true;
  return isVariableDefined(copy.checker, copy.source, result.symbol);
}

/** `break`, `continue`, or `return` with the value that all returns of the copy give: what a call does when the function says so. */
export function leaveText(copy: Copy): string {
  const [jump] = copy.control.jumps;
  if (jump) return ts.isBreakStatement(jump) ? "break" : "continue";
  const value = copy.control.returns[0]?.expression;
  return value ? `return ${value.getText(copy.source)}` : "return";
}

/** Whether all returns give nothing, or the same literal, so that the call can give it as well. */
export function returnAlike(copy: Copy): boolean {
  const values = copy.control.returns.map((one) => one.expression);
  const texts = new Set(values.map((value) => value?.getText(copy.source)));
  return texts.size === 1 && values.every((value) => value === undefined || isPlainLiteral(value));
}

function isPlainLiteral(node: ts.Expression): boolean {
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(node.operand);
  return (
    ts.isStringLiteral(node) ||
    ts.isNumericLiteral(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(node) && node.text === "undefined")
  );
}
