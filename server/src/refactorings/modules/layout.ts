import { ts } from "../../syntax/typescript.ts";

/** How a file is written, read from what stands in it. */
export interface Layout {
  readonly newLine: string;
  readonly quote: string;
  /** `;` or nothing. */
  readonly end: string;
}

/** The habits of a file: those that most of its statements show. */
export function layoutOf(source: ts.SourceFile): Layout {
  const { text } = source;
  let withEnd = 0;
  let without = 0;
  let single = 0;
  let double = 0;
  for (const statement of source.statements) {
    if (endsWithSemicolon(statement)) {
      if (text.charAt(statement.end - 1) === ";") withEnd++;
      else without++;
    }
    if ((ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) && statement.moduleSpecifier) {
      if (text.charAt(statement.moduleSpecifier.getStart(source)) === "'") single++;
      else double++;
    }
  }
  if (single + double === 0) {
    single = text.split("'").length;
    double = text.split('"').length;
  }
  return {
    newLine: text.includes("\r\n") ? "\r\n" : "\n",
    quote: single > double ? "'" : '"',
    end: without > withEnd ? "" : ";",
  };
}

function endsWithSemicolon(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isVariableStatement(statement) ||
    ts.isExpressionStatement(statement)
  );
}

/** The offset of the first character of the line that holds `offset`. */
export function lineStartOf(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text.charAt(at - 1) !== "\n" && text.charAt(at - 1) !== "\r") at--;
  return at;
}

/** The offset behind the line break that ends the line of `offset`. */
export function lineEndOf(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text.charAt(at) !== "\n" && text.charAt(at) !== "\r") at++;
  return text.startsWith("\r\n", at) ? at + 2 : Math.min(at + 1, text.length);
}

/** The blanks at the beginning of the line of `offset`. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStartOf(text, offset)))?.[0] ?? "";
}
