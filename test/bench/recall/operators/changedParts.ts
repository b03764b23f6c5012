import ts from "typescript";
import { rewritten } from "../parsedFragment.ts";
import type { ParsedFragment } from "../parsedFragment.ts";
import type { Random } from "../random.ts";
import { tokensIn } from "../tokens.ts";
import { all, beginsLine, endsLine, indentAt, walk } from "../tree.ts";
import type { Edit } from "../tree.ts";
import type { Operator, Pool } from "./operator.ts";

/** Type 3: parts inserted, deleted or changed. What is put in stands in other real files. */
export const changedPartsOperators: readonly Operator[] = [
  { name: "inserted in a line", type: "type 3", apply: (fragment, random) => rewritten(fragment, partInserted(fragment, random)) },
  { name: "line inserted", type: "type 3", apply: (fragment, random, pool) => rewritten(fragment, linesInserted(fragment, random, pool, 1, 1)) },
  { name: "lines inserted together", type: "type 3", apply: (fragment, random, pool) => rewritten(fragment, linesInserted(fragment, random, pool, 1, 3)) },
  { name: "lines inserted apart", type: "type 3", apply: (fragment, random, pool) => rewritten(fragment, linesInserted(fragment, random, pool, 3, 1)) },
  { name: "line deleted", type: "type 3", apply: (fragment, random) => rewritten(fragment, lineDeleted(fragment, random)) },
  { name: "line modified", type: "type 3", apply: (fragment, random, pool) => rewritten(fragment, lineModified(fragment, random, pool)) },
  { name: "expression changed", type: "type 3", apply: (fragment, random, pool) => rewritten(fragment, expressionChanged(fragment, random, pool)) },
  { name: "inserted, deleted and changed", type: "type 3", apply: severalChanges },
];

function severalChanges(fragment: ParsedFragment, random: Random, pool: Pool): string | undefined {
  const kept: Edit[] = [];
  const parts = [linesInserted(fragment, random, pool, 1, 1), lineDeleted(fragment, random), expressionChanged(fragment, random, pool)];
  if (parts.some((edits) => edits.length === 0)) return undefined;
  for (const edit of parts.flat()) {
    if (kept.every(({ start, end }) => edit.end < start || edit.start > end)) kept.push(edit);
  }
  return kept.length < 3 ? undefined : rewritten(fragment, kept);
}

/** A statement of a list, or a child or an attribute of JSX, that has its lines for itself. */
function linesOf({ tree, start, end }: ParsedFragment): readonly ts.Node[] {
  return all(tree, isElement).filter(
    (node) => node.getStart() > start && node.end < end && beginsLine(tree.text, node.getStart()) && endsLine(tree.text, node.end),
  );
}

function isElement(node: ts.Node): node is ts.Node {
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node)) return ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent);
  if (ts.isJsxAttribute(node)) return true;
  return ts.isStatement(node) && !ts.isBlock(node) && (ts.isBlock(node.parent) || ts.isCaseClause(node.parent));
}

function isOneLine(node: ts.Node): boolean {
  return !node.getText().includes("\n");
}

/** A line from elsewhere of the kind of `node`. */
function lineLike(node: ts.Node, random: Random, pool: Pool): string {
  if (ts.isJsxAttribute(node)) return `data-${random.pick(["state", "kind", "anchor"]) ?? ""}={${random.pick(pool.expressions) ?? "undefined"}}`;
  return random.pick(ts.isStatement(node) ? pool.statements : pool.elements) ?? "";
}

function linesInserted(fragment: ParsedFragment, random: Random, pool: Pool, places: number, lines: number): readonly Edit[] {
  const { tree } = fragment;
  const chosen = random.shuffled(linesOf(fragment)).slice(0, places);
  if (chosen.length < places) return [];
  return chosen.map((node) => {
    const start = node.getStart();
    const indent = indentAt(tree.text, start);
    const text = Array.from({ length: lines }, () => `${lineLike(node, random, pool)}\n${indent}`).join("");
    return { start, end: start, text };
  });
}

function lineDeleted(fragment: ParsedFragment, random: Random): readonly Edit[] {
  const { tree } = fragment;
  const [node] = random.shuffled(linesOf(fragment).filter((line) => isOneLine(line)));
  if (node === undefined) return [];
  return [{ start: tree.text.lastIndexOf("\n", node.getStart()), end: node.end, text: "" }];
}

function lineModified(fragment: ParsedFragment, random: Random, pool: Pool): readonly Edit[] {
  const [node] = random.shuffled(linesOf(fragment).filter((line) => isOneLine(line) && !ts.isReturnStatement(line)));
  return node === undefined ? [] : [{ start: node.getStart(), end: node.end, text: lineLike(node, random, pool) }];
}

/** One more argument, one more operand, or one more attribute. */
function partInserted(fragment: ParsedFragment, random: Random): readonly Edit[] {
  const edits: Edit[] = [];
  for (const node of everyNode(fragment.tree)) {
    if (node.getStart() < fragment.start || node.end > fragment.end) continue;
    if (ts.isCallExpression(node)) {
      const last = node.arguments.at(-1);
      if (last !== undefined && !ts.isFunctionLike(last)) edits.push({ start: last.end, end: last.end, text: ", options.depth" });
    } else if (ts.isIfStatement(node)) {
      if (!has(node.expression, "||") && !has(node.expression, "??")) edits.push({ start: node.expression.end, end: node.expression.end, text: " && !isClosed(scope)" });
    } else if (ts.isJsxSelfClosingElement(node) || ts.isJsxOpeningElement(node)) {
      edits.push({ start: node.tagName.end, end: node.tagName.end, text: node.typeArguments === undefined ? " tabIndex={order + 1}" : "" });
    }
  }
  return random.shuffled(edits.filter(({ text }) => text !== "")).slice(0, 1);
}

function everyNode(tree: ts.SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  walk(tree, (node) => {
    nodes.push(node);
    return true;
  });
  return nodes;
}

function has(node: ts.Node, text: string): boolean {
  return node.getText().includes(text);
}

/** One expression of 3 to 20 tokens becomes another. */
function expressionChanged(fragment: ParsedFragment, random: Random, pool: Pool): readonly Edit[] {
  const expressions = all(fragment.tree, isWholeExpression).filter((node) => {
    const size = tokensIn(fragment.tokens, node.getStart(), node.end).length;
    return node.getStart() >= fragment.start && node.end <= fragment.end && size >= 3 && size <= 20 && isOneLine(node);
  });
  const node = random.pick(expressions);
  const other = random.pick(pool.expressions);
  return node === undefined || other === undefined ? [] : [{ start: node.getStart(), end: node.end, text: other }];
}

/** An argument, an initial value, a condition, what is returned, or what stands in braces in JSX. */
function isWholeExpression(node: ts.Node): node is ts.Node {
  if (!ts.isExpression(node) || ts.isFunctionLike(node) || ts.isSpreadElement(node)) return false;
  const { parent } = node;
  if (ts.isCallExpression(parent)) return parent.arguments.includes(node);
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isIfStatement(parent) || ts.isReturnStatement(parent)) return parent.expression === node;
  return ts.isJsxExpression(parent) && parent.expression === node;
}
