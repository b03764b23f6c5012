import { ts } from "../../syntax/typescript.ts";
import { mayConvert } from "./control.ts";
import { refuseUnstable, type Copy } from "./flow.ts";
import { hasPlainMember } from "./plainMembers.ts";
import { refuse, type Refusal } from "./refusals.ts";
import { frameOf, isAssignment, isStep } from "./selection.ts";
import { isPiece } from "./templatePieces.ts";
import { isDeclaredIn, isLiteralWord, isLocal, isPropertyName, isVariable, mentionsOf, originOf, sameReference, symbolAt, touchAt, touchOf } from "./symbols.ts";

/** When a place of the template is evaluated. */
export interface Moment {
  /** Not exactly once, or not in every run. */
  readonly conditional: boolean;
  /** In a loop or in a function inside: any number of times. */
  readonly repeated: boolean;
  /** After something that other code can see or that can see other code. */
  readonly late: boolean;
  /** After something was read that what has an effect could change. */
  readonly read: boolean;
}

/** Walks the template in the order of evaluation. `places` gives for every hole what each copy has there. */
export function evaluationOf(template: Pick<Copy, "nodes" | "checker" | "rendered">, places: ReadonlyMap<ts.Node, readonly ts.Node[]>): ReadonlyMap<ts.Node, Moment> {
  const moments = new Map<ts.Node, Moment>();
  const { checker } = template;
  let late = false;
  let read = false;
  const visit = (node: ts.Node, conditional: boolean, repeated: boolean): void => {
    const nodes = places.get(node);
    if (nodes) {
      moments.set(node, { conditional, repeated, late, read });
      late ||= !template.rendered && nodes.some((one) => hasEffect(checker, one));
      return;
    }
    for (const child of inOrder(node)) {
      const branch = isBranch(node, child);
      const loop = isRepeated(node, child);
      visit(child, conditional || branch || loop, repeated || loop);
    }
    // What is rendered later has no effects, and nothing that it reads changes meanwhile.
    if (template.rendered) return;
    if (isEffect(checker, node)) late = true;
    if (isChangeable(checker, node)) read = true;
  };
  for (const node of template.nodes) visit(node, false, false);
  return moments;
}

/** The parts of a node as they are evaluated: what a pattern takes apart comes before the pattern. */
function inOrder(node: ts.Node): readonly ts.Node[] {
  const parts: ts.Node[] = [];
  ts.forEachChild(node, (child) => void parts.push(child));
  const first =
    ts.isVariableDeclaration(node) || ts.isBindingElement(node) || ts.isParameter(node)
      ? node.initializer
      : ts.isForInStatement(node) || ts.isForOfStatement(node)
        ? node.expression
        : ts.isBinaryExpression(node) && isPattern(node)
          ? node.right
          : undefined;
  return first ? [first, ...parts.filter((part) => part !== first)] : parts;
}

function isPattern(node: ts.BinaryExpression): boolean {
  return isAssignment(node) && (ts.isArrayLiteralExpression(node.left) || ts.isObjectLiteralExpression(node.left));
}

/** Whether the node reads what a call could change: a member that is no method, or a variable of a module. */
function isChangeable(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (ts.isElementAccessExpression(node)) return true;
  if (mayConvert(node) || ts.isTemplateSpan(node)) return ts.forEachChild(node, (part) => ts.isExpression(part) && isObject(checker, part)) ?? false;
  if (ts.isPropertyAccessExpression(node)) {
    const member = checker.getSymbolAtLocation(node.name);
    return !((member?.flags ?? 0) & ts.SymbolFlags.Method) && !isFixedMember(checker, node);
  }
  return ts.isIdentifier(node) && !isPropertyName(node) && (isLiveVariable(checker, node) || isSharedLocal(checker, node));
}

/** Whether the value of the expression may be an object, whose contents can change. */
function isObject(checker: ts.TypeChecker, node: ts.Expression): boolean {
  const type = checker.getTypeAtLocation(node);
  const primitive = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.ESSymbolLike | ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Never;
  return (type.isUnion() ? type.types : [type]).some((one) => (one.flags & primitive) === 0);
}

/** Whether the name stands for a variable of a function that another function writes. */
function isSharedLocal(checker: ts.TypeChecker, node: ts.Identifier): boolean {
  const symbol = symbolAt(checker, node);
  if (!symbol || !isLocal(symbol)) return false;
  return mentionsOf(checker, node.getSourceFile(), symbol).some((one) => touchOf(one).writes && !touchOf(one).declares && frameOf(one) !== frameOf(node));
}

/** Whether the name stands for a variable of a module that may get another value while the program runs. */
export function isLiveVariable(checker: ts.TypeChecker, node: ts.Identifier): boolean {
  const symbol = symbolAt(checker, node);
  const origin = symbol && originOf(checker, symbol);
  const declaration = origin?.valueDeclaration;
  if (!origin || !declaration || !ts.isVariableDeclaration(declaration) || isLocal(origin)) return false;
  const source = declaration.getSourceFile();
  if (source.isDeclarationFile || ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) return false;
  return mentionsOf(checker, source, origin).some((one) => touchOf(one).writes && !touchOf(one).declares);
}

