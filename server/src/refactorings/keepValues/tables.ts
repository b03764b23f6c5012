import { ts } from "../../syntax/typescript.ts";
import { schemaAt, type Schema } from "../deriveType/schema.ts";
import type { Fragment } from "../refactoring.ts";

/** A constant table of literals that nothing can change: `const sides = ["left", "right"] as const`. */
export interface Table extends Schema {
  readonly fragment: Fragment;
  readonly literal: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression;
  /** What its order and its values are, as text: equal for tables of which one can take the place of the other. */
  readonly content: string;
  /** The text of what `satisfies` asks of it; empty where nothing does. */
  readonly asked: string;
}

/** The table that a fragment spans; `undefined` for other constants. */
export function tableAt(fragment: Fragment, program: ts.Program): Table | undefined {
  const constant = schemaAt(fragment, program);
  if (!constant || constant.statement.declarationList.declarations.length !== 1 || constant.declaration.type) return undefined;
  let value = constant.declaration.initializer;
  const asked = value && ts.isSatisfiesExpression(value) ? value.type.getText(constant.source) : "";
  if (value && ts.isSatisfiesExpression(value)) value = value.expression;
  if (!value || !ts.isAsExpression(value) || !ts.isConstTypeReference(value.type)) return undefined;
  const literal = value.expression;
  if (!ts.isArrayLiteralExpression(literal) && !ts.isObjectLiteralExpression(literal)) return undefined;
  const content = contentOf(literal);
  return content === undefined ? undefined : { ...constant, fragment, literal, content, asked };
}

/** The type of the values of a table, written with its name. */
export function valuesOf({ literal }: Table, name: string): string {
  return ts.isArrayLiteralExpression(literal) ? `(typeof ${name})[number]` : `(typeof ${name})[keyof typeof ${name}]`;
}

function contentOf(literal: Table["literal"]): string | undefined {
  const parts: string[] = [];
  for (const one of ts.isArrayLiteralExpression(literal) ? literal.elements : literal.properties) {
    const [key, value] = ts.isPropertyAssignment(one) ? [keyOf(one.name), one.initializer] : ts.isExpression(one) ? ["", one] : [undefined, undefined];
    const text = value && valueOf(value);
    if (key === undefined || text === undefined) return undefined;
    parts.push(`${key}:${text}`);
  }
  return `${literal.kind} ${parts.join(",")}`;
}

function keyOf(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? JSON.stringify(name.text) : undefined;
}

function valueOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return JSON.stringify(node.text);
  if (ts.isNumericLiteral(node)) return node.text;
  return ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(node.operand) ? `-${node.operand.text}` : undefined;
}
