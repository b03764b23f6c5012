import ts from "typescript";
import type { ParsedFragment } from "../parsedFragment.ts";
import { outermost } from "../tree.ts";
import type { Edit } from "../tree.ts";
import { eitherWay } from "./eitherWay.ts";
import type { Operator } from "./operator.ts";

/** Expressions in another form. */
export const expressionFormOperators: readonly Operator[] = [
  { name: "template and +", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, templateToSum, sumToTemplate) },
  { name: "?. and &&", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, chainToAnd, andToChain) },
  { name: "?? and ||", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, defaultsSwapped, () => []) },
  { name: "forms of x += 1", type: "syntax only", apply: (fragment, random) => eitherWay(fragment, random, stepsToSums, sumsToSteps) },
];

function templateToSum({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isTemplateExpression).flatMap((node) => {
    if (ts.isTaggedTemplateExpression(node.parent)) return [];
    const literals = [node.head, ...node.templateSpans.map(({ literal }) => literal)];
    if (literals.some(({ rawText, text }) => (rawText ?? text).includes("\n") || text.includes("\\") || text.includes('"'))) return [];
    const parts = [quoted(node.head.text)];
    for (const { expression, literal } of node.templateSpans) parts.push(isAtom(expression) ? expression.getText() : `(${expression.getText()})`, quoted(literal.text));
    const sum = parts.filter((part, i) => part !== '""' || i === 0).join(" + ");
    return [{ start: node.getStart(), end: node.end, text: ts.isPropertyAccessExpression(node.parent) ? `(${sum})` : sum }];
  });
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function isAtom(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isCallExpression(node) || ts.isElementAccessExpression(node);
}

function sumToTemplate({ tree }: ParsedFragment): readonly Edit[] {
  const isSum = (node: ts.Node): node is ts.BinaryExpression => {
    const parts = partsOfSum(node);
    return parts.length > 1 && parts.some(isPlainString) && parts.some((part) => !ts.isStringLiteral(part)) && parts.every((part) => !ts.isStringLiteral(part) || isPlainString(part));
  };
  return outermost(tree, isSum).map((node) => {
    const text = partsOfSum(node).map((part) => (ts.isStringLiteral(part) ? part.text : `\${${part.getText()}}`)).join("");
    return { start: node.getStart(), end: node.end, text: `\`${text}\`` };
  });
}

function partsOfSum(node: ts.Node): readonly ts.Expression[] {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) return [...partsOfSum(node.left), node.right];
  return ts.isExpression(node) ? [node] : [];
}

