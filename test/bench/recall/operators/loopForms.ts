import ts from "typescript";
import type { ParsedFragment } from "../parsedFragment.ts";
import { all, hasOutsideFunctions, indentAt, outermost } from "../tree.ts";
import type { Edit } from "../tree.ts";
import { eitherWay } from "./eitherWay.ts";
import type { Operator } from "./operator.ts";

/** Loops in another form. */
export const loopFormOperators: readonly Operator[] = [
  { name: "for and for…of", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, countedToOf, ofToCounted) },
  { name: "for…of and forEach", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, ofToForEach, forEachToOf) },
];

/** `for (let i = 0; i < list.length; i++)` whose body reads nothing but `list[i]`. */
function countedToOf({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isForStatement).flatMap((loop) => {
    const { initializer, condition } = loop;
    if (initializer === undefined || !ts.isVariableDeclarationList(initializer) || condition === undefined || !ts.isBinaryExpression(condition)) return [];
    const [counter] = initializer.declarations;
    const { left, right, operatorToken } = condition;
    if (counter === undefined || initializer.declarations.length > 2 || counter.initializer?.getText() !== "0" || operatorToken.kind !== ts.SyntaxKind.LessThanToken || left.getText() !== counter.name.getText()) return [];
    const name = counter.name.getText();
    const list = initializer.declarations[1]?.initializer ?? right;
    if (!ts.isPropertyAccessExpression(list) || list.name.text !== "length") return [];
    const uses = all(loop.statement, ts.isIdentifier).filter(({ text }) => text === name);
    const reads = uses.map(({ parent }) => parent).filter((node): node is ts.ElementAccessExpression => ts.isElementAccessExpression(node) && node.argumentExpression.getText() === name && node.expression.getText() === list.expression.getText());
    if (reads.length !== uses.length || reads.length === 0) return [];
    return [
      { start: loop.getStart(), end: loop.statement.getStart(), text: `for (const item of ${list.expression.getText()}) ` },
      ...reads.map((node) => ({ start: node.getStart(), end: node.end, text: "item" })),
    ];
  });
}

function ofToCounted({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isForOfStatement).flatMap((loop) => {
    const { initializer, expression, statement, awaitModifier } = loop;
    if (awaitModifier !== undefined || !ts.isVariableDeclarationList(initializer) || !ts.isBlock(statement) || !isPlain(expression)) return [];
    const list = expression.getText();
    const indent = indentAt(tree.text, loop.getStart());
    return [{ start: loop.getStart(), end: statement.getStart() + 1, text: `for (let i = 0; i < ${list}.length; i++) {\n${indent}  ${initializer.getText()} = ${list}[i];` }];
  });
}

function isPlain(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node) && node.questionDotToken === undefined && (isPlain(node.expression) || node.expression.kind === ts.SyntaxKind.ThisKeyword));
}

/** Whether what leaves the loop, or waits in it, keeps it from becoming a function. */
function leaves(body: ts.Node): boolean {
  return hasOutsideFunctions(body, (node) => ts.isBreakStatement(node) || ts.isContinueStatement(node) || ts.isReturnStatement(node) || ts.isAwaitExpression(node) || ts.isYieldExpression(node));
}

function ofToForEach({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isForOfStatement).flatMap((loop) => {
    const { initializer, expression, statement, awaitModifier } = loop;
    if (awaitModifier !== undefined || !ts.isVariableDeclarationList(initializer) || !ts.isBlock(statement) || leaves(statement)) return [];
    const name = initializer.declarations[0]?.name.getText();
    const list = ts.isCallExpression(expression) || isPlain(expression) ? expression.getText() : `(${expression.getText()})`;
    return [{ start: loop.getStart(), end: statement.getStart(), text: `${list}.forEach((${name ?? ""}) => ` }, { start: statement.end, end: statement.end, text: ");" }];
  });
}

function forEachToOf({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isExpressionStatement).flatMap((statement) => {
    const call = statement.expression;
    if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression) || call.expression.name.text !== "forEach" || call.expression.questionDotToken !== undefined) return [];
    const [callback] = call.arguments;
    if (callback === undefined || !ts.isArrowFunction(callback) || !ts.isBlock(callback.body) || callback.parameters.length !== 1 || leaves(callback.body)) return [];
    return [
      { start: statement.getStart(), end: callback.body.getStart(), text: `for (const ${callback.parameters[0]?.name.getText() ?? ""} of ${call.expression.expression.getText()}) ` },
      { start: callback.body.end, end: statement.end, text: "" },
    ];
  });
}
