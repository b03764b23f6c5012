import { ts } from "../../syntax/typescript.ts";
import { editImports, type WantedImport } from "../modules/editImports.ts";
import { layoutOf } from "../modules/layout.ts";
import type { FileEdit, ProjectAccess, ProjectProgram, TextEdit } from "../refactoring.ts";
import { callText } from "./calls.ts";
import { carriedBy, carriedType, headOf, unusedImports, type Carried } from "./carried.ts";
import { wordOf, type Copy } from "./flow.ts";
import { isRefusal, refuse, type Refusal } from "./refusals.ts";
import type { Plan } from "./plan.ts";
import { indentAt, indentStep, lineBreakOf, movedText, Rope, usesSemicolons, widestLine, type Replacement } from "./rope.ts";
import { isColumn, type Signature } from "./signature.ts";
import { isGlobal, isJavaScript, isWithin, originOf } from "./symbols.ts";
import { refuseCycle, refuseLoading } from "./target.ts";
import { byPath, byPlace } from "../../syntax/sorted.ts";

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

/** Writes the function and its calls. `name` is fresh in all files that are touched. */
export function assemble(
  plan: Plan,
  signature: Signature,
  name: string,
  project: ProjectProgram,
  projects: ProjectAccess,
): Assembled | Refusal {
  const template = plan.copies[0] as Copy;
  const { container } = plan;
  const target = container.kind === "module" ? container.source : template.source;
  const users = [...new Set(plan.copies.map((copy) => copy.source))];
  const file = target?.fileName ?? newFile(container.kind === "module" ? container.folder : "", name, template, project.program);
  if (!target && projects.read(file) !== undefined) return refuse("file-exists", file.slice(file.lastIndexOf("/") + 1));
  const exported = users.some((source) => source.fileName !== file);
  const function_ = functionRope(plan, signature, name, exported, target);
  const byFile = new Map<ts.SourceFile, TextEdit[]>();
  const calls = plan.copies.map((copy, at) => {
    const edit = { start: copy.start, end: copy.end, text: callText(plan, signature, name, at) };
    byFile.set(copy.source, [...(byFile.get(copy.source) ?? []), edit]);
    return edit;
  });

  let carried: readonly Carried[] = [];
  if (target !== template.source) {
    const result = carriedFor(plan, signature, target);
    if (isRefusal(result)) return result;
    carried = result;
  }
  const typeImports = signature.imports.map((symbol) => carriedType(symbol, template.checker));
  if (!typeImports.every((one) => one !== undefined)) return refuse("unnameable-type", signature.imports[0]?.name ?? "");
  const wanted: readonly Carried[] = [...carried, ...(typeImports as readonly Carried[])];
  const values = wanted.filter((one) => !one.typeOnly && one.specifier === undefined).map((one) => one.from);
  if (exported) {
    const cycle = refuseCycle(project.program, file, users.map((one) => one.fileName), values);
    if (cycle) return cycle;
    const loading = target && refuseLoading(project.program, target, users.map((one) => one.fileName));
    if (loading) return loading;
  }

  let insertion: TextEdit | undefined;
  let prefix = "";
  const br = lineBreakOf((target ?? template.source).text);
  if (target) {
    const at = insertionPoint(plan, target);
    prefix = at.before;
    insertion = { start: at.offset, end: at.offset, text: prefix + function_.text + at.after };
    byFile.set(target, [...(byFile.get(target) ?? []), insertion]);
  }
  const edits: FileEdit[] = [];
  for (const source of new Set([...byFile.keys()])) {
    const own: WantedImport[] = [];
    if (source.fileName !== file) own.push({ from: file, name, local: name, typeOnly: false });
    else {
      for (const one of wanted) {
        if (one.specifier !== undefined || one.name === "*") return refuse("not-importable", one.local);
        own.push({ from: one.from, name: one.name, local: one.local, typeOnly: one.typeOnly });
      }
    }
    const unused = unusedImports(source, template.checker, (node) => isGone(plan, source, node, target));
    const text = byFile.get(source) ?? [];
    const all = [...text, ...editImports(source, own, unused, project.program)].sort(byPlace);
    edits.push({ kind: "change", file: source.fileName, edits: all });
  }
  if (!target) {
    const layout = layoutOf(template.source);
    const head = headOf(file, wanted, project.program, template.source, layout.quote, layout.end);
    prefix = head.length > 0 ? head.join(br) + br + br : "";
    edits.push({ kind: "create", file, text: prefix + function_.text + br });
  }
  edits.sort(byPath);
  const nameOffset = function_.text.indexOf(name, function_.text.search(/\bfunction\b/) < 0 || container.kind === "class" ? 0 : function_.text.indexOf("function"));
  return { edits, file, rope: function_, inEdit: prefix.length, insertion, nameOffset, calls };
}

