import { ts } from "../../../syntax/typescript.ts";
import { offsetAfter } from "../../textOffsets.ts";
import type { Assembled } from "./assemble.ts";
import type { Copy } from "../../semantics/flow.ts";
import { isAtCalls, type Plan } from "../plan.ts";
import { refuse, type Refusal } from "../../semantics/refusals.ts";
import { ropeStart } from "./verify.ts";
import { startingAt } from "../../semantics/symbols.ts";

/**
 * Checks what the compiler does not call an error: that every call in the moved code and around the copies still takes the
 * overload that it took, and that what is declared around the copies without a type of its own has not lost what is known of it.
 */
export function refuseResolution(plan: Plan, assembled: Assembled, after: ts.Program): Refusal | undefined {
  const checker = after.getTypeChecker();
  const target = after.getSourceFile(assembled.file);
  if (target === undefined) return undefined;
  const [template, ...others] = plan.copies as readonly [Copy, ...Copy[]];
  for (const call of callsIn(template.nodes)) {
    if (isAtCalls(plan, call)) continue;
    const place = assembled.rope.place(call.getStart(template.source));
    const now = place === undefined ? undefined : callLike(target, ropeStart(assembled) + place, call);
    const chosen = now && overloadOf(checker, now);
    const before = [overloadOf(template.checker, call), ...others.map((copy, at) => partnerOverload(plan, copy, at, call))];
    if (chosen !== undefined && before.some((one) => one !== undefined && one !== chosen)) return refuse("other-overload", call.expression.getText(template.source));
  }
  for (const copy of plan.copies) {
    const refusal = refuseAround(copy, assembled, after);
    if (refusal) return refusal;
  }
  return undefined;
}

function partnerOverload(plan: Plan, copy: Copy, at: number, call: ts.Node): number | undefined {
  const partner = plan.alignments[at]?.partner.get(call);
  return partner && isCall(partner) ? overloadOf(copy.checker, partner) : undefined;
}

type Call = ts.CallExpression | ts.NewExpression;

function isCall(node: ts.Node): node is Call {
  return ts.isCallExpression(node) || ts.isNewExpression(node);
}

function callsIn(nodes: readonly ts.Node[]): readonly Call[] {
  const found: Call[] = [];
  const visit = (node: ts.Node): void => {
    if (isCall(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  for (const node of nodes) visit(node);
  return found;
}

/** Which of several signatures of one name the call takes; `undefined` where there is but one. */
function overloadOf(checker: ts.TypeChecker, call: Call): number | undefined {
  const declaration = checker.getResolvedSignature(call)?.getDeclaration();
  if (declaration === undefined) return undefined;
  const name = ts.getNameOfDeclaration(declaration);
  const symbol = name && checker.getSymbolAtLocation(name);
  const all = symbol?.declarations?.filter(ts.isFunctionLike) ?? siblingsOf(declaration);
  const at = all.indexOf(declaration);
  return all.length > 1 && at >= 0 ? at : undefined;
}

/** Call and construct signatures of one type, and constructors of one class, which have no names. */
function siblingsOf(declaration: ts.SignatureDeclaration): readonly ts.SignatureDeclaration[] {
  const { parent } = declaration;
  if (!ts.isInterfaceDeclaration(parent) && !ts.isTypeLiteralNode(parent) && !ts.isClassLike(parent)) return [declaration];
  return [...parent.members].filter((one): one is ts.SignatureDeclaration & typeof one => one.kind === declaration.kind && ts.isFunctionLike(one));
}

/** The call that begins at the offset, of those that do so (`a().b()`) the one that stands as deep as `like` does. */
function callLike(source: ts.SourceFile, offset: number, like: Call): Call | undefined {
  const after = startingAt(source, offset, isCall);
  const before = startingAt(like.getSourceFile(), like.getStart(), isCall);
  return after[after.length - (before.length - before.indexOf(like))];
}

/** The same for the calls of the function around the copy, and for the types that are inferred around it. */
function refuseAround(copy: Copy, assembled: Assembled, after: ts.Program): Refusal | undefined {
  const source = after.getSourceFile(copy.source.fileName);
  if (source === undefined) return undefined;
  const checker = after.getTypeChecker();
  const moved = (node: ts.Node): number | undefined => offsetAfter(assembled.edits, copy.source.fileName, node.getStart(copy.source));
  const calls = ts.isSourceFile(copy.frame) ? callsAround(copy) : callsIn([copy.frame]);
  for (const call of calls) {
    const was = overloadOf(copy.checker, call);
    const offset = was === undefined ? undefined : moved(call);
    const now = offset === undefined ? undefined : callLike(source, offset, call);
    const chosen = now && overloadOf(checker, now);
    if (was !== undefined && chosen !== undefined && chosen !== was) return refuse("other-overload", call.expression.getText(copy.source));
  }
  for (let at = copy.nodes[0] as ts.Node; !ts.isSourceFile(at); at = at.parent) {
    const name = isInferred(at) ? ts.getNameOfDeclaration(at) : undefined;
    const offset = name && moved(name);
    const now = offset === undefined ? undefined : nameAt(source, offset);
    if (name && now && losesType(textOf(copy.checker, name), textOf(checker, now))) return refuse("declared-type", name.getText(copy.source));
  }
  return undefined;
}

/** Calls of the statement of the file that the copy is a part of. */
function callsAround(copy: Copy): readonly Call[] {
  let at = copy.nodes[0] as ts.Node;
  while (!ts.isSourceFile(at.parent)) at = at.parent;
  return callsIn([at]);
}

function isInferred(node: ts.Node): node is ts.Declaration {
  if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) return node.type === undefined;
  return (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isGetAccessor(node)) && node.type === undefined;
}

function textOf(checker: ts.TypeChecker, name: ts.Node): string {
  return checker.typeToString(checker.getTypeAtLocation(name), undefined, ts.TypeFormatFlags.NoTruncation);
}

function nameAt(source: ts.SourceFile, offset: number): ts.Node | undefined {
  const isName = (node: ts.Node): node is ts.PropertyName | ts.BindingName => ts.isPropertyName(node) || ts.isBindingName(node);
  return startingAt(source, offset, isName).at(-1);
}

/** Whether a type is `any` where it was not, or a `string` where it was one of some texts. */
function losesType(before: string, after: string): boolean {
  if (before === after) return false;
  const count = (text: string, word: RegExp): number => text.match(word)?.length ?? 0;
  if (count(after, /\bany\b/g) > count(before, /\bany\b/g)) return true;
  const literals = /"(?:[^"\\]|\\.)*"|\b\d[\w.]*\b|\b(?:true|false)\b/g;
  const wide = /\b(?:string|number|boolean)\b/g;
  return count(after, literals) < count(before, literals) && count(after, wide) > count(before, wide);
}
