import { callText } from "../extractFunction/writing/calls.ts";
import { controlOf } from "../semantics/control.ts";
import type { Copy } from "../semantics/flow.ts";
import { isConstant } from "../semantics/evaluation.ts";
import type { Hole } from "../extractFunction/alignment/holes.ts";
import { enclosingName } from "../extractFunction/naming/functionNames.ts";
import { speaksOfOther } from "../extractFunction/naming/naming.ts";
import type { OpenProject } from "../extractFunction/placement/openProject.ts";
import { planOf, type Column, type Plan } from "../extractFunction/plan.ts";
import { isRefusal, refuse, type Refusal } from "../semantics/refusals.ts";
import { isColumn, type Parameter, type Signature } from "../extractFunction/signature/signature.ts";
import { isWithin, mentionsOf, originOf, symbolAt, touchOf } from "../semantics/symbols.ts";
import { refuseImporting } from "../modules/importing.ts";
import { directiveOf, folderOf, refuseCycle } from "../extractFunction/placement/target.ts";
import { unusedImports } from "../extractFunction/placement/carried.ts";
import { editImports, type WantedImport } from "../modules/editImports.ts";
import { callsBefore, isInHoisted, refuseCircle } from "../modules/loading.ts";
import { refuseExport } from "../modules/exporting.ts";
import { nameAt, nameOfExport } from "../modules/nameAt.ts";
import type { FileEdit, ProjectAccess, TextEdit } from "../refactoring.ts";
import { byPath, byPlace } from "../../syntax/sorted.ts";
import { ts } from "../../syntax/typescript.ts";
import { refuseCalls } from "./refuseCalls.ts";

/** Calls of a function that exists, in place of what it does. */
export interface Calls {
  readonly edits: readonly FileEdit[];
  readonly name: string;
}

/** A function of a module whose whole body is a copy. */
interface Existing {
  readonly declaration: ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression;
  readonly name: ts.Identifier;
  /** What begins where `export` would stand. */
  readonly statement: ts.FunctionDeclaration | ts.VariableStatement;
  readonly symbol: ts.Symbol;
}

/** Most values that a function takes that somebody wrote. */
const mostParameters = 10;

/** Where one copy is the whole body of a function of a module, the others call it; `undefined` where none is. */
export function callFunction(copies: readonly Copy[], opened: OpenProject & { readonly projects: ProjectAccess }): Calls | Refusal | undefined {
  let refusal: Refusal | undefined;
  for (const copy of copies) {
    const existing = copy.wholeBody ? existingOf(copy) : undefined;
    if (!existing) continue;
    const others = copies.filter((one) => one !== copy);
    const result = callsOf(existing, asValue(copy, copies), others, opened);
    if (!isRefusal(result)) return result;
    const odd = result.copy === undefined || result.copy === 0 ? undefined : others[result.copy - 1];
    refusal ??= odd ? { ...result, copy: copies.indexOf(odd) } : { refused: result.refused, detail: result.detail };
  }
  return refusal;
}

function existingOf({ frame, checker, control }: Copy): Existing | undefined {
  if (control.usesThis || control.privateName !== undefined) return undefined;
  if (!ts.isFunctionDeclaration(frame) && !ts.isArrowFunction(frame) && !ts.isFunctionExpression(frame)) return undefined;
  const statement = ts.isFunctionDeclaration(frame) ? frame : frame.parent.parent.parent;
  const holder = ts.isFunctionDeclaration(frame) ? frame : frame.parent;
  if (!ts.isFunctionDeclaration(statement) && !ts.isVariableStatement(statement)) return undefined;
  if (!ts.isSourceFile(statement.parent) || !(ts.isFunctionDeclaration(holder) || ts.isVariableDeclaration(holder))) return undefined;
  if (ts.isVariableStatement(statement) && ((statement.declarationList.flags & ts.NodeFlags.Const) === 0 || statement.declarationList.declarations.length > 1)) return undefined;
  const { name } = holder;
  if (!name || !ts.isIdentifier(name) || ("asteriskToken" in frame && frame.asteriskToken !== undefined)) return undefined;
  const symbol = checker.getSymbolAtLocation(name);
  // A function that is written to, or that has several signatures, is not what its body says.
  if (!symbol || (symbol.declarations ?? []).length !== 1) return undefined;
  if (mentionsOf(checker, statement.parent, symbol).some((node) => touchOf(node).writes && !touchOf(node).declares)) return undefined;
  return { declaration: frame, name, statement, symbol };
}