/** Whether the mention goes away: it stands in a copy, is no part of an argument, and the function is not in its file. */
function isGone(plan: Plan, source: ts.SourceFile, node: ts.Identifier, target: ts.SourceFile | undefined): boolean {
  const index = plan.copies.findIndex((copy) => copy.source === source && node.getStart(source) >= copy.start && node.end <= copy.end);
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
  const places = plan.holes.flatMap((hole) => hole.places);
  const moved = (plan.flows[0]?.mentions ?? []).filter((one) => !places.some((place) => isWithin(one.node, place)));
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
    const one = importedType(text, symbol, template) ?? carriedType(symbol, checker);
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

function functionRope(plan: Plan, signature: Signature, name: string, exported: boolean, target: ts.SourceFile | undefined): Rope {
  const template = plan.copies[0] as Copy;
  const { container } = plan;
  const source = target ?? template.source;
  const br = lineBreakOf(source.text);
  const end = usesSemicolons(source) ? ";" : "";
  const step = indentStep(source.text);
  const indent = containerIndent(plan);
  const inner = indent + step;
  const typeParameters = signature.typeParameters.length > 0 ? `<${signature.typeParameters.map((one) => one.text).join(", ")}>` : "";
  const parameters = signature.parameters.map((one) => (one.type === undefined ? one.name : `${one.name}: ${one.type}`));
  const returns = signature.returns === undefined ? "" : `: ${signature.returns}`;
  const async = plan.awaits ? "async " : "";
  const word =
    container.kind === "class"
      ? `private ${container.isStatic ? "static " : ""}${async}${name}`
      : `${exported ? "export " : ""}${async}function ${name}`;
  const flat = `${word}${typeParameters}(${parameters.join(", ")})${returns} {`;
  const long = indent.length + flat.length > widestLine && parameters.length > 1;
  const head = long
    ? `${word}${typeParameters}(${br}${parameters.map((one) => `${inner}${one},${br}`).join("")}${indent})${returns} {`
    : flat;
  const rope = new Rope().add(head + br);
  // A bracket at the start of a line would go on with the line before.
  const joins = /[([`+\-/]/.test(template.source.text.charAt((template.nodes[0] as ts.Node).getStart(template.source)));
  for (const declaration of signature.declarations) rope.add(inner + declaration + (joins ? ";" : end) + br);
  rope.add(inner + (template.kind === "expression" ? "return " : ""));
  rope.append(movedText(template.source, template.start, template.end, replacementsOf(plan, signature), indentAt(template.source.text, template.start), inner));
  if (template.kind === "expression") rope.add(end);
  rope.add(br);
  const [result, more] = plan.results;
  if (result && !more) rope.add(`${inner}return ${result.symbol.name}${end}${br}`);
  else if (result) rope.add(`${inner}return { ${plan.results.map((one) => one.symbol.name).join(", ")} }${end}${br}`);
  if (plan.exit === "guard") rope.add(`${inner}return false${end}${br}`);
  return rope.add(indent + "}");
}

function containerIndent(plan: Plan): string {
  const { container } = plan;
  const text = plan.copies[0]?.source.text ?? "";
  if (container.kind === "class") return indentAt(text, container.node.members[0]?.getStart() ?? 0);
  if (container.kind === "block") return indentAt(text, container.body.statements[0]?.getStart() ?? 0);
  return "";
}

/** What of the template's text becomes something else in the function. */
function replacementsOf(plan: Plan, signature: Signature): readonly Replacement[] {
  const template = plan.copies[0] as Copy;
  const found: Replacement[] = [];
  for (const parameter of [...signature.parameters, ...signature.typeParameters]) {
    const hole = parameter.filledBy;
    if (hole === undefined || isColumn(hole)) continue;
    for (const place of hole.places) {
      if (ts.isJsxText(place)) {
        const start = place.pos + place.text.indexOf(place.text.trim());
        found.push({ start, end: start + place.text.trim().length, text: `{${parameter.name}}` });
      } else {
        const value = hole.kind === "lazy" ? `${parameter.name}(${hole.reads.map((symbol) => symbol.name).join(", ")})` : parameter.name;
        const inMarkup = ts.isJsxAttribute(place.parent) || ts.isJsxElement(place.parent) || ts.isJsxFragment(place.parent);
        const text = inMarkup ? `{${value}}` : value;
        const property = place.parent;
        const start = place.getStart(template.source);
        const same = ts.isPropertyAssignment(property) && ts.isIdentifier(property.name) && property.name.text === text;
        const short = same && /^\s*:\s*$/.test(template.source.text.slice(property.name.end, start));
        found.push({ start: short ? property.name.getStart(template.source) : start, end: place.end, text });
      }
    }
  }
  if (plan.exit === "guard")
    for (const one of [...template.control.returns, ...template.control.jumps]) {
      const start = one.getStart(template.source);
      const word = ts.isReturnStatement(one) ? "return" : wordOf(one);
      found.push({ start, end: start + word.length, text: "return true" });
    }
  return found.sort((a, b) => a.start - b.start);
}

interface InsertionPoint {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

/** Behind the top-level statement, member or last statement of the container that holds the first copy there. */
function insertionPoint(plan: Plan, target: ts.SourceFile): InsertionPoint {
  const { container } = plan;
  const br = lineBreakOf(target.text);
  const indent = containerIndent(plan);
  const own = plan.copies.filter((copy) => copy.source === target).sort((a, b) => a.start - b.start);
  const list: readonly ts.Node[] =
    container.kind === "class" ? container.node.members : container.kind === "block" ? container.body.statements : target.statements;
  const first = own[0];
  const holder = container.kind === "block" || !first ? list[list.length - 1] : list.find((one) => one.pos <= first.start && one.end >= first.end);
  const offset = holder ? endWithComment(target.text, holder.end) : target.text.length;
  return { offset, before: br + br + indent, after: "" };
}

/** The end of a comment that stands behind the node on the same line. */
function endWithComment(text: string, end: number): number {
  const comments = ts.getTrailingCommentRanges(text, end) ?? [];
  return comments[comments.length - 1]?.end ?? end;
}

function newFile(folder: string, name: string, template: Copy, program: ts.Program): string {
  const extension = /\.[cm]?[jt]sx?$/.exec(template.source.fileName)?.[0] ?? ".ts";
  const markup = template.nodes.some(containsJsx);
  const ending = extension.endsWith("x") && !markup && !isJavaScript(template.source) ? ".ts" : extension;
  const prefix = folder === "/" ? "/" : folder + "/";
  const siblings = program
    .getSourceFiles()
    .map((one) => one.fileName)
    .filter((one) => one.startsWith(prefix) && !one.slice(prefix.length).includes("/"))
    .map((one) => one.slice(prefix.length).replace(/\..*$/, ""));
  const kebab = siblings.filter((one) => one.includes("-")).length > siblings.filter((one) => /[a-z][A-Z]/.test(one)).length;
  const base = kebab ? name.replace(/[A-Z]+/g, (upper) => "-" + upper.toLowerCase()) : name;
  return prefix + base + ending;
}

function containsJsx(node: ts.Node): boolean {
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) return true;
  return ts.forEachChild(node, containsJsx) ?? false;
}
