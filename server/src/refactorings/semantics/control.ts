import { ts } from "../../syntax/typescript.ts";
import { isHookCall, refuseHooks } from "./hooks.ts";
import { refuse, type Refusal } from "./refusals.ts";
import { isDirective, isInside, type Selection } from "./selection.ts";
import { identifiersOf, isPropertyName } from "./symbols.ts";

/** How control enters and leaves a selection. */
export interface Control {
  /** Own `return` statements; those of functions inside do not count. */
  readonly returns: readonly ts.ReturnStatement[];
  /** `break` and `continue` of one loop or switch around the selection, without label. */
  readonly jumps: readonly ts.BreakOrContinueStatement[];
  /** Whether the end is never reached: every path returns or throws. */
  readonly endsAlways: boolean;
  readonly awaits: boolean;
  /** Whether values are handed out in between, so that the function has to be a generator as well. */
  readonly yields: boolean;
  /** Whether anything may run other code: a call, an iteration, a wait. */
  readonly calls: boolean;
  /** The first own `this`, as a value or as a type. */
  readonly usesThis: ts.Node | undefined;
  /** Every own `this` that is a value. */
  readonly thises: readonly ts.Node[];
  /** The first member of `super`; calls of `super` itself are refused. */
  readonly usesSuper: ts.Node | undefined;
  /** The first `#name`. */
  readonly privateName: string | undefined;
  /** Whether a call looks like a React hook, which must run inside a component or another hook. */
  readonly hook: boolean;
}

/** Reads the control flow of a selection; refuses what cannot move into a function at all. */
export function controlOf(selection: Selection): Control | Refusal {
  const returns: ts.ReturnStatement[] = [];
  const jumps: ts.BreakOrContinueStatement[] = [];
  let awaits = false;
  let yields = false;
  let calls = false;
  const hooks: ts.Node[] = [];
  let usesThis: ts.Node | undefined;
  const thises: ts.Node[] = [];
  let usesSuper: ts.Node | undefined;
  let privateName: string | undefined;
  let refusal: Refusal | undefined;
  const no = (reason: Refusal): void => void (refusal ??= reason);
  const inside = (node: ts.Node): boolean => isInside(selection, node);

  /** `own`: in the activation of the frame. `lexical`: where `this` and `arguments` are the frame's. */
  const visit = (node: ts.Node, own: boolean, lexical: boolean): void => {
    if (refusal) return;
    if (ts.isPrivateIdentifier(node)) privateName ??= node.text;
    if (own && isHookCall(node)) hooks.push(node);
    if (ts.isWithStatement(node)) no(refuse("dynamic-code", "with"));
    if (lexical) {
      if (node.kind === ts.SyntaxKind.ThisKeyword || ts.isThisTypeNode(node)) usesThis ??= node;
      if (node.kind === ts.SyntaxKind.ThisKeyword) thises.push(node);
      if (node.kind === ts.SyntaxKind.SuperKeyword) {
        if (ts.isCallExpression(node.parent) && node.parent.expression === node) no(refuse("super"));
        usesSuper ??= node;
      }
      if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.NewKeyword) no(refuse("new-target"));
      if (ts.isIdentifier(node) && node.text === "arguments" && !isPropertyName(node)) no(refuse("arguments"));
    }
    if (own) {
      if (ts.isReturnStatement(node)) returns.push(node);
      if (ts.isYieldExpression(node)) {
        yields = true;
        // Handing on the values of another asynchronous generator takes turns of its own.
        if (isAsync(selection.frame)) no(refuse("yield"));
      }
      if (ts.isAwaitExpression(node)) awaits = true;
      if (ts.isForOfStatement(node) && node.awaitModifier) awaits = true;
      if (ts.isVariableDeclarationList(node) && isUsing(node)) {
        if ((node.flags & ts.NodeFlags.Using) !== 0 && (node.flags & ts.NodeFlags.Const) !== 0) awaits = true;
        if (selection.nodes.some((one) => one === node.parent)) no(refuse("using"));
      }
      if (ts.isBreakOrContinueStatement(node)) {
        const target = targetOf(node);
        if (target && !inside(target)) {
          if (node.label) no(refuse("label"));
          else jumps.push(node);
        }
      }
      calls ||= mayRunOtherCode(node);
    }
    const isFunction = ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node) || ts.isPropertyDeclaration(node);
    const arrow = ts.isArrowFunction(node);
    // What decides on the name of a member, or decorates it, runs around it.
    const runsAround = (child: ts.Node): boolean => ts.isComputedPropertyName(child) || ts.isDecorator(child);
    ts.forEachChild(node, (child) => {
      const around = runsAround(child);
      visit(child, own && (!isFunction || around), lexical && (!isFunction || arrow || around));
    });
  };
  for (const node of selection.nodes) visit(node, true, true);
  if (refusal) return refusal;
  // What is evaluated anywhere in the file may see every variable around it.
  const evaluated = identifiersOf(selection.source).get("eval")?.some((node) => ts.isCallExpression(node.parent) && node.parent.expression === node);
  if (evaluated) return refuse("dynamic-code", "eval");
  const directive = directiveAround(selection) ?? (hooks.length > 0 ? refuseHooks(selection) : undefined);
  if (directive) return directive;
  return {
    returns,
    jumps,
    endsAlways: selection.kind === "statements" && !completes(selection.nodes),
    awaits,
    yields,
    calls,
    usesThis,
    thises,
    usesSuper,
    privateName,
    hook: hooks.length > 0,
  };
}

