import { ts } from "../../syntax/typescript.ts";
import { refuseUnstable, type Copy } from "./flow.ts";
import { refuse, type Refusal } from "./refusals.ts";
import { isAssignment } from "./selection.ts";
import { isDeclaredIn, isPropertyName, mentionsOf, originOf, symbolAt } from "./symbols.ts";

/** When a place of the template is evaluated. */
export interface Moment {
  /** Not exactly once, or not in every run. */
  readonly conditional: boolean;
  /** In a loop or in a function inside: any number of times. */
  readonly repeated: boolean;
  /** After something that other code can see or that can see other code. */
  readonly late: boolean;
}

/** Walks the template in the order of evaluation, which is that of the text but for branches and loops. */
export function evaluationOf(template: Copy, places: ReadonlySet<ts.Node>): ReadonlyMap<ts.Node, Moment> {
  const moments = new Map<ts.Node, Moment>();
  let late = false;
  const visit = (node: ts.Node, conditional: boolean, repeated: boolean): void => {
    if (places.has(node)) {
      moments.set(node, { conditional, repeated, late });
      if (!isConstant(node) && !ts.isIdentifier(node)) late ||= hasEffect(node);
      return;
    }
    const parent = node;
    ts.forEachChild(node, (child) => {
      const branch = isBranch(parent, child);
      const loop = isRepeated(parent, child);
      visit(child, conditional || branch || loop, repeated || loop);
    });
    if (isEffect(node)) late = true;
  };
  for (const node of template.nodes) visit(node, false, false);
  return moments;
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
    return lazy && child === parent.right;
  }
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
function isEffect(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isDeleteExpression(node) ||
    (ts.isBinaryExpression(node) && isAssignment(node)) ||
    ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
      (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)) ||
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

function hasEffect(node: ts.Node): boolean {
  if (isEffect(node)) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, hasEffect) ?? false;
}

/** A value that is the same whenever it is evaluated. */
export function isConstant(node: ts.Node): boolean {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isBigIntLiteral(node) || ts.isJsxText(node)) return true;
  if (ts.isRegularExpressionLiteral(node)) return !/\/[a-z]*[gy][a-z]*$/.test(node.text);
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand) && node.operator === ts.SyntaxKind.MinusToken;
  if (ts.isIdentifier(node)) return node.text === "undefined";
  return node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword || node.kind === ts.SyntaxKind.NullKeyword;
}

/** Whether the node names an enum member, a member of a constant table, or what a module imported as a whole exports and never changes. */
export function isFixedMember(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression) || !ts.isIdentifier(node.name)) return false;
  const owner = checker.getSymbolAtLocation(node.expression);
  const member = checker.getSymbolAtLocation(node.name);
  if (!owner || !member) return false;
  const origin = originOf(checker, member);
  if (origin.flags & ts.SymbolFlags.EnumMember) return (originOf(checker, owner).flags & ts.SymbolFlags.Enum) !== 0;
  if (isConstantTable(originOf(checker, owner))) return !(origin.flags & ts.SymbolFlags.Accessor);
  if (!owner.declarations?.some(ts.isNamespaceImport)) return false;
  if (origin.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class)) return true;
  const declaration = origin.valueDeclaration;
  return declaration !== undefined && ts.isVariableDeclaration(declaration) && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
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
  const text = node.getText(copy.source);
  if (ts.isIdentifier(node)) return refuseName(copy, node);
  if (isFixedMember(copy.checker, node)) return undefined;
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
    // Making a function has no effect, and what it captures stays the caller's.
    return moment?.repeated === false ? undefined : refuse("evaluation-order", text);
  }
  const refusal = refuseNames(copy, node);
  if (refusal) return refusal;
  if (moment === undefined || moment.conditional || moment.repeated || moment.late) return refuse("evaluation-order", text);
  return undefined;
}

function refuseNames(copy: Copy, node: ts.Node): Refusal | undefined {
  if (ts.isIdentifier(node)) return isPropertyName(node) ? undefined : refuseName(copy, node);
  return ts.forEachChild(node, (child) => refuseNames(copy, child));
}

/** A name can be passed when what it stands for does not change meanwhile. */
function refuseName(copy: Copy, node: ts.Identifier): Refusal | undefined {
  const symbol = symbolAt(copy.checker, node);
  if (symbol === undefined) return undefined;
  if (originOf(copy.checker, symbol).flags & ts.SymbolFlags.ValueModule) return refuse("different-modules-used", node.text);
  const source = symbol.valueDeclaration?.getSourceFile();
  if (source === undefined || source !== copy.source) return undefined;
  if (isDeclaredIn(symbol, copy.source, node.getStart(copy.source), node.end)) return undefined;
  const variable = (symbol.flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Function)) !== 0;
  return variable ? refuseUnstable(copy, symbol, mentionsOf(copy.checker, copy.source, symbol)) : undefined;
}
