import { editImports, type WantedImport } from "../modules/editImports.ts";
import { layoutOf, type Layout } from "../modules/layout.ts";
import { Layouts } from "../modules/layouts.ts";
import { leadingStart } from "../modules/leadingComments.ts";
import { moduleSpecifier } from "../modules/moduleSpecifier.ts";
import { isReexportedWhole } from "../importGraph.ts";
import { ts } from "../../syntax/typescript.ts";
import { changesSomething } from "../refactoring.ts";
import type { FileEdit, Fragment, ProjectAccess, ProjectProgram, TextEdit } from "../refactoring.ts";
import { linesRemoved, offsetAfter } from "../textOffsets.ts";
import { align } from "./align.ts";
import { unusedImports } from "./carried.ts";
import type { Extraction } from "./extractFunction.ts";
import type { Copy } from "./flow.ts";
import { speaksOfOther } from "./naming.ts";
import { isRefusal, refuse, type Refusal } from "./refusals.ts";
import { nodesOf } from "../../syntax/coveredNodes.ts";
import { isShorthand, isWithin, mentionsOf, originOf, symbolAt, touchOf } from "./symbols.ts";
import { directiveOf, refuseCycle, refuseLoading } from "./target.ts";
import { byPath, byPlace } from "../../syntax/sorted.ts";

/** A module's function, declared or as a constant. */
interface Unit {
  readonly source: ts.SourceFile;
  readonly statement: ts.FunctionDeclaration | ts.VariableStatement;
  readonly name: ts.Identifier;
  readonly symbol: ts.Symbol;
  /** All that two of them must have in common: type parameters, parameters, type, body. */
  readonly parts: readonly (readonly ts.Node[])[];
  readonly word: string;
  readonly exported: boolean;
}

/**
 * When the fragments are whole functions of modules that say the same, one is kept and the others
 * import it: that is shorter than a third function that all of them call. `undefined` when they are
 * something else, or when this is not surely right; then their bodies may still be shared.
 *
 * @param isWeighed whether nothing is type-checked, since only the lines are to be known
 */
export function keepOneFunction(
  fragments: readonly Fragment[],
  project: ProjectProgram,
  owners: readonly ProjectProgram[],
  projects: ProjectAccess,
  isWeighed = false,
): Extraction | undefined {
  const checker = project.program.getTypeChecker();
  const rows: (readonly Unit[])[] = [];
  for (const fragment of fragments) {
    const source = project.program.getSourceFile(fragment.file);
    const nodes = source && nodesOf(source, fragment);
    const units = source && nodes?.map((node) => unitOf(source, node, checker));
    if (!units || units.length === 0) return undefined;
    const known = units.filter((unit) => unit !== undefined);
    if (known.length < units.length) return undefined;
    rows.push(known);
  }
  const [first, ...rest] = rows;
  if (!first || !rest.every((row) => row.length === first.length && row.every((_, at) => saysSame(first, row, at, checker)))) return undefined;
  if (rows.flat().some((unit) => isMoreThanFunction(unit, checker))) return undefined;
  const named = (kept: readonly Unit[]): boolean => rows.flat().every((unit, at) => !speaksOfOther((kept[at % kept.length] as Unit).name.text, unit.name.text));
  for (const kept of candidates(rows).filter(named)) {
    const result = keep(kept, rows.filter((row) => row !== kept), project, owners, projects, isWeighed);
    if (!isRefusal(result)) return result;
  }
  return undefined;
}

