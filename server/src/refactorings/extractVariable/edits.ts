import { ts } from "../../syntax/typescript.ts";
import { indentAt, movedText } from "../extractFunction/writing/rope.ts";
import type { Layout } from "../modules/layout.ts";
import type { TextEdit } from "../refactoring.ts";
import type { Plan } from "./places.ts";

/** The edits of one file, and where the name of the constant stands after them. */
export interface VariableEdits {
  readonly edits: readonly TextEdit[];
  readonly declared: number;
}

/** Writes the constant in front of its anchor and its name in all places. */
export function editsOf({ host, anchor, places }: Plan, value: ts.Expression, source: ts.SourceFile, name: string, type: string | undefined, layout: Layout): VariableEdits {
  const { text } = source;
  const word = `const ${name}${type === undefined ? "" : `: ${type}`} = `;
  const start = anchor.getStart(source);
  const [only, other] = places;
  const statement = only?.node.parent;
  // A statement that is nothing but the value becomes the declaration.
  if (other === undefined && statement !== undefined && statement === anchor && host.kind === "list" && ts.isExpressionStatement(statement)) {
    return withDeclaration([{ start, end: start, text: word }], word);
  }
  const { end: semicolon, newLine: br, step } = layout;
  const outerIndent = indentAt(text, host.kind === "list" ? start : anchor.parent.getStart(source));
  const inner = host.kind === "list" ? outerIndent : outerIndent + step;
  const bare = withoutParentheses(value);
  const moved = movedText(source, bare.getStart(source), bare.end, [], indentAt(text, bare.getStart(source)), inner).text;
  const declaration = word + moved;
  const uses = places.map(({ node }) => useOf(node, source, name));
  if (host.kind === "list") {
    const at = insertionStart(source, anchor);
    const isFirstOnLine = /(^|[\r\n])[ \t]*$/.test(text.slice(0, at));
    // What begins with a bracket would go on with the line before.
    const end = semicolon === "" && (!isFirstOnLine || /[([`+\-/]/.test(text.charAt(start))) ? ";" : semicolon;
    const insertion = { start: at, end: at, text: declaration + end + (isFirstOnLine ? br + outerIndent : " ") };
    return withDeclaration([insertion, ...uses], word);
  }
  const isArrow = host.kind === "arrow";
  const wrapped = isArrow ? unwrapped(anchor, source) : anchor;
  // A block begins on the line of what it belongs to, unless a comment stands between.
  const blanks = /[ \t\r\n]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const open = `${blanks > 0 ? " " : ""}{${br}${inner}${declaration}${semicolon}${br}${inner}${isArrow ? "return " : ""}`;
  const close = `${isArrow ? semicolon : ""}${br}${outerIndent}}`;
  const edits = [{ start: start - blanks, end: wrapped.getStart(source), text: open }, ...uses, { start: wrapped.end, end: anchor.end, text: close }];
  return withDeclaration(edits, word);
}

/** What stands in the parentheses around a value, if nothing else does. */
function unwrapped(node: ts.Node, source: ts.SourceFile): ts.Node {
  const inner = withoutParentheses(node);
  const around = source.text.slice(node.getStart(source), inner.getStart(source)) + source.text.slice(inner.end, node.end);
  return /^[()\s]*$/.test(around) ? inner : node;
}

/** Edits that begin where the one before ends are one. */
function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
  const all: TextEdit[] = [];
  for (const edit of edits) {
    const before = all[all.length - 1];
    if (before !== undefined && before.end === edit.start) all[all.length - 1] = { start: before.start, end: edit.end, text: before.text + edit.text };
    else all.push(edit);
  }
  return all;
}

/** The first edit holds the declaration, whose first word is `word`. */
function withDeclaration(edits: readonly TextEdit[], word: string): VariableEdits {
  const joined = merged(edits);
  const first = joined[0];
  return { edits: joined, declared: (first?.start ?? 0) + (first?.text.indexOf(word) ?? 0) + "const ".length };
}

/** In front of the comments that stand directly above the statement, which speak for it. */
function insertionStart(source: ts.SourceFile, anchor: ts.Node): number {
  const start = anchor.getStart(source);
  const comments = ts.getLeadingCommentRanges(source.text, anchor.getFullStart()) ?? [];
  let at = start;
  for (const { pos, end } of comments.toReversed()) {
    const gap = source.text.slice(end, at);
    const isAttached = /^[ \t]*(\r?\n)?[ \t]*$/.test(gap) && /(^|[\r\n])[ \t]*$/.test(source.text.slice(0, pos));
    if (!isAttached || source.text.startsWith("#!", pos)) break;
    at = pos;
  }
  return at;
}

function withoutParentheses(node: ts.Node): ts.Node {
  return ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;
}

/** The name in place of the expression, in braces where markup wants them, and short where it is the property's too. */
function useOf(node: ts.Expression, source: ts.SourceFile, name: string): TextEdit {
  const { parent } = node;
  const [start, end] = [node.getStart(source), node.end];
  if (ts.isJsxElement(parent) || ts.isJsxFragment(parent) || ts.isJsxAttribute(parent)) return { start, end, text: `{${name}}` };
  if (ts.isPropertyAssignment(parent) && ts.isIdentifier(parent.name) && parent.name.text === name && parent.initializer === node) return { start: parent.getStart(source), end, text: name };
  return { start, end, text: name };
}
