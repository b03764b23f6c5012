import { ts } from "../../syntax/typescript.ts";
import { hasEffect, isSureToExist, readsChangeable } from "./evaluation.ts";
import { frameOf } from "./selection.ts";
import { isVar, isWithin, mentionsOf, namesIn, symbolAt, touchOf } from "./symbols.ts";

/**
 * What a statement is to those around it: nothing of it can be noticed and it gives the same whenever it runs (`still`); it reads what others
 * may change, or may fail (`reads`); or others can notice it (`acts`).
 */
type Weight = "still" | "reads" | "acts";

/**
 * Whether two statements of one list may run in the other order. One that acts may only change places with one that is still, and
 * neither may declare or write what the other names, nor what a function names that the other may call.
 */
export function mayChangePlaces(checker: ts.TypeChecker, one: ts.Statement, other: ts.Statement): boolean {
  const weights = [weightOf(checker, one), weightOf(checker, other)];
  if (weights.includes("acts") && !weights.includes("still")) return false;
  if (namesWhatOtherSets(checker, one, other) || namesWhatOtherSets(checker, other, one)) return false;
  return ![one, other].some((statement) => isKeptByFunction(checker, statement, Math.max(one.end, other.end)));
}

/** Whether the statement can stand elsewhere in its list: it declares nothing that is known before it is reached, and does not leave. */
export function isMovable(statement: ts.Statement): boolean {
  if (ts.isVariableStatement(statement)) return statement.modifiers === undefined && (statement.declarationList.flags & ts.NodeFlags.BlockScoped) !== 0 && !isUsing(statement.declarationList);
  return (ts.isExpressionStatement(statement) || ts.isIfStatement(statement) || ts.isForOfStatement(statement) || ts.isForStatement(statement)) && !leaves(statement, false);
}

/** Whether the statement has a `return`, a jump out of it, or a `yield`. */
function leaves(node: ts.Node, inLoop: boolean): boolean {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  if (ts.isReturnStatement(node) || ts.isYieldExpression(node) || ts.isLabeledStatement(node)) return true;
  if (ts.isBreakOrContinueStatement(node)) return node.label !== undefined || !inLoop;
  // A `break` of a switch is taken for one that leaves.
  const within = inLoop || ts.isIterationStatement(node, false);
  return ts.forEachChild(node, (part) => leaves(part, within) || undefined) ?? false;
}

function isUsing(list: ts.VariableDeclarationList): boolean {
  return (list.flags & ts.NodeFlags.Using) !== 0;
}

function weightOf(checker: ts.TypeChecker, statement: ts.Statement): Weight {
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isFunctionDeclaration(statement)) return "still";
  const isPlain = ts.isExpressionStatement(statement) || isMovable(statement);
  if (!isPlain && !ts.isIfStatement(statement)) return "acts";
  if (leaves(statement, false) || hasEffect(checker, statement) || makesClass(statement) || declaresVar(statement)) return "acts";
  return readsChangeable(checker, statement) || mayFail(checker, statement) ? "reads" : "still";
}

function makesClass(node: ts.Node): boolean {
  return ts.isClassLike(node) || (ts.forEachChild(node, (part) => makesClass(part) || undefined) ?? false);
}

function declaresVar(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  return (ts.isVariableDeclaration(node) && isVar(node)) || (ts.forEachChild(node, (part) => declaresVar(part) || undefined) ?? false);
}

/** Whether evaluating the node may end in an error: `this` may not be there yet, a name may be unknown where the program runs, and whole numbers may be divided by nothing. */
function mayFail(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (ts.isFunctionLike(node) && !ts.isArrowFunction(node)) return false;
  if (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword) return true;
  if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return false;
  if (ts.isBinaryExpression(node) && (checker.getTypeAtLocation(node).flags & ts.TypeFlags.BigIntLike) !== 0) return true;
  if (ts.isIdentifier(node) && namesIn(node).length > 0) {
    const symbol = symbolAt(checker, node);
    if (node.text !== "undefined" && !isSureToExist(symbol)) return true;
  }
  return ts.forEachChild(node, (part) => mayFail(checker, part) || undefined) ?? false;
}

function namesWhatOtherSets(checker: ts.TypeChecker, one: ts.Statement, other: ts.Statement): boolean {
  const set = setBy(checker, other);
  return namesIn(one).some((node) => {
    const symbol = symbolAt(checker, node);
    return symbol !== undefined && set.has(symbol);
  });
}

/** What the statement declares or writes, functions inside of it included. */
function setBy(checker: ts.TypeChecker, statement: ts.Statement): ReadonlySet<ts.Symbol> {
  const found = namesIn(statement).flatMap((node) => {
    const { writes, declares } = touchOf(node);
    return writes || declares ? (symbolAt(checker, node) ?? []) : [];
  });
  return new Set(found);
}

/** Whether a function outside of the statement that may run before `end` is reached names what the statement declares or writes. */
function isKeptByFunction(checker: ts.TypeChecker, statement: ts.Statement, end: number): boolean {
  const source = statement.getSourceFile();
  const frame = frameOf(statement);
  return [...setBy(checker, statement)].some((symbol) =>
    mentionsOf(checker, source, symbol).some((node) => !isWithin(node, statement) && frameOf(node) !== frame && (node.getStart(source) < end || isInHoisted(node, frame))),
  );
}

/** Whether the node stands in a function declaration, which may run before its own place is reached. */
function isInHoisted(node: ts.Node, frame: ts.Node): boolean {
  for (let at = node; at !== frame && !ts.isSourceFile(at); at = at.parent) if (ts.isFunctionDeclaration(at)) return true;
  return false;
}