export function isAsync(frame: ts.Node): boolean {
  return ts.isFunctionLike(frame) && (ts.getCombinedModifierFlags(frame) & ts.ModifierFlags.Async) !== 0;
}

export function isGenerator(frame: ts.Node): boolean {
  return ts.isFunctionLike(frame) && "asteriskToken" in frame && frame.asteriskToken !== undefined;
}

function isUsing(list: ts.VariableDeclarationList): boolean {
  return (list.flags & ts.NodeFlags.Using) !== 0;
}

function mayRunOtherCode(node: ts.Node): boolean {
  return (
    mayConvert(node) ||
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.isForOfStatement(node) ||
    ts.isSpreadElement(node) ||
    ts.isSpreadAssignment(node) ||
    ts.isJsxSpreadAttribute(node) ||
    ts.isForInStatement(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isArrayBindingPattern(node) ||
    ts.isObjectBindingPattern(node) ||
    ts.isTemplateExpression(node) ||
    ts.isJsxOpeningLikeElement(node) ||
    ts.isDecorator(node)
  );
}

/** Whether the node is an operator that asks an object for its value, which a `valueOf` or a proxy may answer. */
export function mayConvert(node: ts.Node): boolean {
  if (ts.isPrefixUnaryExpression(node)) return node.operator !== ts.SyntaxKind.ExclamationToken && !ts.isNumericLiteral(node.operand);
  if (!ts.isBinaryExpression(node)) return false;
  const kind = node.operatorToken.kind;
  const plain =
    kind === ts.SyntaxKind.EqualsToken ||
    kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
    kind === ts.SyntaxKind.CommaToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken;
  return !plain;
}

/** The statement that a jump leaves or repeats. */
function targetOf(jump: ts.BreakOrContinueStatement): ts.Node | undefined {
  for (let at = jump.parent as ts.Node | undefined; at !== undefined; at = at.parent as ts.Node | undefined) {
    if (jump.label) {
      if (ts.isLabeledStatement(at) && at.label.text === jump.label.text) return at;
    } else if (ts.isIterationStatement(at, false) || (ts.isBreakStatement(jump) && ts.isSwitchStatement(at))) return at;
    if (ts.isFunctionLike(at)) return undefined;
  }
  return undefined;
}

/** Directives in the selection, and those of functions around it, which speak for what is inside. */
function directiveAround(selection: Selection): Refusal | undefined {
  for (const node of selection.nodes) {
    const list = statementsOf(node.parent);
    if (list && isDirective(list, list.indexOf(node as ts.Statement))) return refuse("directive", node.getText(selection.source));
  }
  const isScript = !ts.isExternalModule(selection.source);
  for (let at: ts.Node | undefined = selection.nodes[0]; at !== undefined; at = at.parent as ts.Node | undefined) {
    // All code of a class is strict; that of a script around it is not, unless it says so.
    if (isScript && ts.isClassLike(at) && !isStrictFile(selection.source)) return refuse("strict-code");
    if (!ts.isBlock(at) || !ts.isFunctionLike(at.parent)) continue;
    const first = at.statements[0];
    if (!first || !isDirective(at.statements, 0)) continue;
    const strictAnyway = ts.isExternalModule(selection.source) && first.getText(selection.source).includes("use strict");
    if (!strictAnyway) return refuse("directive", first.getText(selection.source));
  }
  return undefined;
}

function isStrictFile(source: ts.SourceFile): boolean {
  return source.statements.some(
    (statement, at) => isDirective(source.statements, at) && statement.getText(source).includes("use strict"),
  );
}

function statementsOf(node: ts.Node): ts.NodeArray<ts.Statement> | undefined {
  if (ts.isSourceFile(node)) return node.statements;
  return ts.isBlock(node) && ts.isFunctionLike(node.parent) ? node.statements : undefined;
}

/** Whether the end of the statements may be reached. Errs on the side of yes. */
export function completes(statements: readonly ts.Node[]): boolean {
  return statements.every(mayComplete);
}

function mayComplete(node: ts.Node): boolean {
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) return false;
  if (ts.isBlock(node)) return completes(node.statements);
  if (ts.isIfStatement(node))
    return node.elseStatement === undefined || mayComplete(node.thenStatement) || mayComplete(node.elseStatement);
  if (ts.isTryStatement(node)) {
    if (node.finallyBlock && !mayComplete(node.finallyBlock)) return false;
    return mayComplete(node.tryBlock) || (node.catchClause !== undefined && mayComplete(node.catchClause.block));
  }
  if (ts.isSwitchStatement(node)) {
    const clauses = node.caseBlock.clauses;
    const last = clauses[clauses.length - 1];
    return !clauses.some(ts.isDefaultClause) || last === undefined || completes(last.statements) || breaksOut(node);
  }
  if (ts.isWhileStatement(node))
    return node.expression.kind !== ts.SyntaxKind.TrueKeyword || breaksOut(node);
  if (ts.isForStatement(node)) return node.condition !== undefined || breaksOut(node);
  return true;
}

function breaksOut(statement: ts.Node): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isBreakStatement(node) && (node.label !== undefined || targetOf(node) === statement)) found = true;
    if (!found && !ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(statement, visit);
  return found;
}

/** Whether nothing of the frame runs after the selection, so that returning from there is what happens anyway. */
export function isTail(selection: Selection): boolean {
  let at = selection.nodes[selection.nodes.length - 1];
  while (at !== undefined) {
    const parent: ts.Node = at.parent;
    if (ts.isBlock(parent)) {
      if (parent.statements[parent.statements.length - 1] !== at) return false;
      if (ts.isFunctionLike(parent.parent)) return parent.parent === selection.frame;
    } else if (!ts.isIfStatement(parent)) return false;
    at = parent;
  }
  return false;
}

/** Whether an error or return of `node` passes a `try` of the same frame first. */
export function tryAround(node: ts.Node, frame: ts.Node): readonly ts.TryStatement[] {
  const found: ts.TryStatement[] = [];
  for (let at = node; at !== frame && !ts.isSourceFile(at); at = at.parent)
    if (ts.isTryStatement(at.parent) && (at.parent.tryBlock === at || (at.parent.finallyBlock !== undefined && at.parent.catchClause === at)))
      found.push(at.parent);
  return found;
}
