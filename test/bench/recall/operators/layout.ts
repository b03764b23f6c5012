import ts from "typescript";
import { rewritten } from "../parsedFragment.ts";
import type { ParsedFragment } from "../parsedFragment.ts";
import type { Random } from "../random.ts";
import { all, beginsLine, endsLine, indentAt } from "../tree.ts";
import type { Edit } from "../tree.ts";
import type { Operator } from "./operator.ts";

/** Type 1: what a formatter or a writer of comments may change; and what a formatter changes beyond layout. */
export const layoutOperators: readonly Operator[] = [
  { name: "nothing changed", type: "type 1", apply: ({ tree, start, end }) => tree.text.slice(start, end) },
  { name: "comments added", type: "type 1", apply: commentsAdded },
  { name: "comments removed", type: "type 1", apply: commentsRemoved },
  { name: "white space", type: "type 1", apply: whiteSpace },
  { name: "line breaks", type: "type 1", apply: lineBreaks },
  { name: "quotes", type: "type 1", apply: quotes },
  { name: "semicolons", type: "type 1", apply: semicolons },
  { name: "trailing commas", type: "type 1", apply: trailingCommas },
  { name: "parentheses of arrows", type: "syntax only", apply: arrowParentheses },
];

const remarks = ["checked above", "see the specification", "TODO: find a better name", "the order matters here", "kept for old callers"];

function commentsAdded(fragment: ParsedFragment, random: Random): string | undefined {
  const { tree } = fragment;
  const edits: Edit[] = [];
  for (const node of all(tree, isPlaceOfComment)) {
    const start = node.getStart(tree);
    if (start < fragment.start || node.end > fragment.end || !random.chance(0.3)) continue;
    const remark = random.pick(remarks) ?? "";
    const onLine = start > fragment.start && beginsLine(tree.text, start) && !ts.isJsxAttribute(node);
    edits.push({ start, end: start, text: onLine ? `// ${remark}\n${indentAt(tree.text, start)}` : `/* ${remark} */ ` });
  }
  return rewritten(fragment, withoutDoubles(edits));
}

function isPlaceOfComment(node: ts.Node): node is ts.Node {
  if (ts.isSourceFile(node)) return false;
  const { parent } = node;
  if (ts.isJsxAttribute(node)) return true;
  if (ts.isStatement(node)) return !ts.isBlock(node) && (ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseClause(parent));
  return ts.isClassElement(node) || ts.isPropertyAssignment(node) || (ts.isIdentifier(node) && ts.isCallExpression(parent) && parent.arguments.includes(node));
}

function withoutDoubles(edits: readonly Edit[]): readonly Edit[] {
  return [...new Map(edits.map((edit) => [edit.start, edit])).values()];
}

/** The layout and comments between two tokens, as far as no text of JSX is among them. */
interface Gap {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly before: string;
  readonly behind: string;
}

function gapsOf({ tree, tokens }: ParsedFragment): readonly Gap[] {
  const gaps: Gap[] = [];
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    if (next === undefined || token.kind === ts.SyntaxKind.JsxText || next.kind === ts.SyntaxKind.JsxText) continue;
    gaps.push({ start: token.end, end: next.start, text: tree.text.slice(token.end, next.start), before: token.text, behind: next.text });
  }
  return gaps;
}

