import { ts } from "../../syntax/typescript.ts";
import type { Layout } from "../modules/layout.ts";
import { isAsync, isGenerator, isTail, tryAround, type Control } from "./control.ts";
import { leaveText, returnAlike } from "./leaving.ts";
import { runeOf } from "./reactivity.ts";
import { isRefusal, refuse, type Refusal } from "./refusals.ts";
import { frameOf, isInHoisted, isInside, type Selection } from "./selection.ts";
import {
  declarationOf,
  homeFrame,
  identifiersOf,
  isDeclaredIn,
  isLocal,
  isVar,
  isVariable,
  isWithin,
  isPropertyName,
  loopsAround,
  mentionsOf,
  rootOf,
  symbolAt,
  touchOf,
  type Home,
} from "./symbols.ts";

/** An identifier of the selection with what it refers to. */
export interface Mention {
  readonly node: ts.Identifier;
  /** Missing for names that nothing declares. */
  readonly symbol: ts.Symbol | undefined;
  readonly home: Home;
}

/** A variable that the code after the selection needs. */
export interface Result {
  readonly symbol: ts.Symbol;
  /** Declared in the selection, or declared before it and written in it. */
  readonly declared: boolean;
  readonly keyword: "const" | "let" | "var";
}

/** What a selection takes from its surroundings and gives back. */
export interface Flow {
  readonly mentions: readonly Mention[];
  /** Variables around the selection whose value it needs, in the order of their first use. */
  readonly inputs: readonly ts.Symbol[];
  /** Variables around the selection that it overwrites before it reads them. */
  readonly fresh: ReadonlySet<ts.Symbol>;
  /** Type parameters of functions and classes around it. */
  readonly typeInputs: readonly ts.Symbol[];
  readonly results: readonly Result[];
  /**
   * What a call must do: nothing; `return` its value (all paths return, or nothing follows); leave in some
   * cases, always in the same words (`guard`); or return a value that the function gives in some cases.
   */
  readonly exit: "none" | "return" | "guard" | "value";
}

/** A copy with what was read of it. */
export interface Copy extends Selection {
  readonly control: Control;
  readonly checker: ts.TypeChecker;
  /** How its file is written. */
  readonly layout: Layout;
}

/** Every name in the selection, in the order of the text. `visible` says what the new function sees by itself. */
export function mentionsIn(copy: Copy, visible: (symbol: ts.Symbol) => boolean): readonly Mention[] {
  const found: Mention[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isPropertyName(node)) {
      const symbol = symbolAt(copy.checker, node);
      found.push({ node, symbol, home: homeOf(copy, symbol, visible) });
    }
    ts.forEachChild(node, visit);
  };
  for (const node of copy.nodes) visit(node);
  return found;
}

function homeOf(copy: Copy, symbol: ts.Symbol | undefined, visible: (symbol: ts.Symbol) => boolean): Home {
  if (symbol === undefined) return "module";
  if (isDeclaredIn(symbol, copy.source, copy.start, copy.end)) return "inner";
  return isLocal(symbol) && !visible(symbol) ? "local" : "module";
}

/** The dataflow of one copy, or why it cannot move. */
export function flowOf(copy: Copy, visible: (symbol: ts.Symbol) => boolean): Flow | Refusal {
  const mentions = mentionsIn(copy, visible);
  const exit = exitOf(copy);
  if (isRefusal(exit)) return exit;
  const results: Result[] = [];
  const inputs: ts.Symbol[] = [];
  const typeInputs: ts.Symbol[] = [];
  const fresh = new Set<ts.Symbol>();
  for (const [symbol, uses] of bySymbol(mentions)) {
    const home = uses[0]?.home;
    if (home === "inner") {
      const result = resultOfInner(copy, symbol);
      if (isRefusal(result)) return result;
      if (result) results.push(result);
    } else if (home === "local") {
      if (symbol.flags & ts.SymbolFlags.TypeParameter) {
        typeInputs.push(symbol);
        continue;
      }
      const use = useOfLocal(copy, symbol, uses);
      if (isRefusal(use)) return use;
      if (use.input) inputs.push(symbol);
      else fresh.add(symbol);
      if (use.result) results.push(use.result);
    }
  }
  // Where everything returns, nothing comes after that could read a result.
  return { mentions, inputs, fresh, typeInputs, results: exit === "return" ? [] : results, exit };
}

