import { ts } from "../../../syntax/typescript.ts";
import { editImports, type WantedImport } from "../../modules/editImports.ts";
import type { FileEdit, ProjectAccess, TextEdit } from "../../refactoring.ts";
import { carriedBy, carriedType, headOf, unusedImports, type Carried } from "../placement/carried.ts";
import type { Copy } from "../../semantics/flow.ts";
import type { Form } from "./form.ts";
import { insertionPoint, newFile } from "../placement/insertion.ts";
import { isRefusal, refuse, type Refusal } from "../../semantics/refusals.ts";
import { isAtCalls, type Plan } from "../plan.ts";
import type { OpenProject } from "../placement/openProject.ts";
import type { Rope } from "./rope.ts";
import type { Signature } from "../signature/signature.ts";
import { isGlobal, isWithin, originOf } from "../../semantics/symbols.ts";
import { refuseImporting } from "../../modules/importing.ts";
import { refuseExport } from "../../modules/exporting.ts";
import { refuseLoadOrder } from "../../modules/loadOrder.ts";
import { refuseCycle, sourceOf } from "../placement/target.ts";
import type { Span } from "../../../syntax/position.ts";
import { byPath, byPlace } from "../../../syntax/sorted.ts";
import { baseName } from "../../../syntax/paths.ts";

/** The edits of one attempt, with what its check needs to find things again. */
export interface Assembled {
  readonly edits: readonly FileEdit[];
  readonly file: string;
  /** The text of the new function, and the edit or file that it is a part of. */
  readonly rope: Rope;
  /** Offset of the rope in the text of its edit or file. */
  readonly inEdit: number;
  readonly insertion: TextEdit | undefined;
  readonly nameOffset: number;
  /** Per copy: its replacement. */
  readonly calls: readonly TextEdit[];
}

/** Writes what is shared, in its form, and its uses. `name` is fresh in all files that are touched. */
export function assemble(
  form: Form,
  plan: Plan,
  signature: Signature,
  name: string,
  { project, projects, layouts }: OpenProject & { readonly projects: ProjectAccess },
): Assembled | Refusal {
  const template = plan.copies[0] as Copy;
  const { container } = plan;
  const target = sourceOf(container);
  const users = [...new Set(plan.copies.map((copy) => copy.source))];
  const file = target?.fileName ?? newFile(container.kind === "module" ? container.folder : "", name, template, project.program);
  if (!target && projects.read(file) !== undefined) return refuse("file-exists", baseName(file));
  const exported = container.kind === "module" && users.some((source) => source.fileName !== file);
  const function_ = form.declaration(plan, signature, name, exported, target);
  const byFile = new Map<ts.SourceFile, TextEdit[]>();
  const calls = plan.copies.map((copy, at) => {
    const text = form.use(plan, signature, name, at);
    const edit = { ...placeOf(copy, text), text };
    byFile.set(copy.source, [...(byFile.get(copy.source) ?? []), edit]);
    return edit;
  });

  let carried: readonly Carried[] = [];
  if (target !== template.source) {
    const result = carriedFor(plan, signature, target);
    if (isRefusal(result)) return result;
    carried = result;
  }
  const typeImports = signature.imports.map((symbol) => carriedType(symbol, template.checker, template.source));
  if (!typeImports.every((one) => one !== undefined)) return refuse("unnameable-type", signature.imports[0]?.name ?? "");
  const wanted: readonly Carried[] = [...carried, ...(typeImports as readonly Carried[])];
  const values = wanted.filter((one) => !one.typeOnly && one.specifier === undefined).map((one) => one.from);
  const moved = container.kind === "class" ? values.map((one) => refuseCycle(project.program, one, [file], [])).find((one) => one !== undefined) : undefined;
  if (moved) return moved;
  if (exported) {
    const exporting = target && refuseExport(project.program, target, name);
    if (exporting) return exporting;
    const cycle = refuseCycle(project.program, file, users.map((one) => one.fileName), values);
    if (cycle) return cycle;
    const files = users.map((one) => one.fileName);
    const loading = target ? refuseImporting(project.program, projects, target, files) : refuseLoadOrder(project.program, file, files);
    if (loading) return loading;
  }

  let insertion: TextEdit | undefined;
  let prefix = "";
  const br = plan.layout.newLine;
  if (target) {
    const at = insertionPoint(plan, target);
    prefix = at.before;
    insertion = { start: at.offset, end: at.offset, text: prefix + function_.text + at.after };
    byFile.set(target, [...(byFile.get(target) ?? []), insertion]);
  }
  const edits: FileEdit[] = [];
  for (const source of new Set([...byFile.keys()])) {
    const own: WantedImport[] = [];
    if (source.fileName !== file) {
      if (exported) own.push({ from: file, name, local: name, typeOnly: false });
    } else {
      for (const one of wanted) {
        own.push(one);
      }
    }
    const unused = unusedImports(source, template.checker, (node) => isGone(plan, source, node, target));
    const text = byFile.get(source) ?? [];
    const all = [...text, ...editImports(source, own, unused, project.program, layouts.of(source))].sort(byPlace);
    edits.push({ kind: "change", file: source.fileName, edits: all });
  }
  if (!target) {
    const head = headOf(file, wanted, project.program, template.source, plan.layout);
    prefix = head.length > 0 ? head.join(br) + br + br : "";
    edits.push({ kind: "create", file, text: prefix + function_.text + br });
  }
  edits.sort(byPath);
  const nameOffset = function_.text.indexOf(name, function_.text.search(/\bfunction\b/) < 0 || container.kind === "class" ? 0 : function_.text.indexOf("function"));
  return { edits, file, rope: function_, inEdit: prefix.length, insertion, nameOffset, calls };
}

