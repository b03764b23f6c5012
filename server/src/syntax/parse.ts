import type { Dialect } from "./scanner.ts";
import { ts } from "./typescript.ts";

/** Parses one file for reading facts: no parent pointers, no JSDoc. Syntax errors do not stop it. */
export function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(
    file,
    text,
    {
      languageVersion: ts.ScriptTarget.Latest,
      jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
    },
    false,
    scriptKindOf(file),
  );
}

/** A syntax error of a parsed file; `start` is an offset from 0. */
export interface SyntaxError {
  readonly start: number;
  readonly message: string;
}

/** The syntax errors that the parser met, in the order of the text. */
export function syntaxErrorsOf(sourceFile: ts.SourceFile): readonly SyntaxError[] {
  // The parser keeps them on the file; the public way to them needs a whole program.
  const { parseDiagnostics } = sourceFile as { parseDiagnostics?: readonly ts.Diagnostic[] };
  return (parseDiagnostics ?? []).map(({ start, messageText }) => ({
    start: start ?? 0,
    message: ts.flattenDiagnosticMessageText(messageText, " "),
  }));
}

/** How the parser is to read a file, by its ending. JavaScript may always hold JSX. */
export function scriptKindOf(file: string): ts.ScriptKind {
  if (/\.[mc]?ts$/.test(file)) return ts.ScriptKind.TS;
  if (file.endsWith(".tsx")) return ts.ScriptKind.TSX;
  return ts.ScriptKind.JSX;
}

/** What the structure reader is to expect in a file, by its ending. */
export function dialectOf(file: string): Dialect {
  return { markup: !/\.[mc]?ts$/.test(file), types: /\.[mc]?tsx?$/.test(file) };
}
