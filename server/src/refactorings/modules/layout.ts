import { ts } from "../../syntax/typescript.ts";
import type { Formatting } from "./formatting/formatting.ts";

/** How a file is written. */
export interface Layout {
  readonly newLine: string;
  readonly quote: '"' | "'";
  /** What ends a statement: `;` or nothing. */
  readonly end: string;
  /** One step of indentation. */
  readonly step: string;
  /** Longer lists of parameters, arguments and attributes get a line for each. */
  readonly width: number;
  /** What stands behind the last of several parameters or arguments that have lines of their own: a comma or nothing. */
  readonly lastComma: string;
  /** What stands inside of the braces of imports, objects and patterns: a blank or nothing. */
  readonly pad: string;
  /** Whether the only parameter of an arrow function stands in parentheses. */
  readonly parentheses: boolean;
}

/** What is said of a file's layout, and the habits of the file where nothing is: those that most of its text shows. */
export function layoutOf(source: ts.SourceFile, said: Formatting = {}): Layout {
  const { text } = source;
  const habits = habitsOf(source);
  return {
    // What moves keeps its line ends, and a file has one kind of them.
    newLine: text.includes("\r\n") ? "\r\n" : "\n",
    quote: said.quote ?? quoteOf(source),
    end: said.end ?? (usesSemicolons(source) ? ";" : ""),
    step: said.step ?? stepOf(text),
    width: said.width ?? widthOf(text),
    lastComma: (said.lastComma ?? habits.lastComma >= 0) ? "," : "",
    pad: (said.spaced ?? habits.spaced >= 0) ? " " : "",
    parentheses: said.parentheses ?? habits.parentheses >= 0,
  };
}

/** The quotes around what most imports name, or around most of all that is in quotes. */
function quoteOf(source: ts.SourceFile): '"' | "'" {
  const { text } = source;
  const specifiers = source.statements.flatMap((one) => ((ts.isImportDeclaration(one) || ts.isExportDeclaration(one)) && one.moduleSpecifier ? [text.charAt(one.moduleSpecifier.getStart(source))] : []));
  const single = specifiers.filter((one) => one === "'").length;
  const more = specifiers.length > 0 ? single > specifiers.length - single : text.split("'").length > text.split('"').length;
  return more ? "'" : '"';
}

/** Whether most of the first statements end with a semicolon. */
function usesSemicolons(source: ts.SourceFile): boolean {
  let withSemicolon = 0;
  let without = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) || ts.isVariableStatement(node) || ts.isReturnStatement(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      if (source.text[node.end - 1] === ";") withSemicolon++;
      else without++;
    }
    if (withSemicolon + without < 40) ts.forEachChild(node, visit);
  };
  visit(source);
  return withSemicolon >= without;
}

/** The smallest indentation; two blanks where there is none. */
function stepOf(text: string): string {
  let best: string | undefined;
  for (const match of text.matchAll(/^([ \t]+)[^\s*]/gm)) {
    const space = match[1] ?? "";
    if (space.startsWith("\t")) return "\t";
    if (best === undefined || space.length < best.length) best = space;
    if (best.length === 2) break;
  }
  return best !== undefined && best.length > 1 ? best : "  ";
}

/** A file with fewer lines does not show how long it lets them be. */
const fewestLines = 60;

/** The customary width that nearly all lines keep to. */
function widthOf(text: string): number {
  const lengths = text.split("\n").map((line) => line.trimEnd().length);
  const keeps = (width: number): boolean => lengths.filter((one) => one > width).length <= lengths.length / 50;
  return lengths.length < fewestLines ? 110 : ([80, 100, 120].find(keeps) ?? 140);
}

/** Small habits, each as the number of places that show it less those that show the opposite. */
interface Habits {
  lastComma: number;
  spaced: number;
  parentheses: number;
}

function habitsOf(source: ts.SourceFile): Habits {
  const { text } = source;
  const habits: Habits = { lastComma: 0, spaced: 0, parentheses: 0 };
  const noteList = (list: ts.NodeArray<ts.Node> | undefined): void => {
    const first = list?.[0];
    const hasLines = first !== undefined && text.slice(list?.pos, first.getStart(source)).includes("\n");
    if (hasLines) habits.lastComma += list?.hasTrailingComma === true ? 1 : -1;
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) noteList(node.arguments);
    else if (ts.isFunctionLike(node)) noteList(node.parameters);
    if (ts.isArrowFunction(node)) {
      const [only, other] = node.parameters;
      const isBare = only !== undefined && other === undefined && ts.isIdentifier(only.name) && !only.type && !only.initializer && !only.questionToken && !only.dotDotDotToken;
      if (isBare) habits.parentheses += text.charAt(node.parameters.pos - 1) === "(" ? 1 : -1;
    }
    const isBraced = ts.isNamedImports(node) || ts.isNamedExports(node) || ts.isObjectBindingPattern(node) || ts.isObjectLiteralExpression(node);
    if (isBraced && /^\{ ?[^\s}]/.test(text.slice(node.getStart(source), node.getStart(source) + 3))) habits.spaced += text.charAt(node.getStart(source) + 1) === " " ? 1 : -1;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return habits;
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

/** Whether the line above that which begins at `offset` is empty. */
export function isBelowEmptyLine(text: string, offset: number): boolean {
  return emptyLineAbove(text, offset) !== undefined;
}

/** Where the line above that which begins at `offset` begins, if it is empty and not the first. */
export function emptyLineAbove(text: string, offset: number): number | undefined {
  const above = /(?<=\n)[ \t]*\r?\n$/.exec(text.slice(0, offset));
  return above?.index;
}

/** The blanks at the beginning of the line of `offset`. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStartOf(text, offset)))?.[0] ?? "";
}
