import ts from "typescript";
import type { ParsedFragment } from "../parsedFragment.ts";
import { has, hasOutsideFunctions, indentAt, outermost } from "../tree.ts";
import type { Edit } from "../tree.ts";
import { eitherWay } from "./eitherWay.ts";
import type { Operator } from "./operator.ts";

/** Functions in another form. */
export const functionFormOperators: readonly Operator[] = [
  { name: "function and arrow", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, declarationToArrow, arrowToDeclaration) },
  { name: "function expression and arrow", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, expressionToArrow, arrowToExpression) },
  { name: "expression and block body", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, expressionToBlock, blockToExpression) },
  { name: "await and then", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, awaitToThen, () => []) },
];

type FunctionWithThis = ts.FunctionDeclaration | ts.FunctionExpression;

function usesOwnThis(node: ts.Node): boolean {
  return has(node, (inner) => inner.kind === ts.SyntaxKind.ThisKeyword || ts.isMetaProperty(inner) || (ts.isIdentifier(inner) && inner.text === "arguments"));
}

function mayBeArrow(node: FunctionWithThis): boolean {
  return node.body !== undefined && node.asteriskToken === undefined && !usesOwnThis(node) && !has(node, ts.isTypePredicateNode) &&
    !node.parameters.some(({ name }) => ts.isIdentifier(name) && name.text === "this");
}

/** From the type parameters up to the end of the result's type. */
function headOf(node: FunctionWithThis | ts.ArrowFunction): string {
  const text = node.getSourceFile().text;
  const open = node.typeParameters?.pos ?? node.parameters.pos;
  const close = node.type?.end ?? text.indexOf(")", node.parameters.end) + 1;
  return text.slice(open - 1, close);
}

function isAsync(node: ts.FunctionLikeDeclaration): boolean {
  return (node.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
}

function declarationToArrow({ tree }: ParsedFragment): readonly Edit[] {
  const isDeclaration = (node: ts.Node): node is ts.FunctionDeclaration =>
    ts.isFunctionDeclaration(node) && node.name !== undefined && mayBeArrow(node) && !(node.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword || kind === ts.SyntaxKind.DeclareKeyword);
  return outermost(tree, isDeclaration).flatMap((node) => {
    if (node.body === undefined || node.name === undefined) return [];
    const modifiers = (node.modifiers ?? []).filter(({ kind }) => kind === ts.SyntaxKind.ExportKeyword).map(() => "export ").join("");
    return [{ start: node.getStart(), end: node.body.getStart(), text: `${modifiers}const ${node.name.text} = ${isAsync(node) ? "async " : ""}${headOf(node)} => ` }, { start: node.end, end: node.end, text: ";" }];
  });
}

function arrowToDeclaration({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isVariableStatement).flatMap((node) => {
    const [declaration] = node.declarationList.declarations;
    const arrow = declaration?.initializer;
    if (arrow === undefined || node.declarationList.declarations.length !== 1 || !ts.isArrowFunction(arrow) || !ts.isBlock(arrow.body) || declaration?.type !== undefined) return [];
    if (declaration === undefined || !ts.isIdentifier(declaration.name) || !hasParentheses(arrow)) return [];
    const modifiers = (node.modifiers ?? []).map((modifier) => `${modifier.getText()} `).join("");
    return [
      { start: node.getStart(), end: arrow.body.getStart(), text: `${modifiers}${isAsync(arrow) ? "async " : ""}function ${declaration.name.text}${headOf(arrow)} ` },
      { start: arrow.body.end, end: node.end, text: "" },
    ];
  });
}

function hasParentheses(arrow: ts.ArrowFunction): boolean {
  return arrow.getSourceFile().text.slice(arrow.getStart(), arrow.parameters.pos).endsWith("(");
}

function expressionToArrow({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, (node): node is ts.FunctionExpression => ts.isFunctionExpression(node) && mayBeArrow(node) && ts.isCallExpression(node.parent) && node.parent.arguments.includes(node)).map((node) => ({
    start: node.getStart(), end: node.body.getStart(), text: `${isAsync(node) ? "async " : ""}${headOf(node)} => `,
  }));
}

function arrowToExpression({ tree }: ParsedFragment): readonly Edit[] {
  const isCallback = (node: ts.Node): node is ts.ArrowFunction =>
    ts.isArrowFunction(node) && ts.isBlock(node.body) && ts.isCallExpression(node.parent) && node.parent.arguments.includes(node) && hasParentheses(node) && !usesOwnThis(node);
  return outermost(tree, isCallback).map((node) => ({ start: node.getStart(), end: node.body.getStart(), text: `${isAsync(node) ? "async " : ""}function ${headOf(node)} ` }));
}

function expressionToBlock({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, (node): node is ts.ArrowFunction => ts.isArrowFunction(node) && !ts.isBlock(node.body)).map(({ body }) => {
    const indent = indentAt(tree.text, body.getStart());
    return { start: body.getStart(), end: body.end, text: `{\n${indent}  return ${body.getText()};\n${indent}}` };
  });
}

function blockToExpression({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isArrowFunction).flatMap(({ body }) => {
    if (!ts.isBlock(body) || body.statements.length !== 1) return [];
    const [only] = body.statements;
    if (only === undefined || !ts.isReturnStatement(only) || only.expression === undefined) return [];
    const text = only.expression.getText();
    return [{ start: body.getStart(), end: body.end, text: text.startsWith("{") || ts.isBinaryExpression(only.expression) ? `(${text})` : text }];
  });
}

/** The last `await` at the top of an async function's body, and what comes behind it. */
function awaitToThen({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isBlock).flatMap((block) => {
    const owner = block.parent;
    if (!ts.isFunctionLike(owner) || ts.isConstructorDeclaration(owner) || !("body" in owner)) return [];
    if (!(ts.canHaveModifiers(owner) ? (ts.getModifiers(owner) ?? []) : []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)) return [];
    const at = block.statements.findLastIndex((statement) => hasOutsideFunctions(statement, ts.isAwaitExpression));
    const statement = block.statements[at];
    if (statement === undefined || at === block.statements.length - 1) return [];
    const waits = waitingIn(statement);
    if (waits === undefined) return [];
    const last = block.statements.at(-1);
    if (last === undefined) return [];
    return [
      { start: statement.getStart(), end: statement.end, text: `return ${waits.promise}.then((${waits.name}) => {` },
      { start: last.end, end: last.end, text: `\n${indentAt(tree.text, statement.getStart())}});` },
    ];
  });
}

/** The promise that a statement waits for, and the name that it gives to the result; empty where it gives none. */
function waitingIn(statement: ts.Statement): { readonly promise: string; readonly name: string } | undefined {
  if (ts.isExpressionStatement(statement)) return ts.isAwaitExpression(statement.expression) ? { promise: statement.expression.expression.getText(), name: "" } : undefined;
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) return undefined;
  const [declaration] = statement.declarationList.declarations;
  const value = declaration?.initializer;
  return declaration === undefined || value === undefined || !ts.isAwaitExpression(value) ? undefined : { promise: value.expression.getText(), name: declaration.name.getText() };
}
