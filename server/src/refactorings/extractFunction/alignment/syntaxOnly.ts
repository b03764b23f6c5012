import { ts } from "../../../syntax/typescript.ts";
import { isSameType } from "../../semantics/types.ts";
import { isAlways } from "../../semantics/symbols.ts";

/** Nodes of two copies that have to say the same. */
export type Pair = readonly [left: ts.Node, right: ts.Node];

/**
 * What is left to compare where two nodes are written in another syntax and mean the same if their parts do;
 * `undefined` where that cannot be proved. Every row is a way of writing that no running program can tell
 * from the other: neither the values, nor what is evaluated, nor its order differ.
 */
export function partsBehindSyntax(checker: ts.TypeChecker, left: ts.Node, right: ts.Node): readonly Pair[] | undefined {
  for (const row of rows) {
    const forth = row(left, right, checker);
    if (forth) return forth;
    const back = row(right, left, checker);
    if (back) return back.map(([one, other]) => [other, one]);
  }
  return undefined;
}

/** A way of writing `one` and another of writing `other`: the parts that are left to compare. */
type Row = (one: ts.Node, other: ts.Node, checker: ts.TypeChecker) => readonly Pair[] | undefined;

const rows: readonly Row[] = [
  parentheses,
  assertion,
  quotes,
  blockOfOneStatement,
  bodyOfOneReturn,
  shorthand,
  memberInBrackets,
  step,
  compoundAssignment,
  keyword,
  annotation,
  returnAnnotation,
  typeArguments,
  typeOtherwise,
  swappedBranches,
  concatenation,
];

/** `(a + b)` and `a + b`; the parentheses of `(a?.b).c` end its chain. */
function parentheses(one: ts.Node, other: ts.Node): readonly Pair[] | undefined {
  if (!ts.isParenthesizedExpression(one) || ts.isParenthesizedExpression(other) || !ts.isExpression(other)) return undefined;
  return ts.isOptionalChain(one.expression) ? undefined : [[one.expression, other]];
}

/** `a!`, `a as T`, `a satisfies T` and `a`. */
function assertion(one: ts.Node, other: ts.Node): readonly Pair[] | undefined {
  const asserts = ts.isNonNullExpression(one) || ts.isAsExpression(one) || ts.isSatisfiesExpression(one);
  if (!asserts || !ts.isExpression(other) || ts.isOptionalChain(one.expression)) return undefined;
  const constant = ts.isAsExpression(one) && ts.isConstTypeReference(one.type);
  return constant ? undefined : [[one.expression, other]];
}

/** `"text"` and `` `text` ``. */
function quotes(one: ts.Node, other: ts.Node): readonly Pair[] | undefined {
  if (!ts.isNoSubstitutionTemplateLiteral(one) || ts.isTaggedTemplateExpression(one.parent) || !ts.isStringLiteral(other)) return undefined;
  return one.text === other.text ? [] : undefined;
}

/** `{ one(); }` and `one();` under an `if` or in a loop. */
function blockOfOneStatement(one: ts.Node, other: ts.Node): readonly Pair[] | undefined {
  if (!ts.isBlock(one) || ts.isBlock(other) || !ts.isStatement(other) || !isBranchOrBody(one)) return undefined;
  const [only, more] = one.statements;
  const declares = only && (ts.isVariableStatement(only) || ts.isFunctionDeclaration(only) || ts.isClassDeclaration(only));
  return only && !more && !declares ? [[only, other]] : undefined;
}

function isBranchOrBody(node: ts.Node): boolean {
  return ts.isIfStatement(node.parent) || ts.isIterationStatement(node.parent, false);
}

/** `(a) => { return b; }` and `(a) => b`. */
function bodyOfOneReturn(one: ts.Node, other: ts.Node): readonly Pair[] | undefined {
  if (!ts.isBlock(one) || !ts.isArrowFunction(one.parent) || !ts.isExpression(other) || !ts.isArrowFunction(other.parent) || other.parent.body !== other) return undefined;
  const [only, more] = one.statements;
  return only && !more && ts.isReturnStatement(only) && only.expression ? [[only.expression, other]] : undefined;
}