function isPlainString(node: ts.Node): boolean {
  return ts.isStringLiteral(node) && !/[\\`$\n]/.test(node.getText());
}

/** `a?.b` becomes `a && a.b`. */
function chainToAnd({ tree }: ParsedFragment): readonly Edit[] {
  const isChain = (node: ts.Node): node is ts.PropertyAccessExpression | ts.CallExpression => {
    const link = firstLink(node);
    return link !== undefined && !(ts.isOptionalChain(node.parent) && firstLink(node.parent) === link);
  };
  return outermost(tree, isChain).flatMap((node) => {
    const link = firstLink(node);
    if (link?.questionDotToken === undefined) return [];
    const owner = link.expression.getText();
    const rest = tree.text.slice(link.questionDotToken.end, node.end);
    const text = `${owner} && ${owner}.${rest}`;
    return [{ start: node.getStart(), end: node.end, text: ts.isBinaryExpression(node.parent) || ts.isPrefixUnaryExpression(node.parent) || ts.isAwaitExpression(node.parent) || ts.isAsExpression(node.parent) ? `(${text})` : text }];
  });
}

/** The innermost optional member access of a chain, where there is one only. */
function firstLink(node: ts.Node): ts.PropertyAccessExpression | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    if (node.questionDotToken === undefined) return firstLink(node.expression);
    return ts.isIdentifier(node.expression) || ts.isPropertyAccessExpression(node.expression) ? (node.expression.getText().includes("?.") ? undefined : node) : undefined;
  }
  return ts.isCallExpression(node) && node.questionDotToken === undefined ? firstLink(node.expression) : undefined;
}

/** `a && a.b` becomes `a?.b`. */
function andToChain({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isBinaryExpression).flatMap(({ left, operatorToken, right }) => {
    if (operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) return [];
    const [owner, access] = [left.getText(), right.getText()];
    return access.startsWith(`${owner}.`) ? [{ start: left.getStart(), end: right.end, text: `${owner}?.${access.slice(owner.length + 1)}` }] : [];
  });
}

function defaultsSwapped({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isBinaryExpression).flatMap((node) => {
    const { operatorToken, left, right, parent } = node;
    const other = new Map([[ts.SyntaxKind.QuestionQuestionToken, "||"], [ts.SyntaxKind.BarBarToken, "??"]]).get(operatorToken.kind);
    // The two must not be mixed without parentheses, and a condition is no default.
    if (other === undefined || [left, right, parent].some(isLogical) || ts.isIfStatement(parent)) return [];
    return [{ start: operatorToken.getStart(), end: operatorToken.end, text: other }];
  });
}

function isLogical(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.AmpersandAmpersandToken].includes(node.operatorToken.kind);
}

const compound = new Map([
  [ts.SyntaxKind.PlusEqualsToken, "+"],
  [ts.SyntaxKind.MinusEqualsToken, "-"],
  [ts.SyntaxKind.AsteriskEqualsToken, "*"],
  [ts.SyntaxKind.SlashEqualsToken, "/"],
  [ts.SyntaxKind.BarEqualsToken, "|"],
  [ts.SyntaxKind.AmpersandEqualsToken, "&"],
]);

/** `x++` and `x += 1` become `x = x + 1`, where the value is not used. */
function stepsToSums({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, isStep).map((node) => {
    const [start, end] = [node.getStart(), node.end];
    if (ts.isBinaryExpression(node)) {
      const target = node.left.getText();
      return { start, end, text: `${target} = ${target} ${compound.get(node.operatorToken.kind) ?? ""} ${isAtom(node.right) || ts.isNumericLiteral(node.right) ? node.right.getText() : `(${node.right.getText()})`}` };
    }
    const target = node.operand.getText();
    return { start, end, text: `${target} = ${target} ${node.operator === ts.SyntaxKind.PlusPlusToken ? "+" : "-"} 1` };
  });
}

function isStep(node: ts.Node): node is ts.BinaryExpression | ts.PostfixUnaryExpression | ts.PrefixUnaryExpression {
  if (ts.isSourceFile(node)) return false;
  if (!ts.isExpressionStatement(node.parent) && !(ts.isForStatement(node.parent) && node.parent.incrementor === node)) return false;
  if (ts.isBinaryExpression(node)) return compound.has(node.operatorToken.kind);
  return ts.isPostfixUnaryExpression(node) || (ts.isPrefixUnaryExpression(node) && (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken));
}

/** `x = x + y` and `x++` become `x += y`. */
function sumsToSteps({ tree }: ParsedFragment): readonly Edit[] {
  return outermost(tree, ts.isExpressionStatement).flatMap(({ expression }) => {
    const [start, end] = [expression.getStart(), expression.end];
    if (ts.isPostfixUnaryExpression(expression)) return [{ start, end, text: `${expression.operand.getText()} ${expression.operator === ts.SyntaxKind.PlusPlusToken ? "+=" : "-="} 1` }];
    if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return [];
    const { left, right } = expression;
    if (!ts.isBinaryExpression(right) || right.operatorToken.kind !== ts.SyntaxKind.PlusToken || right.left.getText() !== left.getText()) return [];
    return [{ start, end, text: `${left.getText()} += ${right.right.getText()}` }];
  });
}
