import { layoutOf } from "../modules/layout.ts";
import { ts } from "../../syntax/typescript.ts";
import { align } from "./alignment/align.ts";
import type { Copy } from "../semantics/flow.ts";
import { isRefusal } from "../semantics/refusals.ts";
import { isJavaScript, isWithin, mentionsOf, symbolAt, touchOf } from "../semantics/symbols.ts";

/** A module's function, declared, with its overloads, or as a constant. */
export interface ModuleFunction {
  readonly source: ts.SourceFile;
  /** All that declares it, in the order of the text; the last of them has its body. */
  readonly statements: readonly (ts.FunctionDeclaration | ts.VariableStatement)[];
  readonly name: ts.Identifier;
  readonly symbol: ts.Symbol;
  /** All that two of them must have in common: type parameters, parameters and type of each overload, and the body. */
  readonly parts: readonly (readonly ts.Node[])[];
  readonly word: string;
  readonly exported: boolean;
}

/** The function that the statement is nothing but, whatever it is written as. */
export function moduleFunctionOf(source: ts.SourceFile, node: ts.Node, checker: ts.TypeChecker): ModuleFunction | undefined {
  if (node.parent !== source) return undefined;
  if (ts.isFunctionDeclaration(node)) {
    const flags = ts.getCombinedModifierFlags(node);
    const symbol = node.name && checker.getSymbolAtLocation(node.name);
    const all: readonly ts.Declaration[] = symbol?.declarations ?? [];
    if (!node.name || !node.body || !symbol || flags & ts.ModifierFlags.Default || !isOverloaded(all, node)) return undefined;
    const word = `${flags & ts.ModifierFlags.Async} function${node.asteriskToken ? "*" : ""}`;
    const parts = [...all.flatMap((one) => [one.typeParameters ?? [], one.parameters, one.type ? [one.type] : []]), [node.body]];
    return { source, statements: all, name: node.name, symbol, parts, word, exported: (flags & ts.ModifierFlags.Export) !== 0 };
  }
  if (!ts.isVariableStatement(node)) return undefined;
  const [declaration, other] = node.declarationList.declarations;
  const value = declaration?.initializer;
  if (!declaration || other || !value || !(node.declarationList.flags & ts.NodeFlags.Const)) return undefined;
  if (!ts.isIdentifier(declaration.name) || !(ts.isArrowFunction(value) || ts.isFunctionExpression(value))) return undefined;
  const symbol = checker.getSymbolAtLocation(declaration.name);
  if (!symbol || (symbol.declarations ?? []).length > 1) return undefined;
  const exported = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
  return { source, statements: [node], name: declaration.name, symbol, parts: [declaration.type ? [declaration.type] : [], [value]], word: "const", exported };
}

/** Whether the declarations are the function and its overloads, which stand in front of it, one behind the other. */
function isOverloaded(declarations: readonly ts.Declaration[], node: ts.FunctionDeclaration): declarations is readonly ts.FunctionDeclaration[] {
  if (declarations.at(-1) !== node || !ts.isSourceFile(node.parent)) return false;
  const { statements } = node.parent;
  const first = statements.indexOf(node) - declarations.length + 1;
  return declarations.every((one, at) => ts.isFunctionDeclaration(one) && one === statements[first + at]);
}

/** Whether the node stands in what declares the function. */
export function isIn(unit: ModuleFunction, node: ts.Node): boolean {
  return unit.statements.some((statement) => isWithin(node, statement));
}

/** What the range of the function begins and ends with. */
export function endsOf({ statements }: ModuleFunction): readonly [ts.Statement, ts.Statement] {
  return [statements[0] as ts.Statement, statements[statements.length - 1] as ts.Statement];
}

/** Whether the functions at an index of two rows say the same, where those of one row stand for those of the other. */
export function saysSame(lefts: readonly ModuleFunction[], rights: readonly ModuleFunction[], index: number, checker: ts.TypeChecker): boolean {
  const [left, right] = [lefts[index] as ModuleFunction, rights[index] as ModuleFunction];
  if (left.word !== right.word || left.statements.some((statement, at) => toldToTools(statement) !== toldToTools(right.statements[at]))) return false;
  if (left.parts.some((part, at) => part.length !== right.parts[at]?.length)) return false;
  const alignment = align(asCopy(left, checker), asCopy(right, checker), () => false);
  if (isRefusal(alignment)) return false;
  return alignment.mismatches.every(({ node, kind }) => {
    const other = alignment.partner.get(node);
    if (kind !== "identifier" || !ts.isIdentifier(node) || !other || !ts.isIdentifier(other)) return false;
    const at = lefts.findIndex((unit) => unit.symbol === symbolAt(checker, node));
    return at >= 0 && rights[at]?.symbol === symbolAt(checker, other);
  });
}

/** What the comment of a declaration says to tools: in JavaScript its types, elsewhere who may call it. */
function toldToTools(statement: ts.Statement | undefined): string {
  if (statement === undefined) return "";
  const isSaid = ({ tagName: { text } }: ts.JSDocTag): boolean => isJavaScript(statement.getSourceFile()) || /^(?:deprecated|internal|alpha|beta|experimental|public|private)$/.test(text);
  return ts.getJSDocTags(statement).filter(isSaid).map((tag) => tag.getText().replace(/[\s*]+/g, " ").trim()).sort().join("\n");
}

function asCopy(unit: ModuleFunction, checker: ts.TypeChecker): Copy {
  const { source } = unit;
  const [first, last] = endsOf(unit);
  const start = first.getStart(source);
  const { end } = last;
  return {
    fragment: { file: source.fileName, start, end },
    source,
    kind: "statements",
    nodes: unit.parts.flat(),
    start,
    end,
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
export function isMoreThanFunction(unit: ModuleFunction, checker: ts.TypeChecker): boolean {
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

/** The mentions of the function outside of the functions that go with it. */
export function usesOf(unit: ModuleFunction, row: readonly ModuleFunction[], checker: ts.TypeChecker): readonly ts.Identifier[] {
  return mentionsOf(checker, unit.source, unit.symbol).filter((node) => !row.some((other) => isIn(other, node)));
}