/** `{ a: a }` and `{ a }`. */
function shorthand(one: ts.Node, other: ts.Node): readonly Pair[] | undefined {
  if (!ts.isPropertyAssignment(one) || !ts.isShorthandPropertyAssignment(other) || other.objectAssignmentInitializer) return undefined;
  const same = ts.isIdentifier(one.name) && one.name.text === other.name.text && one.name.text !== "__proto__";
  return same && ts.isIdentifier(one.initializer) ? [[one.initializer, other.name]] : undefined;
}

/** `a["b"]` and `a.b`. */
function memberInBrackets(one: ts.Node, other: ts.Node): readonly Pair[] | undefined {
  if (!ts.isElementAccessExpression(one) || !ts.isPropertyAccessExpression(other) || !ts.isStringLiteral(one.argumentExpression)) return undefined;
  const same = one.argumentExpression.text === other.name.text && (one.questionDotToken === undefined) === (other.questionDotToken === undefined);
  return same ? [[one.expression, other.expression]] : undefined;
}

/** `a++`, `++a` and `a += 1` where nobody takes their value and `a` is a number. */
function step(one: ts.Node, other: ts.Node, checker: ts.TypeChecker): readonly Pair[] | undefined {
  const [a, b] = [stepOf(one), stepOf(other)];
  if (!a || !b || a.by !== b.by || one.kind === other.kind) return undefined;
  return [one, other].every(isUnusedValue) && [a.of, b.of].every((node) => isNumber(checker, node)) ? [[a.of, b.of]] : undefined;
}

function stepOf(node: ts.Node): { readonly of: ts.Expression; readonly by: 1 | -1 } | undefined {
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    if (node.operator === ts.SyntaxKind.PlusPlusToken) return { of: node.operand, by: 1 };
    return node.operator === ts.SyntaxKind.MinusMinusToken ? { of: node.operand, by: -1 } : undefined;
  }
  if (!ts.isBinaryExpression(node) || !ts.isNumericLiteral(node.right) || node.right.text !== "1") return undefined;
  if (node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken) return { of: node.left, by: 1 };
  return node.operatorToken.kind === ts.SyntaxKind.MinusEqualsToken ? { of: node.left, by: -1 } : undefined;
}

function isUnusedValue(node: ts.Node): boolean {
  return ts.isExpressionStatement(node.parent) || (ts.isForStatement(node.parent) && node.parent.incrementor === node);
}

function isNumber(checker: ts.TypeChecker, node: ts.Node): boolean {
  const type = checker.getTypeAtLocation(node);
  return (type.isUnion() ? type.types : [type]).every((one) => (one.flags & ts.TypeFlags.NumberLike) !== 0);
}

/** `a += b` and `a = a + b`, for a variable. */
function compoundAssignment(one: ts.Node, other: ts.Node): readonly Pair[] | undefined {
  if (!ts.isBinaryExpression(one) || !ts.isBinaryExpression(other) || !ts.isBinaryExpression(other.right)) return undefined;
  if (other.operatorToken.kind !== ts.SyntaxKind.EqualsToken || appliedBy(one.operatorToken.kind) !== other.right.operatorToken.kind) return undefined;
  if (!ts.isIdentifier(one.left) || !ts.isIdentifier(other.left) || !ts.isIdentifier(other.right.left)) return undefined;
  return [[one.left, other.left], [one.left, other.right.left], [one.right, other.right.right]];
}

/** The operator that `+=` and the like apply before they assign. */
function appliedBy(assignment: ts.SyntaxKind): ts.SyntaxKind | undefined {
  switch (assignment) {
    case ts.SyntaxKind.PlusEqualsToken:
      return ts.SyntaxKind.PlusToken;
    case ts.SyntaxKind.MinusEqualsToken:
      return ts.SyntaxKind.MinusToken;
    case ts.SyntaxKind.AsteriskEqualsToken:
      return ts.SyntaxKind.AsteriskToken;
    case ts.SyntaxKind.SlashEqualsToken:
      return ts.SyntaxKind.SlashToken;
    default:
      return undefined;
  }
}

/** `let` and `const`: what one copy never writes, the other does not write either. */
function keyword(one: ts.Node, other: ts.Node): readonly Pair[] | undefined {
  if (!ts.isVariableDeclarationList(one) || !ts.isVariableDeclarationList(other) || one.declarations.length !== other.declarations.length) return undefined;
  const plain = (list: ts.VariableDeclarationList): boolean => (list.flags & ts.NodeFlags.BlockScoped) !== 0 && (list.flags & ts.NodeFlags.Using) === 0;
  if (!(one.flags & ts.NodeFlags.Const) || other.flags & ts.NodeFlags.Const || !plain(one) || !plain(other)) return undefined;
  return one.declarations.map((declaration, at): Pair => [declaration, other.declarations[at] as ts.Node]);
}