function isBranch(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isIfStatement(parent)) return child !== parent.expression;
  if (ts.isConditionalExpression(parent)) return child !== parent.condition;
  if (ts.isBinaryExpression(parent)) {
    const kind = parent.operatorToken.kind;
    const lazy =
      kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      kind === ts.SyntaxKind.BarBarToken ||
      kind === ts.SyntaxKind.QuestionQuestionToken ||
      kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
      kind === ts.SyntaxKind.BarBarEqualsToken ||
      kind === ts.SyntaxKind.QuestionQuestionEqualsToken;
    // `[a = 1] = list`: a default within a pattern.
    const isDefault = kind === ts.SyntaxKind.EqualsToken && child === parent.right && touchAt(parent).writes;
    return isDefault || (lazy && child === parent.right);
  }
  if (ts.isShorthandPropertyAssignment(parent)) return child === parent.objectAssignmentInitializer;
  if (ts.isOptionalChain(parent)) return child !== parent.expression;
  if (ts.isTryStatement(parent) || ts.isCaseBlock(parent) || ts.isCaseOrDefaultClause(parent)) return true;
  if (ts.isBindingElement(parent) || ts.isParameter(parent)) return child === parent.initializer;
  return false;
}

function isRepeated(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isFunctionLike(parent) || ts.isClassLike(parent)) return true;
  if (ts.isForStatement(parent)) return child !== parent.initializer;
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return child !== parent.expression;
  return ts.isIterationStatement(parent, false);
}

/** Whether evaluating the node itself, its parts apart, can be noticed or can change what others read. */
function isEffect(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (memberOf(checker, node)?.declarations?.some((one) => ts.isAccessor(one) && !one.getSourceFile().isDeclarationFile)) return true;
  return (
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.isDeleteExpression(node) ||
    (ts.isBinaryExpression(node) && isAssignment(node)) ||
    ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isStep(node)) ||
    ts.isForOfStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isSpreadElement(node) ||
    ts.isSpreadAssignment(node) ||
    ts.isArrayBindingPattern(node) ||
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isBreakOrContinueStatement(node) ||
    ts.isJsxOpeningLikeElement(node)
  );
}

/** The member that the node reads or writes, by its name, by a text, or as a part of a pattern. */
function memberOf(checker: ts.TypeChecker, node: ts.Node): ts.Symbol | undefined {
  if (ts.isPropertyAccessExpression(node)) return checker.getSymbolAtLocation(node.name);
  if (ts.isElementAccessExpression(node)) return checker.getSymbolAtLocation(node.argumentExpression);
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent)) return undefined;
  const name = node.propertyName ?? node.name;
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? checker.getTypeAtLocation(node.parent).getProperty(name.text) : undefined;
}

/** Whether evaluating the node, its parts included, can be noticed or can change what others read. */
export function hasEffect(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (isEffect(checker, node)) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, (part) => hasEffect(checker, part)) ?? false;
}

/** Whether every place that runs the program knows the name: those of the language itself. */
export function isOfTheLanguage(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((one) => /\/lib\.(es|decorators)[\w.]*\.d\.ts$/.test(one.getSourceFile().fileName));
}

/** A value that is the same whenever it is evaluated. */
export function isConstant(node: ts.Node): boolean {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isBigIntLiteral(node) || ts.isJsxText(node) || isPiece(node)) return true;
  if (ts.isRegularExpressionLiteral(node)) return !/\/[a-z]*[gy][a-z]*$/.test(node.text);
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand) && node.operator === ts.SyntaxKind.MinusToken;
  if (ts.isIdentifier(node)) return node.text === "undefined";
  return isLiteralWord(node);
}

/** Whether the node names an enum member, a member of a constant table, or what a module imported as a whole exports and never changes: whenever it is evaluated, it gives the same. */
export function isFixedMember(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression) || !ts.isIdentifier(node.name)) return false;
  const owner = checker.getSymbolAtLocation(node.expression);
  const member = checker.getSymbolAtLocation(node.name);
  if (!owner || !member) return false;
  const origin = originOf(checker, member);
  if (origin.flags & ts.SymbolFlags.EnumMember) return (originOf(checker, owner).flags & ts.SymbolFlags.Enum) !== 0;
  if (isConstantTable(originOf(checker, owner))) return !(origin.flags & ts.SymbolFlags.Accessor);
  // A member that can be one value only is that value, where nothing runs when it is asked for.
  const constant = constantOfModule(originOf(checker, owner));
  if (constant && checker.getTypeOfSymbol(member).isLiteral()) return !(origin.flags & ts.SymbolFlags.Optional) && hasPlainMember(checker, constant.initializer, node.name.text);
  if (!owner.declarations?.some(ts.isNamespaceImport)) return false;
  if (origin.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class)) return true;
  const declaration = origin.valueDeclaration;
  return declaration !== undefined && ts.isVariableDeclaration(declaration) && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}

