import { ts } from "../../../syntax/typescript.ts";
import { isGenerator } from "../../semantics/control.ts";
import { assuranceOf } from "../../semantics/defined.ts";
import type { Copy, Flow } from "../../semantics/flow.ts";
import type { Hole } from "../alignment/holes.ts";
import type { Plan } from "../plan.ts";
import type { Style } from "./signature.ts";
import { isGlobal, isLocal, originOf, symbolAt, touchOf } from "../../semantics/symbols.ts";
import { isPiece } from "../../semantics/templatePieces.ts";
import { isSameType, type PrintedType, typeOfAll, withWords } from "../../semantics/types.ts";

/** The text of a type with the type parameters of a copy called as those of the template are. */
export function inTemplateWords(plan: Plan, printed: PrintedType, at: number): string {
  const renamed = plan.alignments[at - 1]?.renamed;
  if (renamed === undefined) return printed.text;
  const names = new Map([...renamed].filter(([, to]) => printed.parameters.includes(to)).map(([from, to]) => [to.name, from.name]));
  return withWords(printed.text, names);
}

/** The type of a variable as its declaration writes it, where that is the type that it has at the copy. */
export function annotationOf(checker: ts.TypeChecker, symbol: ts.Symbol, type: ts.Type, visible: (symbol: ts.Symbol) => boolean): PrintedType | undefined {
  const declaration = symbol.valueDeclaration;
  if (!declaration || !(ts.isParameter(declaration) || ts.isVariableDeclaration(declaration)) || !declaration.type) return undefined;
  if (ts.isParameter(declaration) && (declaration.dotDotDotToken || declaration.initializer)) return undefined;
  const declared = checker.getTypeFromTypeNode(declaration.type);
  const optional = ts.isParameter(declaration) && declaration.questionToken !== undefined;
  const same = type === declared || (optional && checker.getNonNullableType(type) === checker.getNonNullableType(declared) && type === checker.getTypeOfSymbol(symbol));
  const text = declaration.type.getText();
  if (!same || text.length > 120 || text.includes("\n")) return undefined;
  const names = new Map<string, ts.Symbol>();
  const parameters = new Set<ts.Symbol>();
  const unsaid: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeParameterDeclaration(node) || ts.isTypeQueryNode(node) || ts.isThisTypeNode(node) || ts.isTypePredicateNode(node)) unsaid.push(node);
    const first = ts.isTypeReferenceNode(node) ? leftmost(node.typeName) : undefined;
    const named = first && checker.getSymbolAtLocation(first);
    if (first && !named) unsaid.push(first);
    if (first && named) {
      if (named.flags & ts.SymbolFlags.TypeParameter) {
        if (!visible(named)) parameters.add(named);
      } else if (isLocal(named) && !visible(named)) unsaid.push(first);
      else if (!isGlobal(checker, named)) names.set(first.text, originOf(checker, named));
    }
    ts.forEachChild(node, visit);
  };
  visit(declaration.type);
  const wrapped = optional && /=>|\?/.test(text) ? `(${text})` : text;
  return unsaid.length === 0 ? { text: optional ? `${wrapped} | undefined` : text, parameters: [...parameters], names, imports: [] } : undefined;
}

function leftmost(name: ts.EntityName): ts.Identifier {
  return ts.isIdentifier(name) ? name : leftmost(name.left);
}

/** The type that the variable has where the copy begins: narrowed as it is there. */
export function inputType(copy: Copy, flow: Flow, symbol: ts.Symbol): ts.Type {
  const uses = flow.mentions.filter((one) => one.symbol === symbol);
  const written = uses.some((one) => touchOf(one.node).writes);
  const first = uses[0]?.node;
  if (written || first === undefined || ts.isShorthandPropertyAssignment(first.parent)) return typeAtStart(copy, symbol, first, written);
  return copy.checker.getTypeAtLocation(first);
}

function typeAtStart(copy: Copy, symbol: ts.Symbol, first: ts.Identifier | undefined, written: boolean): ts.Type {
  return written || first === undefined ? copy.checker.getTypeOfSymbol(symbol) : copy.checker.getTypeOfSymbolAtLocation(symbol, first);
}

