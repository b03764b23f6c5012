import ts from "typescript";
import { rewritten } from "../parsedFragment.ts";
import type { ParsedFragment } from "../parsedFragment.ts";
import type { Random } from "../random.ts";
import { all, indentAt, outermost } from "../tree.ts";
import type { Edit } from "../tree.ts";
import { eitherWay } from "./eitherWay.ts";
import { erased } from "./erasure.ts";
import type { Operator } from "./operator.ts";

/** Declarations, properties and types in another form. */
export const declarationFormOperators: readonly Operator[] = [
  { name: "destructuring and member access", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, patternToMembers, membersToPatterns) },
  { name: "const and let", type: "syntax only", apply: (fragment) => rewritten(fragment, constAndLet(fragment)) },
  { name: "short and full properties", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, shortToFull, fullToShort) },
  { name: "order of properties", type: "syntax only", apply: (fragment, random) => rewritten(fragment, propertiesMoved(fragment, random)) },
  { name: "order of attributes", type: "syntax only", apply: (fragment, random) => rewritten(fragment, attributesMoved(fragment, random)) },
  { name: "annotations removed", type: "syntax only", toJavaScript: true, apply: (fragment) => rewritten(fragment, erased(fragment.tree).filter(({ start, end }) => start >= fragment.start && end <= fragment.end)) },
];

function patternToMembers({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isVariableStatement).flatMap((statement) => {
    const { declarations } = statement.declarationList;
    const [declaration] = declarations;
    if (declaration === undefined || declarations.length !== 1 || !ts.isObjectBindingPattern(declaration.name) || declaration.initializer === undefined || declaration.type !== undefined || statement.modifiers !== undefined) return [];
    const { elements } = declaration.name;
    const owner = declaration.initializer;
    const isPlainOwner = ts.isIdentifier(owner) || ts.isPropertyAccessExpression(owner) || owner.kind === ts.SyntaxKind.ThisKeyword;
    const isPlainPattern = elements.every(({ name, initializer, dotDotDotToken, propertyName }) => ts.isIdentifier(name) && initializer === undefined && dotDotDotToken === undefined && (propertyName === undefined || ts.isIdentifier(propertyName)));
    if (!isPlainOwner || !isPlainPattern || elements.length === 0) return [];
    const indent = indentAt(tree.text, statement.getStart());
    const lines = elements.map(({ name, propertyName }) => `const ${name.getText()} = ${owner.getText()}.${(propertyName ?? name).getText()};`);
    return [{ start: statement.getStart(), end: statement.end, text: lines.join(`\n${indent}`) }];
  });
}

function membersToPatterns({ tree }: ParsedFragment): readonly Edit[] {
  return all(tree, ts.isVariableDeclaration).flatMap((declaration) => {
    const { name, initializer, type } = declaration;
    if (type !== undefined || initializer === undefined || !ts.isIdentifier(name) || !ts.isPropertyAccessExpression(initializer) || initializer.questionDotToken !== undefined || !ts.isIdentifier(initializer.name)) return [];
    if (!ts.isVariableStatement(declaration.parent.parent)) return [];
    const pattern = initializer.name.text === name.text ? name.text : `${initializer.name.text}: ${name.text}`;
    return [{ start: declaration.getStart(), end: declaration.end, text: `{ ${pattern} } = ${initializer.expression.getText()}` }];
  });
}

/** `const` becomes `let`, which is always right; where there is none, a `let` that nothing is written to becomes `const`. */
function constAndLet({ tree, start, end }: ParsedFragment): readonly Edit[] {
  const lists = all(tree, ts.isVariableDeclarationList).filter((list) => list.getStart() >= start && list.end <= end);
  const toLet = lists.filter((list) => tree.text.startsWith("const", list.getStart())).map((list) => ({ start: list.getStart(), end: list.getStart() + 5, text: "let" }));
  if (toLet.length > 0) return toLet;
  const written = new Set(all(tree, ts.isIdentifier).filter(isWritten).map(({ text }) => text));
  return lists
    .filter((list) => tree.text.startsWith("let", list.getStart()))
    .filter(({ declarations }) => declarations.every(({ name, initializer }) => initializer !== undefined && ts.isIdentifier(name) && !written.has(name.text)))
    .map((list) => ({ start: list.getStart(), end: list.getStart() + 3, text: "const" }));
}

function isWritten(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  return ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
}

function shortToFull({ tree }: ParsedFragment): readonly Edit[] {
  return all(tree, ts.isShorthandPropertyAssignment)
    .filter(({ objectAssignmentInitializer }) => objectAssignmentInitializer === undefined)
    .map(({ name, end }) => ({ start: end, end, text: `: ${name.text}` }));
}

function fullToShort({ tree }: ParsedFragment): readonly Edit[] {
  return all(tree, ts.isPropertyAssignment)
    .filter(({ name, initializer }) => ts.isIdentifier(initializer) && ts.isIdentifier(name) && name.text === initializer.text)
    .map(({ name, end }) => ({ start: name.end, end, text: "" }));
}

/** Properties whose values do nothing when they are evaluated, in objects without spreads, stand in another order. */
function propertiesMoved(fragment: ParsedFragment, random: Random): readonly Edit[] {
  const { tree, start, end } = fragment;
  const isMovable = (node: ts.Node): node is ts.ObjectLiteralExpression =>
    ts.isObjectLiteralExpression(node) && node.properties.length > 1 && node.getStart() >= start && node.end <= end && node.properties.every(isQuiet);
  return outermost(tree, isMovable).flatMap(({ properties }) => exchanged(properties, random));
}

function isQuiet(property: ts.ObjectLiteralElementLike): boolean {
  if (ts.isShorthandPropertyAssignment(property) || ts.isMethodDeclaration(property)) return true;
  if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) return false;
  const value = property.initializer;
  return ts.isLiteralExpression(value) || ts.isIdentifier(value) || ts.isFunctionLike(value) || ts.isPropertyAccessExpression(value) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(value.kind);
}

/** Attributes of JSX stand in another order where none is spread. */
function attributesMoved(fragment: ParsedFragment, random: Random): readonly Edit[] {
  const { tree, start, end } = fragment;
  const isMovable = (node: ts.Node): node is ts.JsxAttributes =>
    ts.isJsxAttributes(node) && node.properties.length > 1 && node.getStart() >= start && node.end <= end && node.properties.every((attribute) => ts.isJsxAttribute(attribute));
  return outermost(tree, isMovable).flatMap(({ properties }) => exchanged(properties, random));
}

function exchanged(nodes: readonly ts.Node[], random: Random): readonly Edit[] {
  const shuffled = random.shuffled(nodes);
  const moved = shuffled.every((node, i) => node === nodes[i]) ? [...nodes].reverse() : shuffled;
  return nodes.map((node, i) => ({ start: node.getStart(), end: node.end, text: (moved[i] ?? node).getText() }));
}
