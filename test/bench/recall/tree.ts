import ts from "typescript";

/** A part of a text to replace; offsets from 0. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Parses with parent pointers. How it is read depends on the ending of `path`. */
export function parseText(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, true);
}

/** What the parser objects to, each with its line from 1. */
export function syntaxErrors(path: string, text: string): readonly string[] {
  return syntaxErrorsOf(parseText(path, text));
}

export function syntaxErrorsOf(tree: ts.SourceFile): readonly string[] {
  // The parser keeps them on the file; the public way to them needs a whole program.
  const { parseDiagnostics } = tree as { parseDiagnostics?: readonly ts.Diagnostic[] };
  if (parseDiagnostics === undefined) throw new Error("This version of TypeScript keeps syntax errors elsewhere.");
  return parseDiagnostics.map(({ start, messageText }) => `${tree.getLineAndCharacterOfPosition(start ?? 0).line + 1}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
}

/** The text with all edits made; they must not overlap. Insertions at one place keep their order. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at) throw new Error(`Edits overlap at ${edit.start}: ${edit.text}`);
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Calls `visit` with the node and all nodes below it, outer ones first; it goes no deeper where `visit` gives false. */
export function walk(node: ts.Node, visit: (node: ts.Node) => boolean | undefined): void {
  if (visit(node) === false) return;
  node.forEachChild((child) => walk(child, visit));
}

/** All nodes at or below `node` that pass, but none inside another that does. */
export function outermost<Found extends ts.Node>(node: ts.Node, test: (node: ts.Node) => node is Found): readonly Found[] {
  const found: Found[] = [];
  walk(node, (inner) => {
    if (!test(inner)) return true;
    found.push(inner);
    return false;
  });
  return found;
}

/** All nodes at or below `node` that pass. */
export function all<Found extends ts.Node>(node: ts.Node, test: (node: ts.Node) => node is Found): readonly Found[] {
  const found: Found[] = [];
  walk(node, (inner) => {
    if (test(inner)) found.push(inner);
    return true;
  });
  return found;
}

/** Whether a node that passes stands at or below `node`; functions inside are not entered. */
export function hasOutsideFunctions(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
  let has = false;
  walk(node, (inner) => {
    if (has || (inner !== node && ts.isFunctionLike(inner))) return false;
    has = test(inner);
    return !has;
  });
  return has;
}

/** Whether a node that passes stands at or below `node`, wherever. */
export function has(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
  let found = false;
  walk(node, (inner) => {
    found ||= test(inner);
    return !found;
  });
  return found;
}

/** The white space before the first word of the line of an offset. */
export function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? "";
}

/** Whether only white space stands before an offset in its line. */
export function beginsLine(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset).trim() === "";
}

/** Whether nothing but white space stands behind an offset in its line. */
export function endsLine(text: string, offset: number): boolean {
  const lineEnd = text.indexOf("\n", offset);
  return text.slice(offset, lineEnd === -1 ? undefined : lineEnd).trim() === "";
}

export function lineCountOf(text: string): number {
  return text.split("\n").length;
}