function unitOf(source: ts.SourceFile, node: ts.Node, checker: ts.TypeChecker): Unit | undefined {
  if (node.parent !== source) return undefined;
  if (ts.isFunctionDeclaration(node)) {
    const flags = ts.getCombinedModifierFlags(node);
    const symbol = node.name && checker.getSymbolAtLocation(node.name);
    if (!node.name || !node.body || !symbol || flags & ts.ModifierFlags.Default || (symbol.declarations ?? []).length > 1) return undefined;
    const word = `${flags & ts.ModifierFlags.Async} function${node.asteriskToken ? "*" : ""}`;
    const parts = [node.typeParameters ?? [], node.parameters, node.type ? [node.type] : [], [node.body]];
    return { source, statement: node, name: node.name, symbol, parts, word, exported: (flags & ts.ModifierFlags.Export) !== 0 };
  }
  if (!ts.isVariableStatement(node)) return undefined;
  const [declaration, other] = node.declarationList.declarations;
  const value = declaration?.initializer;
  if (!declaration || other || !value || !(node.declarationList.flags & ts.NodeFlags.Const)) return undefined;
  if (!ts.isIdentifier(declaration.name) || !(ts.isArrowFunction(value) || ts.isFunctionExpression(value))) return undefined;
  const symbol = checker.getSymbolAtLocation(declaration.name);
  if (!symbol || (symbol.declarations ?? []).length > 1) return undefined;
  const exported = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
  return { source, statement: node, name: declaration.name, symbol, parts: [declaration.type ? [declaration.type] : [], [value]], word: "const", exported };
}

/** Whether the functions at an index of two rows say the same, where those of one row stand for those of the other. */
function saysSame(lefts: readonly Unit[], rights: readonly Unit[], index: number, checker: ts.TypeChecker): boolean {
  const [left, right] = [lefts[index] as Unit, rights[index] as Unit];
  if (left.word !== right.word || left.parts.some((part, at) => part.length !== right.parts[at]?.length)) return false;
  const alignment = align(asCopy(left, checker), asCopy(right, checker), () => false);
  if (isRefusal(alignment)) return false;
  return alignment.mismatches.every(({ node, kind }) => {
    const other = alignment.partner.get(node);
    if (kind !== "identifier" || !ts.isIdentifier(node) || !other || !ts.isIdentifier(other)) return false;
    const at = lefts.findIndex((unit) => unit.symbol === symbolAt(checker, node));
    return at >= 0 && rights[at]?.symbol === symbolAt(checker, other);
  });
}

function asCopy(unit: Unit, checker: ts.TypeChecker): Copy {
  const { source, statement } = unit;
  const start = statement.getStart(source);
  return {
    fragment: { file: source.fileName, start, end: statement.end },
    source,
    kind: "statements",
    nodes: unit.parts.flat(),
    start,
    end: statement.end,
    frame: source,
    wholeBody: false,
    checker,
    layout: layoutOf(source),
    control: { returns: [], jumps: [], endsAlways: false, awaits: false, yields: false, calls: true, usesThis: undefined, thises: [], usesSuper: undefined, privateName: undefined, hook: false },
  };
}

/** Methods by which a function is found again, or kept once, by its identity. */
const byIdentity = /^((add|remove|prepend)(Event)?Listener|on|once|off|(un)?subscribe|(un)?register|add|delete|has|get|set|includes|(lastI|i)ndexOf)$/;

/**
 * Whether something is done with the function that two names for one function would change: properties,
 * `new`, assignments, comparing it, or handing it to what tells functions apart.
 */
function isMoreThanFunction(unit: Unit, checker: ts.TypeChecker): boolean {
  return mentionsOf(checker, unit.source, unit.symbol).some((node) => {
    const parent = node.parent;
    if (touchOf(node).writes && !touchOf(node).declares) return true;
    if (ts.isBinaryExpression(parent) && isEquality(parent.operatorToken.kind)) return true;
    if (ts.isCallExpression(parent) && parent.expression !== node) {
      const { expression: callee } = parent;
      const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : "";
      if (byIdentity.test(name)) return true;
    }
    return (ts.isPropertyAccessExpression(parent) && parent.expression === node && !/^(call|apply|bind)$/.test(parent.name.text)) || (ts.isNewExpression(parent) && parent.expression === node);
  });
}

function isEquality(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.EqualsEqualsToken ||
    kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsEqualsToken
  );
}

