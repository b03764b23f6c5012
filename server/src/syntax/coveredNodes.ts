import type { Span } from "./position.ts";
import { ts } from "./typescript.ts";

/**
 * Neighbouring nodes of one list, or one node, that a range covers exactly; the outermost where several do. Blanks at
 * its ends, and the separator behind the last node, do not count; a comment that belongs to the first node may be
 * covered with it. `undefined` where the range cuts through a node.
 */
export function nodesOf(source: ts.SourceFile, span: Span): readonly ts.Node[] | undefined {
  const { start, end } = trimmed(source, span);
  let found: readonly ts.Node[] | undefined;
  const visit = (node: ts.Node): void => {
    if (node.getFullStart() > start || node.end < trimmedEnd(source, end)) return;
    // The outermost node of the range is the unit; only chains that add nothing, such as a
    // statement around its expression, lie between.
    if (found === undefined) {
      if (covers(source, node, node, { start, end }) && !ts.isSourceFile(node) && node.kind !== ts.SyntaxKind.SyntaxList) {
        found = [node];
        return;
      }
      for (const list of listsOf(node)) {
        const first = list.findIndex((one) => startsAt(source, one, start));
        if (first < 0) continue;
        const last = list.findIndex((one, at) => at >= first && covers(source, list[first] ?? one, one, { start, end }));
        if (last >= 0) {
          found = list.slice(first, last + 1);
          return;
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The end of the range without a comma or semicolon that stands behind its last node. */
function trimmedEnd(source: ts.SourceFile, end: number): number {
  let at = end;
  while (at > 0 && /[\s,;]/.test(source.text.charAt(at - 1))) at--;
  return at;
}

/** The range without white space at its ends. */
export function trimmed(source: ts.SourceFile, { start, end }: Span): Span {
  const text = source.text.slice(start, end);
  return { start: start + text.length - text.trimStart().length, end: end - (text.length - text.trimEnd().length) };
}

/** Whether the node begins at the offset, or a comment of its own does. */
export function startsAt(source: ts.SourceFile, node: ts.Node, offset: number): boolean {
  const start = node.getStart(source);
  if (start === offset) return true;
  const comments = offset < start ? ts.getLeadingCommentRanges(source.text, node.getFullStart()) : undefined;
  return comments?.some((comment) => comment.pos === offset) ?? false;
}

function covers(source: ts.SourceFile, first: ts.Node, last: ts.Node, range: Span): boolean {
  if (!startsAt(source, first, range.start)) return false;
  return last.end === range.end || trimmedEnd(source, last.end) === trimmedEnd(source, range.end);
}

function listsOf(node: ts.Node): readonly (readonly ts.Node[])[] {
  if (ts.isSourceFile(node) || ts.isBlock(node) || ts.isModuleBlock(node) || ts.isCaseOrDefaultClause(node))
    return [node.statements];
  if (ts.isClassLike(node)) return [node.members];
  if (ts.isObjectLiteralExpression(node)) return [node.properties];
  if (ts.isArrayLiteralExpression(node)) return [node.elements];
  if (ts.isCaseBlock(node)) return [node.clauses];
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return [node.arguments ?? []];
  if (ts.isJsxElement(node) || ts.isJsxFragment(node)) return [node.children.filter((child) => !blankText(child))];
  if (ts.isVariableDeclarationList(node)) return [node.declarations];
  return [];
}

function blankText(node: ts.Node): boolean {
  return ts.isJsxText(node) && node.containsOnlyTriviaWhiteSpaces;
}