/** `const a: T = b` and `const a = b`, `(a: T) => b` and `(a) => b`, where `a` has the same type in both. */
function annotation(one: ts.Node, other: ts.Node, checker: ts.TypeChecker): readonly Pair[] | undefined {
  const variables = ts.isVariableDeclaration(one) && ts.isVariableDeclaration(other) && one.exclamationToken === undefined && other.exclamationToken === undefined;
  const parameters =
    ts.isParameter(one) && ts.isParameter(other) && [one, other].every((each) => !each.modifiers && !each.questionToken) && (one.dotDotDotToken === undefined) === (other.dotDotDotToken === undefined);
  if (!variables && !parameters) return undefined;
  if (one.type === undefined || other.type !== undefined) return undefined;
  if ((one.initializer === undefined) !== (other.initializer === undefined)) return undefined;
  if (!isSameType(checker, checker.getTypeAtLocation(one.name), checker.getTypeAtLocation(other.name))) return undefined;
  const names: Pair = [one.name, other.name];
  return one.initializer && other.initializer ? [names, [one.initializer, other.initializer]] : [names];
}

/** `(a): T => b` and `(a) => b`, where both give the same type. */
function returnAnnotation(one: ts.Node, other: ts.Node, checker: ts.TypeChecker): readonly Pair[] | undefined {
  if (!ts.isArrowFunction(one) || !ts.isArrowFunction(other) || one.type === undefined || other.type !== undefined) return undefined;
  if (one.typeParameters || other.typeParameters || one.parameters.length !== other.parameters.length) return undefined;
  if (one.modifiers?.length !== other.modifiers?.length) return undefined;
  const returns = [one, other].map((each) => checker.getSignatureFromDeclaration(each)?.getReturnType());
  if (!returns[0] || !returns[1] || !isSameType(checker, returns[0], returns[1])) return undefined;
  return [...one.parameters.map((parameter, at): Pair => [parameter, other.parameters[at] as ts.Node]), [one.body, other.body]];
}

/** `make<T>(a)` and `make(a)`, where both give the same type. */
function typeArguments(one: ts.Node, other: ts.Node, checker: ts.TypeChecker): readonly Pair[] | undefined {
  const calls = ts.isCallExpression(one) && ts.isCallExpression(other) && (one.questionDotToken === undefined) === (other.questionDotToken === undefined);
  const makes = ts.isNewExpression(one) && ts.isNewExpression(other);
  if (!calls && !makes) return undefined;
  const [mine = [], theirs = []] = [one.arguments, other.arguments];
  if (one.typeArguments === undefined || other.typeArguments !== undefined || mine.length !== theirs.length) return undefined;
  if (!isSameType(checker, checker.getTypeAtLocation(one), checker.getTypeAtLocation(other))) return undefined;
  return [[one.expression, other.expression], ...mine.map((argument, at): Pair => [argument, theirs[at] as ts.Node])];
}

/** `T[]` and `Array<T>`, where what they mention is the same for both copies. */
function typeOtherwise(one: ts.Node, other: ts.Node, checker: ts.TypeChecker): readonly Pair[] | undefined {
  if (!ts.isArrayTypeNode(one) || !ts.isTypeReferenceNode(other) || other.typeArguments?.length !== 1) return undefined;
  const types = [one, other].map((each) => checker.getTypeFromTypeNode(each));
  const isArray = ts.isIdentifier(other.typeName) && other.typeName.text === "Array";
  return isArray && types.every((each) => checker.isArrayType(each)) ? [[one.elementType, other.typeArguments[0] as ts.Node]] : undefined;
}

/** `if (!a) b else c` and `if (a) c else b`, and the same with `?:` and with `!==` and `===`. */
function swappedBranches(one: ts.Node, other: ts.Node): readonly Pair[] | undefined {
  const [a, b] = [branchesOf(one), branchesOf(other)];
  if (!a || !b || one.kind !== other.kind) return undefined;
  const condition = negated(a.condition, b.condition);
  return condition && [...condition, [a.then, b.otherwise], [a.otherwise, b.then]];
}