/** A body that does nothing but return a value is that value, where the others are values. */
function asValue(copy: Copy, copies: readonly Copy[]): Copy {
  const [only, other] = copy.nodes;
  if (other || !only || copies.some((one) => one !== copy && one.kind !== "expression")) return copy;
  let value = ts.isReturnStatement(only) ? only.expression : ts.isExpression(only) ? only : undefined;
  while (value && ts.isParenthesizedExpression(value)) value = value.expression;
  if (!value) return copy;
  const selection = { ...copy, kind: "expression", nodes: [value], start: value.getStart(copy.source), end: value.end } as const;
  const control = controlOf(selection);
  return isRefusal(control) ? copy : { ...selection, control };
}

function callsOf(existing: Existing, template: Copy, others: readonly Copy[], opened: OpenProject & { readonly projects: ProjectAccess }): Calls | Refusal {
  const { program } = opened.project;
  const { source: home, checker } = template;
  const isOther = others.some((copy) => copy.wholeBody && speaksOfOther(existing.name.text, enclosingName(copy) ?? ""));
  if (isOther) return refuse("other-subject", existing.name.text);
  const plan = planOf([template, ...others], { kind: "module", source: home, folder: folderOf(home.fileName) }, mostParameters, template.layout);
  if (isRefusal(plan)) return plan;
  const isAsync = (ts.getCombinedModifierFlags(existing.declaration) & ts.ModifierFlags.Async) !== 0;
  const fits = plan.results.length === 0 && plan.leaving === undefined && plan.exit !== "guard" && plan.exit !== "value" && isAsync === plan.awaits;
  if (!fits || plan.fresh.length > 0) return refuse("not-what-it-does", existing.name.text);
  const parameters = argumentsOf(existing, plan);
  if (isRefusal(parameters)) return parameters;
  const signature: Signature = { parameters, typeParameters: [], explicit: false, returns: undefined, declarations: [], names: new Map(), imports: [] };

  const users = [...new Set(others.map((copy) => copy.source))];
  const away = users.filter((source) => source !== home);
  const files = users.map(({ fileName }) => fileName);
  const exportedName = nameOfExport(existing.symbol, home, checker);
  if (away.length > 0 && directiveOf(home) === "use server") return refuse("boundary", "use server");
  const exporting = away.length > 0 && exportedName === undefined ? refuseExport(program, home, existing.name.text) : undefined;
  if (exporting) return exporting;
  const isHoisted = ts.isFunctionDeclaration(existing.declaration);
  const loading = isHoisted ? refuseCycle(program, home.fileName, files, []) : refuseCircle(program, home.fileName, files);
  if (loading) return loading;
  const acting = refuseImporting(program, opened.projects, home, files);
  if (acting) return acting;
  const early = !isHoisted && others.some((copy) => copy.source === home && (copy.start < existing.statement.pos || isInHoisted(copy.nodes[0] as ts.Node)));
  if (early && (others.some((copy) => ts.isSourceFile(copy.frame)) || callsBefore(home, existing.statement))) return refuse("declared-later", existing.name.text);

  const byFile = new Map<ts.SourceFile, TextEdit[]>();
  const wanted = new Map<ts.SourceFile, readonly WantedImport[]>();
  if (away.length > 0 && exportedName === undefined) {
    const start = existing.statement.getStart(home);
    byFile.set(home, [{ start, end: start, text: "export " }]);
  }
  const calls: { readonly copy: Copy; readonly edit: TextEdit }[] = [];
  for (const [at, copy] of others.entries()) {
    const name = nameAt(copy.nodes[0] as ts.Node, existing.name.text, existing.symbol, home, checker);
    if (isRefusal(name)) return { ...name, copy: at + 1 };
    const edit = { start: copy.start, end: copy.end, text: callText(plan, signature, name.local, at + 1) };
    calls.push({ copy, edit });
    byFile.set(copy.source, [...(byFile.get(copy.source) ?? []), edit]);
    if (!name.isImported) wanted.set(copy.source, [{ from: home.fileName, name: exportedName ?? existing.name.text, local: name.local, typeOnly: false }]);
  }
  const edits = [...byFile].map(([source, own]): FileEdit => {
    const unused = unusedImports(source, checker, (node) => isGone(plan, others, node));
    return { kind: "change", file: source.fileName, edits: [...own, ...editImports(source, wanted.get(source) ?? [], unused, program, opened.layouts.of(source))].sort(byPlace) };
  });
  edits.sort(byPath);
  const wrong = refuseCalls(edits, calls, existing.name.text, home, opened);
  return wrong ?? { edits, name: existing.name.text };
}