/** The types that a variable of the copies' own has where the hole reads it. */
export function readTypes(plan: Plan, hole: Hole, symbol: ts.Symbol): readonly ts.Type[] {
  const types = hole.nodes.map((node, at): { readonly type: ts.Type; readonly isRead: boolean } => {
    const { checker } = plan.copies[at] as Copy;
    const own = at === 0 ? symbol : (plan.alignments[at - 1]?.renamed.get(symbol) ?? symbol);
    let found: ts.Identifier | undefined;
    const visit = (part: ts.Node): void => {
      if (ts.isIdentifier(part) && symbolAt(checker, part) === own) found ??= part;
      ts.forEachChild(part, visit);
    };
    visit(node);
    const isKnown = found !== undefined && !ts.isShorthandPropertyAssignment(found.parent);
    return { type: found && isKnown ? checker.getTypeAtLocation(found) : checker.getTypeOfSymbol(own), isRead: found !== undefined };
  });
  // Where a copy does not read it, what it has been narrowed to is not known there.
  const read = types.find(({ isRead }) => isRead);
  return types.map(({ type, isRead }) => (isRead ? type : (read?.type ?? type)));
}

export function holeTypesOf(plan: Plan, hole: Hole, style: Style): readonly ts.Type[] {
  return hole.nodes.map((node, at) => {
    const { checker } = plan.copies[at] as Copy;
    if (ts.isJsxText(node) || isPiece(node)) return checker.getStringType();
    if (node.kind === ts.SyntaxKind.ThisKeyword) return receiverType(checker, node);
    if (ts.isJsxAttribute(node.parent) && ts.isStringLiteral(node))
      return style === "exact" || style === "bare" ? checker.getStringLiteralType(node.text) : checker.getStringType();
    const type = checker.getTypeAtLocation(node);
    const context = ts.isLiteralExpression(node) ? checker.getContextualType(node) : undefined;
    const base = checker.getBaseTypeOfLiteralType(type);
    // Where any text or number will do, none is told apart.
    if (context && !(context.flags & ts.TypeFlags.TypeParameter) && base !== type && checker.isTypeAssignableTo(base, context)) return base;
    if (style === "exact" || style === "bare" || !ts.isExpression(node)) return type;
    const named = context && !(context.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) && context.isUnion() && context.types.every((one) => one.isLiteral());
    return named ? context : base;
  });
}

/** The type that the variables are declared with which the copies are the values of. */
function valueType(plan: Plan, print: (type: ts.Type) => PrintedType | undefined): PrintedType | undefined {
  const { checker } = plan.copies[0] as Copy;
  const types = plan.copies.map(({ nodes }) => {
    const parent = nodes[0]?.parent;
    const node = parent && (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) ? parent.type : undefined;
    return node && checker.getTypeFromTypeNode(node);
  });
  const type = typeOfAll(checker, types);
  if (!type) return types.some((one) => one !== undefined) ? undefined : plainType(plan.copies);
  return print(plan.awaits ? (checker.getAwaitedType(type) ?? type) : type);
}

/** That of a condition or a calculation. */
function plainType(copies: readonly Copy[]): PrintedType | undefined {
  const are = (flag: ts.TypeFlags): boolean => copies.every(({ nodes: [node], checker }) => node !== undefined && (ts.isBinaryExpression(node) || ts.isPrefixUnaryExpression(node)) && (checker.getTypeAtLocation(node).flags & flag) !== 0);
  const text = are(ts.TypeFlags.Boolean) ? "boolean" : are(ts.TypeFlags.Number) ? "number" : undefined;
  return text === undefined ? undefined : { text, parameters: [], names: new Map(), imports: [] };
}

/** What the generators around the copies hand out and what they are given in between, where they all say the same. */
export function handedOut(plan: Plan, print: (type: ts.Type) => PrintedType | undefined): readonly [PrintedType, PrintedType] | undefined {
  const { checker } = plan.copies[0] as Copy;
  const all = plan.copies.map(({ frame }) => generatorTypes(checker, frame));
  const [first] = all;
  if (!first || !all.every((one) => one !== undefined && [0, 2].every((at) => isSameType(checker, first[at] as ts.Type, one[at] as ts.Type)))) return undefined;
  const [given, taken] = [print(first[0]), print(first[2])];
  return given && taken && [given, taken];
}

