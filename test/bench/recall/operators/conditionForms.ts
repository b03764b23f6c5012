import ts from "typescript";
import type { ParsedFragment } from "../parsedFragment.ts";
import { indentAt, outermost } from "../tree.ts";
import type { Edit } from "../tree.ts";
import { eitherWay } from "./eitherWay.ts";
import type { Operator } from "./operator.ts";

/** Conditions in another form. */
export const conditionFormOperators: readonly Operator[] = [
  { name: "if and else swapped", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, branchesSwapped, () => []) },
  { name: "early return and nesting", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, earlyReturnToNesting, nestingToEarlyReturn) },
  { name: "ternary and if", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, ternaryToIf, ifToTernary) },
  { name: "braces of one statement", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, bracesAdded, bracesRemoved) },
];

const opposite = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "!=="],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "==="],
  [ts.SyntaxKind.EqualsEqualsToken, "!="],
  [ts.SyntaxKind.ExclamationEqualsToken, "=="],
  [ts.SyntaxKind.LessThanToken, ">="],
  [ts.SyntaxKind.GreaterThanToken, "<="],
  [ts.SyntaxKind.LessThanEqualsToken, ">"],
  [ts.SyntaxKind.GreaterThanEqualsToken, "<"],
]);

/** As someone writes the opposite of a condition. */
function negated(condition: ts.Expression): string {
  if (ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken) {
    const { operand } = condition;
    return ts.isParenthesizedExpression(operand) ? operand.expression.getText() : operand.getText();
  }
  if (ts.isBinaryExpression(condition)) {
    const operator = opposite.get(condition.operatorToken.kind);
    if (operator !== undefined) return `${condition.left.getText()} ${operator} ${condition.right.getText()}`;
  }
  const isShort = ts.isIdentifier(condition) || ts.isPropertyAccessExpression(condition) || ts.isCallExpression(condition) || ts.isElementAccessExpression(condition);
  return isShort ? `!${condition.getText()}` : `!(${condition.getText()})`;
}

function asBlock(statement: ts.Statement): string {
  return ts.isBlock(statement) ? statement.getText() : `{\n${statement.getText()}\n}`;
}

function branchesSwapped({ tree }: ParsedFragment): readonly Edit[] {
  const isFull = (node: ts.Node): node is ts.IfStatement => ts.isIfStatement(node) && node.elseStatement !== undefined;
  return outermost(tree, isFull).flatMap((node) => {
    const { expression, thenStatement, elseStatement } = node;
    if (elseStatement === undefined) return [];
    return [{ start: node.getStart(), end: node.end, text: `if (${negated(expression)}) ${asBlock(elseStatement)} else ${asBlock(thenStatement)}` }];
  });
}

function onlyStatement(statement: ts.Statement | undefined): ts.Statement | undefined {
  return statement !== undefined && ts.isBlock(statement) ? (statement.statements.length === 1 ? statement.statements[0] : undefined) : statement;
}

/** `if (c) return v; …rest` becomes `if (!c) { …rest } else { return v; }`, without the `else` where there is no value. */
function earlyReturnToNesting({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isBlock).flatMap((block) => {
    if (!ts.isFunctionLike(block.parent)) return [];
    const { statements } = block;
    const at = statements.findIndex((statement) => ts.isIfStatement(statement) && statement.elseStatement === undefined && isLeaving(onlyStatement(statement.thenStatement)));
    const guard = statements[at];
    const last = statements.at(-1);
    const first = statements[at + 1];
    if (guard === undefined || !ts.isIfStatement(guard) || last === undefined || first === undefined) return [];
    const leaving = onlyStatement(guard.thenStatement);
    const indent = indentAt(tree.text, guard.getStart());
    const otherwise = leaving !== undefined && ts.isReturnStatement(leaving) && leaving.expression === undefined ? "" : ` else {\n${indent}  ${leaving?.getText() ?? ""}\n${indent}}`;
    const rest = tree.text.slice(first.getStart(), last.end).replace(/\n(?=[ \t])/g, "\n  ");
    return [{ start: guard.getStart(), end: last.end, text: `if (${negated(guard.expression)}) {\n${indent}  ${rest}\n${indent}}${otherwise}` }];
  });
}

function isLeaving(statement: ts.Statement | undefined): boolean {
  return statement !== undefined && (ts.isReturnStatement(statement) || ts.isThrowStatement(statement));
}