/** Whether the mention goes away with a copy: it is no part of an argument. */
function isGone(plan: Plan, others: readonly Copy[], node: ts.Identifier): boolean {
  const index = others.findIndex((copy) => copy.source === node.getSourceFile() && copy.nodes.some((one) => isWithin(node, one)));
  return index >= 0 && !plan.holes.some((hole) => hole.nodes[index + 1] !== undefined && isWithin(node, hole.nodes[index + 1] as ts.Node));
}

/** What each parameter of the function is in the copies: a variable, or the expression that stands in all its places. */
function argumentsOf(existing: Existing, plan: Plan): readonly Parameter[] | Refusal {
  const template = plan.copies[0] as Copy;
  const { checker, source } = template;
  const taken: Parameter[] = [];
  const filling = new Set<Hole | Column>();
  let isOver = false;
  for (const parameter of existing.declaration.parameters) {
    const symbol = ts.isIdentifier(parameter.name) ? checker.getSymbolAtLocation(parameter.name) : undefined;
    if (!symbol || parameter.dotDotDotToken || parameter.initializer) return refuse("other-parameters", existing.name.text);
    const filledBy = plan.inputs.find((one) => one.symbol === symbol) ?? plan.holes.find((hole) => isAlways(hole, symbol, template));
    // What the body does not use may be left out at the end only.
    if (!filledBy) {
      if (!parameter.questionToken) return refuse("other-parameters", existing.name.text);
      isOver = true;
      continue;
    }
    if (isOver) return refuse("other-parameters", existing.name.text);
    filling.add(filledBy);
    taken.push({ name: symbol.name, type: undefined, filledBy });
  }
  // Arguments are evaluated in the order of the parameters, the copies in that of the text.
  const given = taken.flatMap(({ filledBy }) => (isColumn(filledBy) || filledBy.nodes.every((node) => ts.isIdentifier(node) || isConstant(node)) ? [] : [plan.holes.indexOf(filledBy)]));
  if (given.some((one, at) => at > 0 && one < (given[at - 1] ?? 0))) return refuse("other-parameters", existing.name.text);
  const isFilled = [...plan.inputs, ...plan.holes].every((one) => filling.has(one));
  const isOwn = plan.typeInputs.every(({ symbol }) => symbol.declarations?.some((one) => isWithin(one, existing.declaration)));
  return isFilled && isOwn && source === existing.name.getSourceFile() ? taken : refuse("other-parameters", existing.name.text);
}

/** Whether the difference stands in every place of the parameter, and in no other. */
function isAlways({ kind, places }: Hole, symbol: ts.Symbol, { checker, source }: Copy): boolean {
  if (kind !== "value" || !places.every((place) => ts.isIdentifier(place) && symbolAt(checker, place) === symbol)) return false;
  const uses = mentionsOf(checker, source, symbol).filter((node) => !ts.isParameter(node.parent));
  return uses.length === places.length && originOf(checker, symbol) === symbol;
}
