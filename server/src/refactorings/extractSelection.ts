import { componentForm } from "./extractComponent.ts";
import { isMarkup, markupOf } from "./extractComponent/markup.ts";
import { extractConstant } from "./extractConstant.ts";
import { refusePlace } from "./extractConstant/places.ts";
import { refuseValue, valueOf } from "./extractConstant/values.ts";
import { extractAs, functionForm } from "./extractFunction.ts";
import type { Form } from "./extractFunction/writing/form.ts";
import { controlOf } from "./semantics/control.ts";
import { isRefusal, refuse, sentenceOf, type Refusal } from "./semantics/refusals.ts";
import { selectionOf } from "./semantics/selection.ts";
import { refuseFiles } from "./extractFunction/placement/target.ts";
import type { Fix, Fragment, ProjectAccess } from "./refactoring.ts";
import type { Selected } from "./selected.ts";
import type { Offer, SelectionRefactoring } from "./selectionRefactoring.ts";
import { ts } from "../syntax/typescript.ts";
import { kind as constantKind } from "./extractConstant/extractConstant.ts";

/** What is selected, alone or with all that says the same, becomes a function or a method. */
export const functionOfSelection: SelectionRefactoring = {
  id: "function",
  reaches: ["selection", "file", "workspace"],
  sameness: "graded",
  offer: offerOf,
  extract: (fragments, projects) => {
    const form = fragments.length === 1 ? ofOneCopy : functionForm;
    return extractSelection((near) => extractAs(form, near, projects, { isAsked: true }), fragments, projects);
  },
};

/** Whoever selects one range has chosen what the function does, and so what it needs. */
const ofOneCopy: Form = { ...functionForm, mostParameters: 8 };


/** A selected value that is the same everywhere becomes a constant of its module. */
export const constantOfSelection: SelectionRefactoring = {
  id: "constant",
  reaches: ["selection", "file", "workspace"],
  sameness: "exact",
  offer(selected) {
    if (selected.kind !== "expression") return undefined;
    const value = valueOf(selected.source, selected);
    if (isRefusal(value) || value.constant !== undefined || refusePlace(value) !== undefined || refuseValue(value.node) !== undefined) return undefined;
    return { kind: constantKind, title: "Extract to constant in module scope" };
  },
  extract: (fragments, projects) => extractSelection((near) => extractConstant(near, projects, { isAsked: true }), fragments, projects),
};

/** Selected markup becomes a component with typed properties. */
export const componentOfSelection: SelectionRefactoring = {
  id: "component",
  reaches: ["selection", "file", "workspace"],
  sameness: "graded",
  offer(selected) {
    if (!selected.nodes.some(isMarkup)) return undefined;
    const selection = markupOf(selected.source, selected);
    const offer = { kind: componentForm.kind, title: "Extract to component" };
    return isRefusal(selection) ? { ...offer, refused: sentenceOf(selection) } : offer;
  },
  extract: (fragments, projects) => extractSelection((near) => extractAs(componentForm, near, projects, { isAsked: true }), fragments, projects),
};

function offerOf(selected: Selected): Offer | undefined {
  const [node] = selected.nodes;
  if (node === undefined || (selected.kind !== "statements" && selected.kind !== "expression")) return undefined;
  if (selected.kind === "expression" ? saysLittle(node) : selected.nodes.every(declaresOnly) || selected.nodes.some(isExported)) return undefined;
  const selection = selectionOf(selected.source, selected);
  if (isRefusal(selection)) return { kind: functionKind, title: functionTitle, refused: sentenceOf(selection) };
  const control = controlOf(selection);
  if (isRefusal(control)) return { kind: functionKind, title: functionTitle, refused: sentenceOf(control) };
  const isMethod = control.usesThis !== undefined || control.privateName !== undefined;
  const offer = isMethod ? { kind: "refactor.extract.method", title: "Extract to method" } : { kind: functionKind, title: functionTitle };
  return selection.wholeBody ? { ...offer, needsOthers: true } : offer;
}

const functionKind = functionForm.kind;
const functionTitle = "Extract to function";

/** Whether a function would say no more than the expression: it is a name, a literal or a function already. */
function saysLittle(node: ts.Node): boolean {
  return (
    ts.isIdentifier(node) || ts.isLiteralExpression(node) || ts.isPropertyAccessExpression(node) || ts.isFunctionLike(node) || ts.isClassLike(node) || node.kind === ts.SyntaxKind.ThisKeyword ||
    node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword || node.kind === ts.SyntaxKind.NullKeyword
  );
}

/** Whether others may import what the statement declares, so that it has to stay where it is. */
function isExported(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

/** Whether the statement is no code that runs. */
function declaresOnly(node: ts.Node): boolean {
  return (
    ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isExportAssignment(node) ||
    ts.isImportEqualsDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)
  );
}

/**
 * Extracts the first fragment, which somebody selected, with as many of the others as can share a function with
 * it. Where that one cannot move, the others do not either.
 */
function extractSelection(build: (fragments: readonly Fragment[]) => Fix, fragments: readonly Fragment[], projects: ProjectAccess): Fix {
  const [selected] = fragments;
  if (selected === undefined) return build(fragments);
  const { near, far } = withinReach(selected, fragments, projects);
  const fix = build(near);
  if (fix.status === "refused") return fix;
  const stays = fix.leftOut.find(({ fragment }) => fragment.file === selected.file && fragment.start === selected.start);
  if (stays !== undefined) {
    const refusal = refuse("selection-stays", stays.reason);
    return { status: "refused", kind: fix.kind, title: fix.title, code: refusal.refused, reason: sentenceOf(refusal) };
  }
  return { ...fix, leftOut: [...fix.leftOut, ...far] };
}

interface Reached {
  readonly near: readonly Fragment[];
  readonly far: readonly { readonly fragment: Fragment; readonly reason: string }[];
}

/** Of the fragments, those in files that may share code with the file of the selected one. */
function withinReach(selected: Fragment, fragments: readonly Fragment[], projects: ProjectAccess): Reached {
  const files = [...new Set(fragments.map(({ file }) => file))];
  const owners = files.length > 1 ? projects.programsFor(files) : [];
  const own = owners.filter(({ owned }) => owned.includes(selected.file)).sort((a, b) => b.owned.length - a.owned.length)[0];
  const refusals = new Map<string, Refusal>();
  for (const file of files) {
    if (file === selected.file || own === undefined) continue;
    const source = own.program.getSourceFile(file);
    const ownSource = own.program.getSourceFile(selected.file);
    const isForeign = !own.owned.includes(file) || source === undefined || ownSource === undefined;
    const refusal = isForeign ? refuse("different-projects") : refuseFiles([ownSource, source], projects);
    if (refusal !== undefined) refusals.set(file, refusal);
  }
  return {
    near: fragments.filter(({ file }) => !refusals.has(file)),
    far: fragments.flatMap((fragment) => {
      const refusal = refusals.get(fragment.file);
      return refusal === undefined ? [] : [{ fragment, reason: sentenceOf(refusal) }];
    }),
  };
}