/** The declaration of a constant of a module. */
function constantOfModule(symbol: ts.Symbol): ts.VariableDeclaration | undefined {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || isLocal(symbol)) return undefined;
  return ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const ? declaration : undefined;
}

/** Whether the symbol is a constant object that is written with `as const`, whose members never change. */
function isConstantTable(symbol: ts.Symbol): boolean {
  const declaration = symbol.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer || !ts.isAsExpression(declaration.initializer)) return false;
  return ts.isConstTypeReference(declaration.initializer.type) && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}

/** Why passing the value before the call is not the same as evaluating it in place. */
export function refuseValue(copy: Copy, node: ts.Node, moment: Moment | undefined): Refusal | undefined {
  if (isConstant(node)) return undefined;
  // What only tells the compiler something is evaluated as what it speaks of.
  if (ts.isNonNullExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node))
    if (!ts.isOptionalChain(node.expression)) return refuseValue(copy, node.expression, moment);
  const text = node.getText(copy.source);
  if (ts.isIdentifier(node)) return refuseModule(copy, node) ?? refuseName(copy, node) ?? refuseUnknown(copy, node, moment);
  if (isFixedMember(copy.checker, node)) return undefined;
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
    // Making a function has no effect, and what it captures stays the caller's.
    return moment?.repeated === false ? undefined : refuse("evaluation-order", text);
  }
  const refusal = refuseNames(copy, node);
  if (refusal) return refusal;
  // A statement that is nothing but an argument would say nothing.
  if (ts.isExpressionStatement(sameReference(node).parent)) return refuse("evaluation-order", text);
  if (copy.rendered && isOnlyMarkup(node)) return undefined;
  if (moment === undefined || moment.conditional || moment.repeated || moment.late) return refuse("evaluation-order", text);
  if (moment.read && hasEffect(copy.checker, node)) return refuse("evaluation-order", text);
  return undefined;
}

/** Whether making the value does nothing but make it: elements of names, texts and functions. */
function isOnlyMarkup(node: ts.Node): boolean {
  if (ts.isIdentifier(node) || ts.isFunctionLike(node) || isConstant(node)) return true;
  const makes = ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node) || ts.isJsxOpeningLikeElement(node) || ts.isJsxClosingElement(node) || ts.isJsxOpeningFragment(node) || ts.isJsxClosingFragment(node) || ts.isJsxAttributes(node) || ts.isJsxAttribute(node) || ts.isJsxExpression(node);
  return makes && !(ts.forEachChild(node, (part) => !isOnlyMarkup(part) || undefined) ?? false);
}

function refuseNames(copy: Copy, node: ts.Node): Refusal | undefined {
  if (ts.isIdentifier(node)) return isPropertyName(node) ? undefined : refuseName(copy, node);
  return ts.forEachChild(node, (child) => refuseNames(copy, child));
}

/** A name that the world may lack cannot be passed where the copies may not come to it. */
function refuseUnknown(copy: Copy, node: ts.Identifier, moment: Moment | undefined): Refusal | undefined {
  if (moment && !moment.conditional && !moment.repeated) return undefined;
  const symbol = symbolAt(copy.checker, node);
  const declared = symbol?.declarations?.some((one) => !one.getSourceFile().isDeclarationFile && !(ts.getCombinedModifierFlags(one) & ts.ModifierFlags.Ambient));
  return declared || (symbol && isOfTheLanguage(symbol)) ? undefined : refuse("evaluation-order", node.text);
}

/** A module is no value that anybody wants to pass; what it exports may be. */
function refuseModule(copy: Copy, node: ts.Identifier): Refusal | undefined {
  const symbol = symbolAt(copy.checker, node);
  const isModule = symbol !== undefined && (originOf(copy.checker, symbol).flags & ts.SymbolFlags.ValueModule) !== 0;
  return isModule ? refuse("different-modules-used", node.text) : undefined;
}

/** A name can be passed when what it stands for does not change meanwhile. */
function refuseName(copy: Copy, node: ts.Identifier): Refusal | undefined {
  const symbol = symbolAt(copy.checker, node);
  if (symbol === undefined) return undefined;
  if (copy.control.calls && isLiveVariable(copy.checker, node)) return refuse("variable-changes", node.text);
  const source = symbol.valueDeclaration?.getSourceFile();
  if (source === undefined || source !== copy.source) return undefined;
  if (isDeclaredIn(symbol, copy.source, node.getStart(copy.source), node.end)) return undefined;
  return isVariable(symbol) ? refuseUnstable(copy, symbol, mentionsOf(copy.checker, copy.source, symbol)) : undefined;
}