/** The last statement of a function, an `if` without `else` around several statements, becomes a guard. */
function nestingToEarlyReturn({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isBlock).flatMap((block) => {
    const last = block.statements.at(-1);
    if (!ts.isFunctionLike(block.parent) || last === undefined || !ts.isIfStatement(last) || last.elseStatement !== undefined || !ts.isBlock(last.thenStatement)) return [];
    const inner = last.thenStatement.statements;
    const [first] = inner;
    const end = inner.at(-1)?.end;
    if (first === undefined || end === undefined || inner.length < 2) return [];
    const indent = indentAt(tree.text, last.getStart());
    return [{ start: last.getStart(), end: last.end, text: `if (${negated(last.expression)}) return;\n${indent}${tree.text.slice(first.getStart(), end).replace(/\n {2}/g, "\n")}` }];
  });
}

function ternaryToIf({ tree }: ParsedFragment): readonly Edit[] {
  const isCandidate = (node: ts.Node): node is ts.ReturnStatement | ts.VariableStatement => partsOfTernary(node) !== undefined;
  return outermost(tree, isCandidate).flatMap((node) => {
    const parts = partsOfTernary(node);
    if (parts === undefined) return [];
    const { ternary, before, target } = parts;
    const indent = indentAt(tree.text, node.getStart());
    const branch = (value: ts.Expression): string => `{\n${indent}  ${target} ${value.getText()};\n${indent}}`;
    return [{ start: node.getStart(), end: node.end, text: `${before}if (${ternary.condition.getText()}) ${branch(ternary.whenTrue)} else ${branch(ternary.whenFalse)}` }];
  });
}

function partsOfTernary(node: ts.Node): { readonly ternary: ts.ConditionalExpression; readonly before: string; readonly target: string } | undefined {
  if (ts.isReturnStatement(node) && node.expression !== undefined && ts.isConditionalExpression(node.expression)) return { ternary: node.expression, before: "", target: "return" };
  if (!ts.isVariableStatement(node) || node.declarationList.declarations.length !== 1 || node.modifiers !== undefined) return undefined;
  const [declaration] = node.declarationList.declarations;
  if (declaration?.initializer === undefined || !ts.isConditionalExpression(declaration.initializer) || !ts.isIdentifier(declaration.name)) return undefined;
  const name = declaration.name.text;
  return { ternary: declaration.initializer, before: `let ${name}${declaration.type === undefined ? "" : `: ${declaration.type.getText()}`};\n${indentAt(node.getSourceFile().text, node.getStart())}`, target: `${name} =` };
}

/** `if (c) { return a; } else { return b; }`, or with the last `return` behind it, becomes `return c ? a : b;`; likewise with assignments. */
function ifToTernary({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isIfStatement).flatMap((node) => {
    const list = ts.isBlock(node.parent) ? node.parent.statements : undefined;
    const behind = list?.[list.indexOf(node) + 1];
    const yes = onlyStatement(node.thenStatement);
    const no = onlyStatement(node.elseStatement) ?? (node.elseStatement === undefined ? behind : undefined);
    if (yes === undefined || no === undefined) return [];
    const end = node.elseStatement === undefined ? no.end : node.end;
    if (ts.isReturnStatement(yes) && ts.isReturnStatement(no) && yes.expression !== undefined && no.expression !== undefined) {
      return [{ start: node.getStart(), end, text: `return ${grouped(node.expression)} ? ${grouped(yes.expression)} : ${grouped(no.expression)};` }];
    }
    const [a, b] = [assignmentOf(yes), assignmentOf(no)];
    if (node.elseStatement === undefined || a === undefined || b === undefined || a.left.getText() !== b.left.getText()) return [];
    return [{ start: node.getStart(), end, text: `${a.left.getText()} = ${grouped(node.expression)} ? ${grouped(a.right)} : ${grouped(b.right)};` }];
  });
}

function assignmentOf(statement: ts.Statement): ts.BinaryExpression | undefined {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return undefined;
  return statement.expression.operatorToken.kind === ts.SyntaxKind.EqualsToken ? statement.expression : undefined;
}

function grouped(node: ts.Expression): string {
  return ts.isYieldExpression(node) || ts.isArrowFunction(node) || ts.isConditionalExpression(node) ? `(${node.getText()})` : node.getText();
}

function bracesAdded({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isIfStatement).flatMap((node) => {
    if (ts.isBlock(node.thenStatement)) return [];
    const indent = indentAt(tree.text, node.getStart());
    const { thenStatement } = node;
    return [{ start: thenStatement.getStart(), end: thenStatement.end, text: `{\n${indent}  ${thenStatement.getText()}\n${indent}}` }];
  });
}

function bracesRemoved({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isIfStatement).flatMap(({ thenStatement, elseStatement }) => {
    const only = onlyStatement(thenStatement);
    if (elseStatement !== undefined || !ts.isBlock(thenStatement) || only === undefined || ts.isVariableStatement(only) || ts.isIfStatement(only) || ts.isDeclarationStatement(only)) return [];
    return [{ start: thenStatement.getStart(), end: thenStatement.end, text: only.getText() }];
  });
}