function bySymbol(mentions: readonly Mention[]): ReadonlyMap<ts.Symbol, readonly Mention[]> {
  const found = new Map<ts.Symbol, Mention[]>();
  for (const mention of mentions) {
    if (mention.symbol === undefined) continue;
    const list = found.get(mention.symbol);
    if (list) list.push(mention);
    else found.set(mention.symbol, [mention]);
  }
  return found;
}

function exitOf(copy: Copy): Flow["exit"] | Refusal {
  const { returns, jumps, endsAlways } = copy.control;
  const [jump] = jumps;
  if (jump) {
    if (returns.length > 0) return refuse("conditional-return");
    const mixed = jumps.some((one) => one.kind !== jump.kind);
    return mixed || endsAlways || !standsInList(copy) ? refuse("jump", leaveText(copy)) : "guard";
  }
  if (returns.length === 0 && !endsAlways) return "none";
  const frame = copy.frame;
  const valued = returns.some((one) => one.expression !== undefined);
  if (!ts.isFunctionLike(frame)) return refuse("return-in-constructor");
  if (ts.isConstructorDeclaration(frame) && (valued || endsAlways)) return refuse("return-in-constructor");
  if (isGenerator(frame) && isAsync(frame)) return refuse("yield");
  if (endsAlways) return "return";
  if (isTail(copy)) return valued ? "return" : "none";
  if (!standsInList(copy)) return refuse("conditional-return");
  return returnAlike(copy) ? "guard" : "value";
}

/** Whether an `if` may stand in place of the copy without taking an `else` behind it for its own. */
function standsInList(copy: Copy): boolean {
  const parent = copy.nodes[0]?.parent;
  return parent !== undefined && (ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent));
}

/** What becomes of a name that the selection declares. */
function resultOfInner(copy: Copy, symbol: ts.Symbol): Result | undefined | Refusal {
  const all = mentionsOf(copy.checker, copy.source, symbol);
  const outside = all.filter((node) => !isInside(copy, node));
  const declaration = declarationOf(symbol);
  const hoisted = declaration !== undefined && isVar(declaration);
  const captured = all.some((node) => isInside(copy, node) && frameOf(node) !== copy.frame);
  if (hoisted && loopsAround(copy.nodes[0] as ts.Node, copy.frame).length > 0 && frameOf(declaration) === copy.frame) {
    const statement = rootOf(declaration).parent.parent;
    const sure = copy.nodes.includes(statement) && ts.isVariableDeclaration(rootOf(declaration)) && touchesWithValue(declaration) && all.every((node) => node.getStart(copy.source) >= declaration.getStart(copy.source));
    // A `var` keeps its value from one round of a loop to the next; a variable of the new function does not.
    if (!sure) return refuse("used-before", symbol.name);
    // All rounds share the variable, and so do the functions that keep it.
    if (captured) return refuse("captured-variable", symbol.name);
  }
  // What a script declares at its top level, other scripts can see.
  const shared = ts.isSourceFile(copy.frame) && !ts.isExternalModule(copy.source) && declaration !== undefined && frameOf(declaration) === copy.frame;
  if (outside.length === 0) return shared || isExportedStatement(declaration) ? refuse("declaration-used-outside", symbol.name) : undefined;
  if (!(symbol.flags & ts.SymbolFlags.Variable) || declaration === undefined || (symbol.declarations ?? []).length > 1)
    return refuse("declaration-used-outside", symbol.name);
  if (isExportedStatement(declaration)) return refuse("declaration-used-outside", symbol.name);
  if (copy.control.endsAlways || copy.kind === "expression") return refuse("declaration-used-outside", symbol.name);
  if (outside.some((node) => node.getStart(copy.source) < copy.start)) return refuse("used-before", symbol.name);
  if (outside.some((node) => isInHoisted(node, copy.frame))) return refuse("captured-write", symbol.name);
  const rewritten = all.some((node) => touchOf(node).writes && !touchOf(node).declares);
  if (captured && rewritten) return refuse("captured-variable", symbol.name);
  const list = rootOf(declaration).parent;
  if (!ts.isVariableDeclarationList(list)) return refuse("declaration-used-outside", symbol.name);
  if (hoisted && isSeenByCatch(copy, declaration, outside)) return refuse("write-before-throw", symbol.name);
  if (hoisted) return { symbol, declared: true, keyword: "var" };
  const laterWrites = outside.some((node) => touchOf(node).writes);
  return { symbol, declared: true, keyword: laterWrites ? "let" : "const" };
}