function commentsRemoved(fragment: ParsedFragment): string | undefined {
  const edits: Edit[] = [];
  for (const { start, end, text } of gapsOf(fragment)) {
    if (!/\/[/*]/.test(text)) continue;
    const plain = text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, "").replace(/[ \t]+\n/g, "\n").replace(/\n\s*\n/g, "\n");
    edits.push({ start, end, text: plain === "" ? " " : plain });
  }
  return rewritten(fragment, edits);
}

function whiteSpace(fragment: ParsedFragment, random: Random): string | undefined {
  const edits: Edit[] = [];
  for (const { start, end, text, before, behind } of gapsOf(fragment)) {
    if (text.includes("\n")) {
      if (text.trim() === "") edits.push({ start, end, text: text.replace(/[ \t]+/g, (run) => run + run).replace(/\n+/, random.chance(0.25) ? "\n\n" : "\n") });
    } else if (text === "" && /^[([]$/.test(before) !== /^[)\]]$/.test(behind)) edits.push({ start, end, text: " " });
    else if (text === " " && /^[=,:]$/.test(before)) edits.push({ start, end, text: "  " });
  }
  return rewritten(fragment, edits);
}

/** Breaks only where no statement can end, so none ends there; joins only lines that are broken in such a place. */
function lineBreaks(fragment: ParsedFragment, random: Random): string | undefined {
  const edits: Edit[] = [];
  for (const { start, end, text, before, behind } of gapsOf(fragment)) {
    if (text.trim() !== "") continue;
    const isOpen = /^([([,=]|&&|\|\||=>|\+)$/.test(before);
    if (text.includes("\n")) {
      if ((isOpen || /^[)\]]$/.test(behind)) && random.chance(0.4)) edits.push({ start, end, text: isOpen && before !== "(" && before !== "[" ? " " : "" });
    } else if (isOpen && random.chance(0.4)) edits.push({ start, end, text: `\n${indentAt(fragment.tree.text, start)}    ` });
  }
  return rewritten(fragment, edits);
}

function quotes(fragment: ParsedFragment): string | undefined {
  return rewritten(
    fragment,
    all(fragment.tree, ts.isStringLiteral)
      .filter((literal) => !/['"\\]/.test(literal.getText().slice(1, -1)))
      .map((literal) => {
        const [start, end] = [literal.getStart(), literal.end];
        const quote = fragment.tree.text[start] === '"' ? "'" : '"';
        return { start, end, text: quote + fragment.tree.text.slice(start + 1, end - 1) + quote };
      }),
  );
}

function endsWithSemicolon(node: ts.Node): boolean {
  return (
    ts.isExpressionStatement(node) || ts.isVariableStatement(node) || ts.isReturnStatement(node) || ts.isThrowStatement(node) ||
    ts.isBreakStatement(node) || ts.isContinueStatement(node)
  );
}

/** Takes the semicolons at line ends away, or adds them where there are none. */
function semicolons(fragment: ParsedFragment): string | undefined {
  const { tree, start, end } = fragment;
  const statements = all(tree, (node): node is ts.Node => endsWithSemicolon(node)).filter((node) => node.getStart() >= start && node.end <= end && endsLine(tree.text, node.end));
  const closed = statements.filter((node) => tree.text[node.end - 1] === ";" && !/^[([+\-/`*]/.test(tree.text.slice(node.end).trimStart()));
  if (closed.length > statements.length / 2) return rewritten(fragment, closed.map((node) => ({ start: node.end - 1, end: node.end, text: "" })));
  return rewritten(fragment, statements.filter((node) => tree.text[node.end - 1] !== ";").map((node) => ({ start: node.end, end: node.end, text: ";" })));
}

function trailingCommas(fragment: ParsedFragment): string | undefined {
  const { tree } = fragment;
  const edits: Edit[] = [];
  const toggle = (list: ts.NodeArray<ts.Node>, close: number): void => {
    const last = list.at(-1);
    if (last === undefined || last.getStart() < fragment.start || close > fragment.end) return;
    if (list.hasTrailingComma) edits.push({ start: last.end, end: list.end, text: "" });
    else if (tree.text.slice(last.end, close).includes("\n")) edits.push({ start: last.end, end: last.end, text: "," });
  };
  all(tree, ts.isObjectLiteralExpression).forEach((node) => toggle(node.properties, node.end - 1));
  all(tree, ts.isArrayLiteralExpression).forEach((node) => toggle(node.elements, node.end - 1));
  all(tree, ts.isCallExpression).forEach((node) => toggle(node.arguments, node.end - 1));
  return rewritten(fragment, edits);
}

function arrowParentheses(fragment: ParsedFragment): string | undefined {
  const edits: Edit[] = [];
  for (const arrow of all(fragment.tree, ts.isArrowFunction)) {
    const [parameter] = arrow.parameters;
    if (parameter === undefined || arrow.parameters.length !== 1 || arrow.typeParameters !== undefined || arrow.type !== undefined) continue;
    const plain = ts.isIdentifier(parameter.name) && textLength(parameter) === textLength(parameter.name);
    if (!plain || fragment.tree.text.slice(parameter.end, arrow.equalsGreaterThanToken.getStart()).includes(",")) continue;
    const open = parameter.getStart() - 1;
    if (fragment.tree.text.slice(arrow.getStart(), open + 1).endsWith("(")) edits.push({ start: open, end: open + 1, text: arrow.modifiers === undefined ? "" : " " }, { start: parameter.end, end: parameter.end + 1, text: "" });
    else edits.push({ start: open + 1, end: open + 1, text: "(" }, { start: parameter.end, end: parameter.end, text: ")" });
  }
  return rewritten(fragment, edits);
}

function textLength(node: ts.Node): number {
  return node.end - node.getStart();
}