/** Rows to keep, best first: those that are exported already, then in the order of the files. */
function candidates(rows: readonly (readonly Unit[])[]): readonly (readonly Unit[])[] {
  const [first] = rows;
  if (first && rows.every((row) => row[0]?.source === first[0]?.source)) return [first];
  const exported = (row: readonly Unit[]): boolean => row.every((unit) => unit.exported);
  return [...rows.filter(exported), ...rows.filter((row) => !exported(row))];
}

function keep(
  kept: readonly Unit[],
  others: readonly (readonly Unit[])[],
  project: ProjectProgram,
  owners: readonly ProjectProgram[],
  projects: ProjectAccess,
  isWeighed: boolean,
): Extraction | Refusal {
  const program = project.program;
  const checker = program.getTypeChecker();
  const home = (kept[0] as Unit).source;
  const sources = [...new Set(others.map((row) => (row[0] as Unit).source))];
  const layouts = new Layouts(projects);
  const away = sources.filter((source) => source !== home);
  const files = away.map((source) => source.fileName);
  const refusal = refuseCycle(program, home.fileName, files, []) ?? refuseLoading(program, home, files);
  if (refusal) return refusal;
  if (away.length > 0 && directiveOf(home) === "use server") return refuse("boundary", "use server");
  const hidden = away.length > 0 ? kept.filter((unit) => !unit.exported) : [];
  if (hidden.length > 0 && isReexportedWhole(program, home)) return refuse("exported-twice", hidden[0]?.name.text);

  const byFile = new Map<ts.SourceFile, TextEdit[]>([[home, hidden.map(({ statement }) => ({ start: statement.getStart(home), end: statement.getStart(home), text: "export " }))]]);
  const wanted = new Map<ts.SourceFile, WantedImport[]>();
  for (const row of others) {
    for (const [at, unit] of row.entries()) {
      const one = replaced(unit, kept[at] as Unit, row, program, layouts.of(unit.source));
      if (isRefusal(one)) return one;
      byFile.set(unit.source, [...(byFile.get(unit.source) ?? []), ...one.edits]);
      wanted.set(unit.source, [...(wanted.get(unit.source) ?? []), ...one.imports]);
    }
  }
  const edits = [...byFile].map(([source, own]): FileEdit => {
    const removed = others.flat().filter((unit) => unit.source === source);
    const unused = unusedImports(source, checker, (node) => removed.some((unit) => isWithin(node, unit.statement)));
    const all = [...own, ...editImports(source, wanted.get(source) ?? [], unused, program, layouts.of(source))].sort(byPlace);
    return { kind: "change", file: source.fileName, edits: all };
  });
  const changed = edits.filter(changesSomething).sort(byPath);
  const removedLines = linesRemoved(changed, (file) => projects.read(file));
  if (removedLines <= 0) return refuse("no-gain");
  if (isWeighed) return { edits: changed, removedLines, leftOut: [] };
  const wrong = refuseMeaning(kept, others, changed, project);
  if (wrong) return wrong;
  for (const owner of owners) {
    const error = owner.firstError(changed);
    if (error) return refuse("type-errors", error.message);
  }
  const name = (kept[0] as Unit).name;
  const offset = offsetAfter(changed, home.fileName, name.getStart(home)) ?? 0;
  return { edits: changed, rename: { file: home.fileName, offset }, removedLines, leftOut: [] };
}

interface Replaced {
  readonly edits: readonly TextEdit[];
  readonly imports: readonly WantedImport[];
}