interface Branches {
  readonly condition: ts.Expression;
  readonly then: ts.Node;
  readonly otherwise: ts.Node;
}

function branchesOf(node: ts.Node): Branches | undefined {
  if (ts.isIfStatement(node) && node.elseStatement) return { condition: node.expression, then: node.thenStatement, otherwise: node.elseStatement };
  if (ts.isConditionalExpression(node)) return { condition: node.condition, then: node.whenTrue, otherwise: node.whenFalse };
  return undefined;
}

/** What has to say the same for `one` to be true exactly where `other` is not. */
function negated(one: ts.Expression, other: ts.Expression): readonly Pair[] | undefined {
  const [a, b] = [withoutParentheses(one), withoutParentheses(other)];
  const isNot = (node: ts.Node): node is ts.PrefixUnaryExpression => ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken;
  if (isNot(a) && !isNot(b)) return [[withoutParentheses(a.operand), b]];
  if (!ts.isBinaryExpression(a) || !ts.isBinaryExpression(b)) return undefined;
  return areOpposite(a.operatorToken.kind, b.operatorToken.kind) ? [[a.left, b.left], [a.right, b.right]] : undefined;
}

/** `===` and `!==`, `==` and `!=`. Others, such as `<` and `>=`, are both false for what is no number. */
function areOpposite(one: ts.SyntaxKind, other: ts.SyntaxKind): boolean {
  const strict = one === ts.SyntaxKind.ExclamationEqualsEqualsToken && other === ts.SyntaxKind.EqualsEqualsEqualsToken;
  return strict || (one === ts.SyntaxKind.ExclamationEqualsToken && other === ts.SyntaxKind.EqualsEqualsToken);
}

function withoutParentheses(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;
}

/** `` `${a} b` `` and `a + " b"`, where all values are texts, numbers or the like. */
function concatenation(one: ts.Node, other: ts.Node, checker: ts.TypeChecker): readonly Pair[] | undefined {
  if (!ts.isTemplateExpression(one) || ts.isTaggedTemplateExpression(one.parent) || !ts.isBinaryExpression(other)) return undefined;
  const mine = joined([one.head.text, ...one.templateSpans.flatMap((span) => [span.expression, span.literal.text])]);
  const sum = summed(other, checker);
  const theirs = sum && joined(sum);
  if (!theirs || mine.length !== theirs.length) return undefined;
  const pairs: Pair[] = [];
  for (const [at, piece] of mine.entries()) {
    const partner = theirs[at];
    if (typeof piece === "string" || typeof partner === "string" || partner === undefined) {
      if (piece !== partner) return undefined;
    } else if (!isPlain(checker, piece) || !isPlain(checker, partner)) return undefined;
    else pairs.push([piece, partner]);
  }
  return pairs;
}

/** The pieces of a sum that joins texts from its first operator on. */
function summed(node: ts.Expression, checker: ts.TypeChecker): readonly (string | ts.Expression)[] | undefined {
  const at = withoutParentheses(node);
  if (ts.isStringLiteralLike(at)) return [at.text];
  if (!ts.isBinaryExpression(at) || at.operatorToken.kind !== ts.SyntaxKind.PlusToken) return [at];
  if (![at.left, at.right].some((side) => isText(checker, side))) return node === at ? undefined : [node];
  const left = isText(checker, at.left) ? summed(at.left, checker) : [at.left];
  const right = isText(checker, at.right) ? summed(at.right, checker) : [at.right];
  return left && right && [...left, ...right];
}

/** Neighbouring texts as one, and no empty ones. */
function joined(pieces: readonly (string | ts.Expression)[]): readonly (string | ts.Expression)[] {
  const found: (string | ts.Expression)[] = [];
  for (const piece of pieces) {
    const last = found[found.length - 1];
    if (typeof piece === "string" && typeof last === "string") found[found.length - 1] = last + piece;
    else if (piece !== "") found.push(piece);
  }
  return found;
}

function isText(checker: ts.TypeChecker, node: ts.Expression): boolean {
  return isAlways(checker, node, ts.TypeFlags.StringLike);
}

/** Whether the value becomes the same text wherever it is asked for one. */
function isPlain(checker: ts.TypeChecker, node: ts.Expression): boolean {
  const plain = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.Null | ts.TypeFlags.Undefined;
  return isAlways(checker, node, plain);
}
