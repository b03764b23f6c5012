import { freshName, takenIn } from "../extractFunction/naming/naming.ts";
import { refuse, type Refusal } from "../semantics/refusals.ts";
import { editImports, beforeFirstStatement } from "../modules/editImports.ts";
import { refuseExport } from "../modules/exporting.ts";
import { lineEndOf, type Layout } from "../modules/layout.ts";
import type { FileEdit, TextEdit } from "../refactoring.ts";
import { offsetAfter } from "../textOffsets.ts";
import { byPath, byPlace } from "../../syntax/sorted.ts";
import { ts } from "../../syntax/typescript.ts";
import { refuseResult, useText, type Built, type Context } from "./context.ts";
import type { Home } from "./homes.ts";
import { constantNames } from "./names.ts";
import type { Value } from "./values.ts";

/** Declares a constant in `home` and uses it in place of all values. */
export function makeConstant(home: Home, values: readonly Value[], context: Context): Built | Refusal {
  const { project, checker } = context;
  const { program } = project;
  const template = values.find(({ source }) => source === home.source) ?? values[0];
  if (!template) return refuse("fewer-than-two");
  const sources = [...new Set(values.map(({ source }) => source))];
  const exported = sources.some((source) => source !== home.source);
  const isTaken = takenIn(home.source ? [...sources, home.source] : sources);
  const isGlobal = (name: string): boolean => checker.resolveName(name, template.source, ts.SymbolFlags.Value, false) !== undefined;
  const name = freshName(constantNames(values, home.source, checker), (one) => isTaken(one) || isGlobal(one));
  const exporting = exported && home.source ? refuseExport(program, home.source, name) : undefined;
  if (exporting) return exporting;
  const layout = home.source ? context.layouts.of(home.source) : context.layouts.ofNew(home.file, template.source);
  const before = `${exported ? "export " : ""}const `;
  const text = `${before}${name} = ${quoted(template, layout)}${layout.end}`;

  const byFile = new Map<ts.SourceFile, TextEdit[]>();
  for (const value of values) {
    const edit = { start: value.node.getStart(value.source), end: value.node.end, text: useText(value, name) };
    byFile.set(value.source, [...(byFile.get(value.source) ?? []), edit]);
  }
  const edits: FileEdit[] = [];
  const place = home.source && placeIn(home.source, values, text, layout);
  if (home.source && place) byFile.set(home.source, [...(byFile.get(home.source) ?? []), place]);
  else edits.push({ kind: "create", file: home.file, text: text + layout.newLine });
  for (const [source, own] of byFile) {
    const wanted = source === home.source ? [] : [{ from: home.file, name, local: name, typeOnly: false }];
    edits.push({ kind: "change", file: source.fileName, edits: [...own, ...editImports(source, wanted, [], program, context.layouts.of(source))].sort(byPlace) });
  }
  edits.sort(byPath);
  const wrong = refuseResult(edits, values, home.file, context);
  if (wrong) return wrong;
  const start = place && place.start > 0 ? (offsetAfter(edits, home.file, place.start - 1) ?? 0) + 1 : 0;
  const offset = start + (place?.text.indexOf(text) ?? 0) + before.length;
  return { edits, leftOut: [], rename: { file: home.file, offset } };
}

/** The value as it is written, in the quotes of the file that it goes to. */
function quoted({ node, source }: Value, { quote }: Layout): string {
  const text = node.getText(source);
  const own = text.charAt(0);
  if (!ts.isStringLiteral(node) || own === quote || text.slice(1, -1).includes(quote) || text.includes("\\")) return text;
  return quote + text.slice(1, -1) + quote;
}

/** Behind the imports and the constants that stand there, in front of the first value and of all that is run when the file is loaded. */
function placeIn(source: ts.SourceFile, values: readonly Value[], text: string, { newLine }: Layout): TextEdit {
  const first = Math.min(...values.filter((one) => one.source === source).map(({ node }) => node.getStart(source)), source.end);
  let last: ts.Statement | undefined;
  for (const statement of source.statements) {
    if (statement.end > first || !(ts.isImportDeclaration(statement) || isPlainConstant(statement))) break;
    last = statement;
  }
  const lastImport = source.statements.filter((one) => ts.isImportDeclaration(one)).at(-1);
  if (lastImport && (last === undefined || last.end < lastImport.end)) last = lastImport;
  if (last) {
    const end = lineEndOf(source.text, last.end);
    const at = source.text.slice(last.end, end).trim() === "" || /^\s*\/[/*]/.test(source.text.slice(last.end, end)) ? end : last.end;
    const open = /[\r\n]$/.test(source.text.slice(0, at)) ? "" : newLine;
    return { start: at, end: at, text: `${open}${ts.isImportDeclaration(last) ? newLine : ""}${text}${newLine}` };
  }
  const at = beforeFirstStatement(source);
  return { start: at, end: at, text: text + newLine + newLine };
}

function isPlainConstant(statement: ts.Statement): boolean {
  return ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) !== 0 && statement.declarationList.declarations.every(({ initializer }) => initializer !== undefined && (ts.isLiteralExpression(initializer) || ts.isPrefixUnaryExpression(initializer)));
}
