import type { Copy } from "../semantics/flow.ts";
import type { OpenProject } from "../extractFunction/placement/openProject.ts";
import { refuse, type Refusal } from "../semantics/refusals.ts";
import { originOf } from "../semantics/symbols.ts";
import type { FileEdit, TextEdit } from "../refactoring.ts";
import { ts } from "../../syntax/typescript.ts";

/**
 * Checks that the calls are calls of the function, that the code around them has the types that it had, and that no
 * program which owns one of the files has a new error.
 */
export function refuseCalls(
  edits: readonly FileEdit[],
  calls: readonly { readonly copy: Copy; readonly edit: TextEdit }[],
  name: string,
  home: ts.SourceFile,
  { project, owners }: OpenProject,
): Refusal | undefined {
  const after = project.after(edits);
  const checker = after.getTypeChecker();
  for (const { copy, edit } of calls) {
    const source = after.getSourceFile(copy.source.fileName);
    const own = edits.find(({ file }) => file === copy.source.fileName);
    const call = source && own?.kind === "change" ? callIn(source, placeOf(own.edits, edit), edit.text.length, name, home, checker) : undefined;
    if (!source || !call) return refuse("different-meaning", name);
    const [node] = copy.nodes;
    if (!node) return refuse("stale");
    const value = copy.kind === "expression" ? (ts.isAwaitExpression(call.parent) ? call.parent : call) : undefined;
    const type = value && checker.getTypeAtLocation(value);
    const isSame = type === undefined || typeText(copy.checker, copy.checker.getTypeAtLocation(node)) === typeText(checker, type);
    if (!isSame && (isAny(type) || !isTold(copy.checker, node))) return refuse("other-type", name);
    if (!value && resultOf(copy.checker, node) !== resultOf(checker, call)) return refuse("other-type", name);
  }
  for (const owner of owners) {
    const error = owner.firstError(edits);
    if (error) return refuse("type-errors", error.message);
  }
  return undefined;
}

/** Whether the code around says which type it takes, so that the compiler tells when the value has another. */
function isTold(checker: ts.TypeChecker, node: ts.Node): boolean {
  const context = ts.isExpression(node) ? checker.getContextualType(node) : undefined;
  return context !== undefined && !isAny(context) && (context.flags & ts.TypeFlags.TypeParameter) === 0;
}

function isAny(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
}

/** Where the text of an edit begins once all edits of its file are made. */
function placeOf(edits: readonly TextEdit[], edit: TextEdit): number {
  return edits.slice(0, edits.indexOf(edit)).reduce((moved, one) => moved + one.text.length - (one.end - one.start), edit.start);
}

/** The call of the function that stands within the range. */
function callIn(source: ts.SourceFile, start: number, length: number, name: string, home: ts.SourceFile, checker: ts.TypeChecker): ts.CallExpression | undefined {
  let found: ts.CallExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (found || node.end <= start || node.pos >= start + length) return;
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.getStart(source) >= start) {
      const symbol = checker.getSymbolAtLocation(node.expression);
      const declaration = symbol && originOf(checker, symbol).declarations?.[0];
      const declared = declaration && ts.getNameOfDeclaration(declaration);
      if (declared?.getText() === name && declared.getSourceFile().fileName === home.fileName) found = node;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The type that the function around the node gives, as text; an own annotation says it whatever the body does. */
function resultOf(checker: ts.TypeChecker, node: ts.Node): string {
  for (let at = node.parent as ts.Node | undefined; at !== undefined; at = at.parent as ts.Node | undefined) {
    if (!ts.isFunctionLike(at)) continue;
    const signature = checker.getSignatureFromDeclaration(at);
    return signature ? typeText(checker, checker.getReturnTypeOfSignature(signature)) : "";
  }
  return "";
}

function typeText(checker: ts.TypeChecker, type: ts.Type): string {
  return checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
}