function touchesWithValue(declaration: ts.Declaration): boolean {
  const root = rootOf(declaration);
  return ts.isVariableDeclaration(root) && root.initializer !== undefined;
}

function isExportedStatement(declaration: ts.Declaration | undefined): boolean {
  if (declaration === undefined) return false;
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
}

interface LocalUse {
  readonly input: boolean;
  readonly result: Result | undefined;
}

/** What becomes of a variable around the selection: a parameter, a result, or both. */
function useOfLocal(copy: Copy, symbol: ts.Symbol, uses: readonly Mention[]): LocalUse | Refusal {
  const declaration = declarationOf(symbol);
  if (!isVariable(symbol) || declaration === undefined)
    return refuse(symbol.flags & ts.SymbolFlags.Namespace && !(symbol.flags & ts.SymbolFlags.Class) ? "local-namespace" : "local-type", symbol.name);
  const home = homeFrame(symbol);
  if (home !== undefined && ts.isModuleBlock(home)) return refuse("local-namespace", symbol.name);
  const all = mentionsOf(copy.checker, copy.source, symbol);
  const writes = uses.filter((use) => touchOf(use.node).writes);
  if (writes.length > 0) return useOfWritten(copy, symbol, declaration, all, uses);
  const unstable = refuseUnstable(copy, symbol, all);
  return unstable ?? { input: true, result: undefined };
}

/**
 * Why the value that a variable has before the selection runs does not stand for the variable
 * itself while it runs; `undefined` when it does.
 */
export function refuseUnstable(copy: Copy, symbol: ts.Symbol, all: readonly ts.Identifier[]): Refusal | undefined {
  const declaration = declarationOf(symbol);
  if (declaration === undefined) return undefined;
  const root = rootOf(declaration);
  if (ts.isVariableDeclaration(root) && root.initializer && runeOf(root.initializer) !== undefined) return refuse("variable-changes", symbol.name);
  const isFunction = (symbol.flags & ts.SymbolFlags.Function) !== 0;
  if (!isFunction && declaration.getStart(copy.source) > copy.end) return refuse("declared-later", symbol.name);
  const writes = all.filter((node) => touchOf(node).writes && !touchOf(node).declares);
  const foreign = writes.some((node) => {
    const frame = frameOf(node);
    // Another activation of a function can write a variable that belongs to one around it.
    if (frame !== homeOfDeclaration(declaration)) return true;
    if (frame === copy.frame) return false;
    // A function around this one stands still while this one runs, unless it is resumed.
    return !isWithin(copy.frame, frame) || copy.control.awaits || copy.control.yields || isResumable(frame);
  });
  if (foreign && (copy.control.calls || copy.control.awaits)) return refuse("variable-changes", symbol.name);
  const captured = all.some((node) => isInside(copy, node) && frameOf(node) !== copy.frame);
  if (captured && writes.some((node) => mayRunAfter(copy, node, declaration))) return refuse("captured-variable", symbol.name);
  return undefined;
}

function isResumable(frame: ts.Node): boolean {
  return isGenerator(frame) || isAsync(frame);
}

