import { isRefusal, refuse, sentenceOf, type Refusal } from "../semantics/refusals.ts";
import { refuseImporting } from "../modules/importing.ts";
import { directiveOf, isTestFile } from "../extractFunction/placement/target.ts";
import { editImports, type WantedImport } from "../modules/editImports.ts";
import { layoutOf, lineEndOf } from "../modules/layout.ts";
import { leadingStart } from "../modules/leadingComments.ts";
import type { FileEdit, TextEdit } from "../refactoring.ts";
import { byPath, byPlace } from "../../syntax/sorted.ts";
import { ts } from "../../syntax/typescript.ts";
import { callsBefore, isInHoisted, refuseCircle } from "../modules/loading.ts";
import { refuseExport } from "../modules/exporting.ts";
import { nameAt, nameOfExport } from "../modules/nameAt.ts";
import { refuseResult, useText, type Built, type Context } from "./context.ts";
import { refuseValue, type Value } from "./values.ts";

/** Uses the constant `kept` in place of all other copies, but for constants that have a name of their own. */
export function keepConstant(kept: Value, values: readonly Value[], context: Context): Built | Refusal {
  const { project, checker } = context;
  const { program } = project;
  const { constant, source: home } = kept;
  const symbol = constant && checker.getSymbolAtLocation(constant.name);
  if (!constant || !symbol) return refuse("stale");
  const isOwn = (one: Value): boolean => one.constant !== undefined && !isSameConstant(one, kept);
  const others = values.filter((one) => one !== kept && !isOwn(one));
  const leftOut = values.filter((one) => one !== kept && isOwn(one)).map(({ fragment, constant: own }) => ({ fragment, reason: sentenceOf(refuse("constant-of-its-own", own?.name.text)) }));
  if (others.length === 0) return refuse("constant-of-its-own", values.find((one) => one !== kept)?.constant?.name.text ?? constant.name.text);
  const uses = others.filter((one) => one.constant === undefined);
  const value = refuseValue(kept.node);
  if (value && (uses.length > 0 || !isReadonly(kept, checker) || !others.every((one) => isReadonly(one, checker)))) return value;

  // drydock-ignore -- a constant has to be loaded before it is used, a function need not
  const users = [...new Set(others.map(({ source }) => source))];
  const away = users.filter((one) => one !== home);
  const exportedName = nameOfExport(symbol, home, checker);
  if (away.length > 0) {
    if (isTestFile(home.fileName) && !away.every(({ fileName }) => isTestFile(fileName))) return refuse("test-and-source");
    if (directiveOf(home) === "use server") return refuse("boundary", "use server");
    const exporting = exportedName === undefined ? refuseExport(program, home, constant.name.text) : undefined;
    if (exporting) return exporting;
  }
  const files = users.map(({ fileName }) => fileName);
  const refusal = refuseCircle(program, home.fileName, files) ?? refuseImporting(program, context.projects, home, files);
  if (refusal) return refusal;
  const early = uses.some((one) => one.source === home && (one.node.pos < constant.statement.pos || isInHoisted(one.node))) && callsBefore(home, constant.statement);
  if (early) return refuse("declared-later", constant.name.text);

  const byFile = new Map<ts.SourceFile, TextEdit[]>();
  const wanted = new Map<ts.SourceFile, WantedImport[]>();
  const note = (source: ts.SourceFile, edit: TextEdit): void => void byFile.set(source, [...(byFile.get(source) ?? []), edit]);
  if (away.length > 0 && exportedName === undefined) {
    const start = constant.statement.getStart(home);
    note(home, { start, end: start, text: "export " });
  }
  for (const one of others) {
    const name = nameAt(one.node, constant.name.text, symbol, home, checker, one.constant !== undefined);
    if (isRefusal(name)) return name;
    if (one.constant) note(one.source, withoutStatement(one.source, one.constant.statement));
    else note(one.source, { start: one.node.getStart(one.source), end: one.node.end, text: useText(one, name.local) });
    if (name.isImported) continue;
    const imports = wanted.get(one.source) ?? [];
    if (imports.length === 0) wanted.set(one.source, [{ from: home.fileName, name: exportedName ?? constant.name.text, local: name.local, typeOnly: false }]);
  }
  const edits = [...byFile].map(([source, own]): FileEdit => ({
    kind: "change",
    file: source.fileName,
    edits: [...own, ...editImports(source, wanted.get(source) ?? [], [], program, context.layouts.of(source))].sort(byPlace),
  }));
  edits.sort(byPath);
  const wrong = refuseResult(edits, uses, home.fileName, context);
  return wrong ?? { edits, leftOut, kept: constant.name.text };
}

/** Whether the other constant is the same one under the same name, which can be imported in its place. */
function isSameConstant({ constant, source }: Value, kept: Value): boolean {
  return (
    constant !== undefined &&
    source !== kept.source &&
    constant.name.text === kept.constant?.name.text &&
    !constant.exported &&
    constant.statement.declarationList.declarations.length === 1 &&
    !constant.typed &&
    !kept.constant.typed
  );
}

/** Whether nothing can change what the constant holds: it is written with `as const`. */
function isReadonly({ node }: Value, checker: ts.TypeChecker): boolean {
  if (!refuseValue(node)) return true;
  const type = checker.getTypeAtLocation(node);
  return ts.isAsExpression(node.parent) && ts.isConstTypeReference(node.parent.type) && checker.getPropertiesOfType(type).length > 0 && !hasFunctions(node);
}

function hasFunctions(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isNewExpression(node) || ts.isCallExpression(node) || ts.isIdentifier(node) && !ts.isPropertyAssignment(node.parent)) return true;
  return ts.forEachChild(node, (child) => hasFunctions(child) || undefined) ?? false;
}

/** Takes a statement away with the comment that speaks for it and the empty lines behind it. */
function withoutStatement(source: ts.SourceFile, statement: ts.Statement): TextEdit {
  const start = leadingStart(statement, source);
  const { newLine } = layoutOf(source);
  let end = lineEndOf(source.text, statement.end);
  while (source.text.startsWith(newLine, end)) end += newLine.length;
  return { start, end, text: "" };
}