/** The range that a replacement takes: with the parentheses around lines that become one. */
function placeOf({ source, kind, start, end, nodes }: Copy, text: string): Span {
  const own = { start, end };
  if (kind !== "expression" || text.includes("\n") || text.startsWith("await") || !source.text.slice(start, end).includes("\n")) return own;
  let at: ts.Node | undefined = nodes[0];
  while (at && at.end <= end && at.getStart(source) >= start) at = at.parent;
  if (!at || !ts.isParenthesizedExpression(at) || !isFreeOfBrackets(at)) return own;
  const outer = { start: at.getStart(source), end: at.end };
  const around = source.text.slice(outer.start + 1, start) + source.text.slice(end, outer.end - 1);
  return around.trim() === "" ? outer : own;
}

/** Whether a call or an element may stand there without brackets. */
function isFreeOfBrackets({ parent }: ts.ParenthesizedExpression): boolean {
  return (
    ts.isReturnStatement(parent) ||
    ts.isArrowFunction(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isJsxExpression(parent) ||
    ts.isConditionalExpression(parent) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind !== ts.SyntaxKind.AsteriskAsteriskToken)
  );
}

/** Whether the mention goes away: it stands in a copy, is no part of an argument, and the function is not in its file. */
function isGone(plan: Plan, source: ts.SourceFile, node: ts.Identifier, target: ts.SourceFile | undefined): boolean {
  const index = plan.copies.findIndex((copy) => copy.source === source && copy.nodes.some((one) => isWithin(node, one)));
  if (index < 0) return false;
  if (index === 0 && target === source) return false;
  return !plan.holes.some((hole) => {
    const own = hole.nodes[index];
    return own !== undefined && isWithin(node, own);
  });
}

function carriedFor(plan: Plan, signature: Signature, target: ts.SourceFile | undefined): readonly Carried[] | Refusal {
  const template = plan.copies[0] as Copy;
  const checker = template.checker;
  const moved = (plan.flows[0]?.mentions ?? []).filter((one) => !isAtCalls(plan, one.node));
  const carried = carriedBy(moved, template.source, target, checker);
  if (isRefusal(carried)) return carried;
  const all = [...carried];
  for (const [text, symbol] of signature.names) {
    if (all.some((one) => one.local === text)) continue;
    const there = target && checker.resolveName(text, target, ts.SymbolFlags.Type | ts.SymbolFlags.Alias | ts.SymbolFlags.Value, true);
    if (there) {
      if (originOf(checker, there) === symbol) continue;
      return refuse("name-taken", text);
    }
    if (isGlobal(checker, symbol)) continue;
    const one = importedType(text, symbol, template) ?? carriedType(symbol, checker, template.source);
    if (!one) return refuse("unnameable-type", text);
    all.push({ ...one, local: text, typeOnly: true });
  }
  return all;
}

/** How the template's file imports a type that the checker wrote by its name there. */
function importedType(text: string, symbol: ts.Symbol, template: Copy): Carried | undefined {
  const local = template.checker.resolveName(text, template.source, ts.SymbolFlags.Type | ts.SymbolFlags.Alias | ts.SymbolFlags.Namespace, true);
  const node = local?.declarations?.[0];
  const name = node && "name" in node ? node.name : undefined;
  if (!local || !name || !ts.isIdentifier(name as ts.Node) || originOf(template.checker, local) !== symbol) return undefined;
  const carried = carriedBy([{ node: name as ts.Identifier, symbol: local, home: "module" }], template.source, undefined, template.checker);
  return isRefusal(carried) ? undefined : carried[0];
}