/** What a generator with a declared type hands out, returns and is given. */
function generatorTypes(checker: ts.TypeChecker, frame: ts.Node): readonly [ts.Type, ts.Type, ts.Type] | undefined {
  if (!ts.isFunctionLike(frame) || !frame.type || !isGenerator(frame)) return undefined;
  const type = checker.getTypeFromTypeNode(frame.type);
  if (!isReference(type)) return undefined;
  const [given, returned, taken] = checker.getTypeArguments(type);
  if (!given || !returned || !taken || [given, returned, taken].some((one) => (one.flags & ts.TypeFlags.Any) !== 0)) return undefined;
  return [given, returned, taken];
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return (type.flags & ts.TypeFlags.Object) !== 0 && "target" in type;
}

/** The type of the object that `this` is: of its class, and not of a class that may extend it. */
function receiverType(checker: ts.TypeChecker, node: ts.Node): ts.Type {
  const type = checker.getTypeAtLocation(node);
  return type.flags & ts.TypeFlags.TypeParameter ? (checker.getBaseConstraintOfType(type) ?? type) : type;
}

export function returnType(plan: Plan, print: (type: ts.Type) => PrintedType | undefined): PrintedType | undefined {
  const template = plan.copies[0] as Copy;
  const checker = template.checker;
  const { leaving } = plan;
  if (leaving?.kind === "flag") return undefined;
  if (plan.holes.some((hole) => hole.kind === "type")) return undefined;
  if (template.kind === "expression") return valueType(plan, print);
  if (plan.exit === "return" || plan.exit === "value") {
    const frames = plan.copies.map((copy) => copy.frame);
    const signatures = frames.map((frame) => (ts.isFunctionLike(frame) && frame.type ? checker.getSignatureFromDeclaration(frame) : undefined));
    const [first] = signatures;
    if (!first || !signatures.every((one) => one !== undefined)) return undefined;
    const types = signatures.map((one, at) => {
      const frame = frames[at] as ts.Node;
      return isGenerator(frame) ? generatorTypes(checker, frame)?.[1] : checker.getReturnTypeOfSignature(one);
    });
    if (!types.every((one) => one !== undefined)) return undefined;
    const unwrapped = plan.awaits ? types.map((type) => checker.getAwaitedType(type)) : types;
    const frame = frames[0] as ts.SignatureDeclaration;
    const async = (ts.getCombinedModifierFlags(frame) & ts.ModifierFlags.Async) !== 0;
    if (async && !plan.awaits) return undefined;
    const type = typeOfAll(checker, unwrapped);
    if (!type) return undefined;
    if (frame.type && ts.isTypePredicateNode(frame.type)) return undefined;
    const printed = print(type);
    if (leaving === undefined || printed === undefined) return printed;
    return orUndefined(leaving.boxed ? { ...printed, text: `{ value: ${printed.text} }` } : printed);
  }
  if (plan.results.length === 0) return { text: "void", parameters: [], names: new Map(), imports: [] };
  const [only, other] = plan.results;
  if (!only || other) return undefined;
  const types = plan.copies.map((copy, at) => {
    const symbol = only.results[at]?.symbol ?? (at === 0 ? only.symbol : plan.alignments[at - 1]?.renamed.get(only.symbol));
    const type = symbol && copy.checker.getTypeOfSymbol(symbol);
    const assured = symbol && leaving !== undefined ? assuranceOf(copy, symbol) : undefined;
    return type && (assured === "truthy" || assured === "not nullish") ? checker.getNonNullableType(type) : type;
  });
  const [type] = types;
  if (!type || type.flags & ts.TypeFlags.Any || !types.every((one) => one !== undefined && isSameType(checker, type, one))) return undefined;
  const printed = print(type);
  if (leaving === undefined || printed === undefined) return printed;
  return orUndefined(leaving.boxed ? { ...printed, text: `{ ${only.symbol.name}: ${printed.text} }` } : printed);
}

/** The type with `undefined` beside it, where it is not there already. */
function orUndefined(printed: PrintedType): PrintedType {
  if (/(^|\| )undefined($| \|)/.test(printed.text) && !/[=<({]/.test(printed.text)) return printed;
  const wrapped = /=>|\bextends\b/.test(printed.text) && !/^[{[]/.test(printed.text) ? `(${printed.text})` : printed.text;
  return { ...printed, text: `${wrapped} | undefined` };
}
