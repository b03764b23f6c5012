import { ts } from "../../syntax/typescript.ts";

/** What a copy passes for a place where only some copies have statements. */
export interface Passed {
  /** It has no statement there. */
  readonly isNothing: boolean;
  /** Its statements with their braces, where they are more than an expression. */
  readonly block?: string;
}

/** What the copy passes by whose statement the expression is, written as `passedStatements` writes it; any other expression passes itself. */
export function passedBy(node: ts.Node): Passed | undefined {
  if (!ts.isExpressionStatement(node.parent)) return undefined;
  if (ts.isIdentifier(node) && node.text === "undefined") return { isNothing: true };
  if (!ts.isVoidExpression(node) || !ts.isCallExpression(node.expression) || !ts.isParenthesizedExpression(node.expression.expression)) return undefined;
  const made = node.expression.expression.expression;
  const isPlain = ts.isArrowFunction(made) && ts.isBlock(made.body) && made.parameters.length === 0 && node.expression.arguments.length === 0 && made.modifiers === undefined;
  return isPlain ? { isNothing: false, block: made.body.getText() } : undefined;
}