/** What becomes of a function that goes: an import, a re-export, or another name for its uses. */
function replaced(unit: Unit, kept: Unit, row: readonly Unit[], program: ts.Program, layout: Layout): Replaced | Refusal {
  const checker = program.getTypeChecker();
  const { source } = unit;
  const uses = mentionsOf(checker, source, unit.symbol).filter((node) => !row.some((other) => isWithin(node, other.statement)));
  const both = kept.name.text === unit.name.text ? unit.name.text : `${kept.name.text} as ${unit.name.text}`;
  if (source !== kept.source) {
    const specifier = moduleSpecifier(source, kept.source.fileName, program);
    const text = unit.exported ? `export { ${both} } from ${layout.quote}${specifier}${layout.quote}${layout.end}` : "";
    const imports = uses.length > 0 ? [{ from: kept.source.fileName, name: kept.name.text, local: unit.name.text, typeOnly: false }] : [];
    return { edits: [withoutStatement(unit, text)], imports };
  }
  const edits = [withoutStatement(unit, unit.exported ? `export { ${both} }${layout.end}` : "")];
  for (const node of uses) {
    if (checker.resolveName(kept.name.text, node, ts.SymbolFlags.Value, false) !== kept.symbol) return refuse("name-taken", kept.name.text);
    const old = node.text;
    const text = ts.isExportSpecifier(node.parent) ? `${kept.name.text} as ${old}` : isShorthand(node) ? `${old}: ${kept.name.text}` : kept.name.text;
    if (ts.isExportSpecifier(node.parent) && node.parent.propertyName !== undefined) edits.push({ start: node.getStart(source), end: node.end, text: kept.name.text });
    else edits.push({ start: node.getStart(source), end: node.end, text });
  }
  return { edits, imports: [] };
}

/** Takes the statement away with the comment that speaks for it and the empty lines behind it, or puts `text` in its place. */
function withoutStatement({ source, statement }: Unit, text: string): TextEdit {
  const all = source.text;
  const start = leadingStart(statement, source, isOfFile);
  if (text !== "") return { start, end: statement.end, text };
  const comments = ts.getTrailingCommentRanges(all, statement.end) ?? [];
  const end = comments[comments.length - 1]?.end ?? statement.end;
  const behind = /^[ \t]*(\r?\n)?([ \t]*\r?\n)*/.exec(all.slice(end))?.[0].length ?? 0;
  return { start, end: end + behind, text: "" };
}

/** Whether a comment speaks for its file rather than for what stands below it. */
function isOfFile(text: string, start: number): boolean {
  return /(eslint|oxlint)-(disable|enable)(?!-)|@ts-(no)?check|@(license|preserve|fileoverview|file|module|packageDocumentation|jsx\w*|vitest-environment|jest-environment)\b|copyright|<reference|#(end)?region/i.test(text) || (start === 0 && text.startsWith("#!"));
}

/** Checks that every use of a function that went refers to the one that was kept. */
function refuseMeaning(kept: readonly Unit[], others: readonly (readonly Unit[])[], edits: readonly FileEdit[], project: ProjectProgram): Refusal | undefined {
  const after = project.after(edits);
  const before = project.program.getTypeChecker();
  const checker = after.getTypeChecker();
  for (const row of others) {
    for (const [at, unit] of row.entries()) {
      const target = kept[at] as Unit;
      const expected = offsetAfter(edits, target.source.fileName, target.name.getStart(target.source));
      for (const node of mentionsOf(before, unit.source, unit.symbol)) {
        if (row.some((other) => isWithin(node, other.statement))) continue;
        const offset = offsetAfter(edits, unit.source.fileName, node.getStart(unit.source) - 1);
        const found = offset === undefined ? undefined : usedAfter(after, unit.source.fileName, offset + 1);
        const symbol = found && symbolAt(checker, found);
        const declaration = symbol && originOf(checker, symbol).declarations?.[0];
        const name = declaration && ts.getNameOfDeclaration(declaration);
        if (name?.getSourceFile().fileName !== target.source.fileName || name.getStart() !== expected) return refuse("different-meaning", node.text);
      }
    }
  }
  return undefined;
}

function usedAfter(program: ts.Program, file: string, offset: number): ts.Identifier | undefined {
  const source = program.getSourceFile(file);
  let found: ts.Identifier | undefined;
  const visit = (node: ts.Node): void => {
    if (node.end <= offset || node.pos > offset) return;
    // `{ old: kept }`: the value of the property is what counts.
    if (ts.isPropertyAssignment(node) && node.name.getStart() === offset && ts.isIdentifier(node.initializer)) found = node.initializer;
    else if (ts.isIdentifier(node) && node.getStart() === offset) found ??= node;
    else ts.forEachChild(node, visit);
  };
  if (source) visit(source);
  return found;
}
