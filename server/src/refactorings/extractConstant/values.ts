import { saysTheSame } from "../extractFunction/alignment/align.ts";
import { refuse, type Refusal } from "../semantics/refusals.ts";
import { nodesOf } from "../../syntax/coveredNodes.ts";
import type { Fragment } from "../refactoring.ts";
import { ts } from "../../syntax/typescript.ts";

/** A value that is written out, and the constant that it is the value of where it is one. */
export interface Value {
  readonly fragment: Fragment;
  readonly source: ts.SourceFile;
  readonly node: ts.Expression;
  readonly constant: Constant | undefined;
}

/** A constant of a module: `const name = value`. */
export interface Constant {
  readonly name: ts.Identifier;
  /** Whether its type is written out. */
  readonly typed: boolean;
  readonly statement: ts.VariableStatement;
  readonly exported: boolean;
}

/** The value that a fragment holds, or why it has none that could be a constant. */
export function valueOf(source: ts.SourceFile, fragment: Fragment): Value | Refusal {
  const [covered, other] = nodesOf(source, fragment) ?? [];
  if (covered === undefined) return refuse("stale");
  const node = ts.isExpressionStatement(covered) ? covered.expression : covered;
  if (other !== undefined || !ts.isExpression(node) || ts.isPartOfTypeNode(node)) return refuse("no-place-for-a-name", covered.getText(source));
  return { fragment, source, node, constant: constantOf(node) };
}

/** The constant of the module whose whole value the expression is. */
function constantOf(node: ts.Expression): Constant | undefined {
  let value: ts.Node = node;
  while (ts.isAsExpression(value.parent) || ts.isParenthesizedExpression(value.parent) || ts.isSatisfiesExpression(value.parent)) value = value.parent;
  const declaration = value.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name) || declaration.initializer !== value) return undefined;
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement) || !ts.isSourceFile(statement.parent) || (statement.declarationList.flags & ts.NodeFlags.BlockScoped) !== Number(ts.NodeFlags.Const)) return undefined;
  return { name: declaration.name, typed: declaration.type !== undefined, statement, exported: (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0 };
}

/** Whether both values are the same, however their texts are quoted. */
export function isSameValue(checker: ts.TypeChecker, left: ts.Expression, right: ts.Expression): boolean {
  if (ts.isStringLiteralLike(left) && ts.isStringLiteralLike(right)) return left.text === right.text;
  return saysTheSame(checker, left, right);
}

/**
 * Why one value made once cannot stand for one that is made at each place: it is not the same whenever it is
 * evaluated, or it is an object, of which each place has its own.
 */
export function refuseValue(node: ts.Expression): Refusal | undefined {
  const text = node.getText();
  if (ts.isRegularExpressionLiteral(node)) return /\/[a-z]*[gy][a-z]*$/.test(node.text) ? refuse("keeps-its-place", text) : undefined;
  if (isPlain(node)) return undefined;
  if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node) || ts.isFunctionLike(node) || ts.isClassExpression(node) || ts.isNewExpression(node)) return refuse("has-an-identity", text);
  return refuse("not-constant", text);
}

/** Whether the expression is made of literals, and of numbers of the language that never change. */
function isPlain(node: ts.Node): boolean {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isBigIntLiteral(node)) return true;
  if (ts.isParenthesizedExpression(node)) return isPlain(node.expression);
  if (ts.isPrefixUnaryExpression(node)) return (node.operator === ts.SyntaxKind.MinusToken || node.operator === ts.SyntaxKind.PlusToken || node.operator === ts.SyntaxKind.TildeToken) && isPlain(node.operand);
  if (ts.isBinaryExpression(node)) return isArithmetic(node.operatorToken.kind) && isPlain(node.left) && isPlain(node.right);
  if (ts.isTemplateExpression(node)) return node.templateSpans.every((span) => isPlain(span.expression));
  return ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && /^(Math\.[A-Z]+\d*\w*|Number\.[A-Z_]+)$/.test(node.getText()) && /\.[A-Z_\d]+$/.test(node.getText());
}

function isArithmetic(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.PlusToken ||
    kind === ts.SyntaxKind.MinusToken ||
    kind === ts.SyntaxKind.AsteriskToken ||
    kind === ts.SyntaxKind.SlashToken ||
    kind === ts.SyntaxKind.PercentToken ||
    kind === ts.SyntaxKind.AsteriskAsteriskToken ||
    kind === ts.SyntaxKind.BarToken ||
    kind === ts.SyntaxKind.AmpersandToken ||
    kind === ts.SyntaxKind.CaretToken ||
    kind === ts.SyntaxKind.LessThanLessThanToken ||
    kind === ts.SyntaxKind.GreaterThanGreaterThanToken
  );
}