/** Whether the write can happen after the selection began. */
function mayRunAfter(copy: Copy, write: ts.Identifier, declaration: ts.Declaration): boolean {
  if (frameOf(write) !== copy.frame || homeOfDeclaration(declaration) !== copy.frame) return true;
  if (write.getStart(copy.source) >= copy.start) return true;
  // A loop variable of `for (let …;…;i++)` is a new one in every round, and `i++` steps the new one.
  return loopsAround(copy.nodes[0] as ts.Node, copy.frame).some(
    (loop) => isWithin(write, loop) && (isVar(declaration) || !isWithin(declaration, loop)),
  );
}

function homeOfDeclaration(declaration: ts.Declaration): ts.Node {
  return frameOf(rootOf(declaration));
}

function useOfWritten(
  copy: Copy,
  symbol: ts.Symbol,
  declaration: ts.Declaration,
  all: readonly ts.Identifier[],
  uses: readonly Mention[],
): LocalUse | Refusal {
  if (homeOfDeclaration(declaration) !== copy.frame) return refuse("outer-write", symbol.name);
  if (all.some((node) => frameOf(node) !== copy.frame)) return refuse("captured-write", symbol.name);
  const isParameter = ts.isParameter(rootOf(declaration));
  if (isParameter && identifiersOf(copy.source).has("arguments")) return refuse("arguments");
  if (!(symbol.flags & ts.SymbolFlags.Variable)) return refuse("outer-write", symbol.name);
  if (declaration.getStart(copy.source) > copy.end) return refuse("declared-later", symbol.name);
  const first = copy.nodes[0] as ts.Node;
  const loops = loopsAround(first, copy.frame).filter((loop) => isVar(declaration) || !isWithin(declaration, loop) || isCounterOf(loop, declaration));
  const readsLater = all.filter((node) => {
    if (!touchOf(node).reads) return false;
    if (isInside(copy, node)) return loops.length > 0;
    return node.getStart(copy.source) >= copy.end || loops.some((loop) => isWithin(node, loop));
  });
  if (isSeenByCatch(copy, declaration, readsLater)) return refuse("write-before-throw", symbol.name);
  const input = !isOverwrittenFirst(copy, uses);
  const result: Result | undefined =
    readsLater.length > 0 ? { symbol, declared: false, keyword: isVar(declaration) ? "var" : "let" } : undefined;
  return { input, result };
}

/**
 * Whether one of the mentions can see what the copy wrote before it threw: behind the block of a `try`
 * around the copy, or in that block when a loop runs it once more.
 */
function isSeenByCatch(copy: Copy, declaration: ts.Declaration, mentions: readonly ts.Identifier[]): boolean {
  const outlives = (scope: ts.Node): boolean => isVar(declaration) || !isWithin(declaration, scope);
  return tryAround(copy.nodes[0] as ts.Node, copy.frame)
    .filter((one) => outlives(one.tryBlock))
    .some((one) => {
      const again = loopsAround(one, copy.frame).some((loop) => outlives(loop) || isCounterOf(loop, declaration));
      return mentions.some((node) => again || !isWithin(node, one.tryBlock));
    });
}

/** Whether the loop declares the variable in its head, so that each round begins with what the last one left. */
function isCounterOf(loop: ts.Node, declaration: ts.Declaration): boolean {
  return ts.isForStatement(loop) && loop.initializer !== undefined && isWithin(declaration, loop.initializer);
}

/** Whether the first thing that surely happens to the variable is that it gets a new value. */
function isOverwrittenFirst(copy: Copy, uses: readonly Mention[]): boolean {
  const first = uses[0]?.node;
  if (first === undefined || touchOf(first).reads || !touchOf(first).writes) return false;
  const assignment = first.parent;
  if (!ts.isBinaryExpression(assignment) || assignment.left !== first) return false;
  if (!ts.isExpressionStatement(assignment.parent) || !copy.nodes.includes(assignment.parent)) return false;
  return !uses.some((use) => use.node !== first && isWithin(use.node, assignment.right));
}
