import { ts } from "../../syntax/typescript.ts";
import { isOfTheLanguage } from "../semantics/evaluation.ts";
import { loadedBy } from "../importGraph.ts";
import { isAssignment, isStep } from "../semantics/selection.ts";
import { isStaticMember } from "../semantics/thisOwner.ts";
import { isGlobal, isWithin, originOf, symbolAt } from "../semantics/symbols.ts";

/** Objects of the language that do nothing to others when they are made or called. */
const makesOnly = new Set(["Map", "Set", "WeakMap", "WeakSet", "WeakRef", "Array", "Object", "Error", "RegExp", "Symbol", "String", "Number", "Boolean", "BigInt", "Date", "URL", "URLSearchParams", "TextEncoder", "TextDecoder", "AbortController", "Uint8Array", "Uint16Array", "Uint32Array", "Int8Array", "Int16Array", "Int32Array", "Float32Array", "Float64Array", "ArrayBuffer", "DataView", "parseInt", "parseFloat"]);

/** Members of the language's objects that only give what they are asked for. */
const givesOnly: ReadonlyMap<string, RegExp> = new Map([
  ["Object", /^(create|keys|values|entries|fromEntries|getPrototypeOf|getOwnPropertyNames|getOwnPropertyDescriptors?)$/],
  ["Array", /^(from|of|isArray)$/],
  ["Math", /./],
  ["Symbol", /^for$/],
  ["String", /^(raw|fromCharCode|fromCodePoint)$/],
  ["Number", /./],
  ["JSON", /^(stringify|parse)$/],
  ["Date", /^(now|UTC)$/],
]);

/**
 * Whether loading the module itself, what it imports apart, does more than to declare things and to make values of literals, functions and
 * objects of the language. A call of anything else may do whatever it likes, unless it is marked as pure.
 */
export function actsWhenLoaded(source: ts.SourceFile, checker: ts.TypeChecker): boolean {
  if (source.isDeclarationFile) return false;
  const known = acting.get(source);
  if (known !== undefined) return known;
  const found = source.statements.some((one) => doesMore(one, source, checker));
  acting.set(source, found);
  return found;
}

const acting = new WeakMap<ts.SourceFile, boolean>();

/** The modules that loading `file` loads, itself among them, and that act then. */
export function actingWith(program: ts.Program, file: string): readonly string[] {
  const checker = program.getTypeChecker();
  return [...loadedBy(program, [file])].filter((one) => {
    const source = program.getSourceFile(one);
    return source !== undefined && actsWhenLoaded(source, checker);
  });
}

function doesMore(statement: ts.Statement, source: ts.SourceFile, checker: ts.TypeChecker): boolean {
  const acts = (node: ts.Node): boolean => isAct(node, source, checker);
  if (ts.isImportDeclaration(statement)) return statement.importClause === undefined;
  if (ts.isFunctionDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return false;
  if (ts.isExportDeclaration(statement) || ts.isImportEqualsDeclaration(statement) || ts.isEmptyStatement(statement)) return false;
  if (ts.isModuleDeclaration(statement)) return statement.body !== undefined && ts.isModuleBlock(statement.body) && statement.body.statements.some((one) => doesMore(one, source, checker));
  if (ts.isExpressionStatement(statement)) return !ts.isStringLiteral(statement.expression);
  if (ts.isVariableStatement(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement) || ts.isExportAssignment(statement)) return acts(statement);
  return true;
}

/** Whether evaluating the node may do something to what stands around it. `within`: the functions that run, whose own variables may be written. */
function isAct(node: ts.Node, source: ts.SourceFile, checker: ts.TypeChecker, within: readonly ts.Node[] = []): boolean {
  const acts = (part: ts.Node): boolean => isAct(part, source, checker, within);
  // Who is given a function may call it.
  const mayBeCalled = (given: ts.Expression): boolean => (ts.isFunctionLike(given) ? bodyActs(given, checker, within) : mayBeFunction(checker.getTypeAtLocation(given)));
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return false;
  if (ts.isMethodDeclaration(node) || ts.isPropertyDeclaration(node)) {
    // The values of fields are made with the objects; those of the class itself with the class.
    const value = ts.isPropertyDeclaration(node) && isStaticMember(node) ? node.initializer : undefined;
    return acts(node.name) || (value !== undefined && acts(value)) || (node.modifiers ?? []).some(ts.isDecorator);
  }
  if (ts.isFunctionLike(node)) return false;
  if (ts.isDecorator(node) || ts.isClassStaticBlockDeclaration(node) || ts.isThrowStatement(node) || ts.isForOfStatement(node)) return true;
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node) || ts.isDeleteExpression(node) || ts.isTaggedTemplateExpression(node) || ts.isJsxOpeningLikeElement(node)) return true;
  if (ts.isBinaryExpression(node) && isAssignment(node)) return !isOwn(node.left, checker, within) || acts(node.right);
  if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isStep(node)) return !isOwn(node.operand, checker, within);
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const given = node.arguments ?? [];
    if (isMarkedPure(node, source)) return given.some(acts);
    const isQuiet = isQuietCallee(node.expression, checker) || setsItsOwn(node, checker) || isQuietFunction(node, checker, within);
    return !isQuiet || acts(node.expression) || given.some((one) => acts(one) || mayBeCalled(one));
  }
  return ts.forEachChild(node, (part) => acts(part) || undefined) ?? false;
}

/** Whether running the function may do something to what stands around it. */
function bodyActs(node: ts.SignatureDeclaration, checker: ts.TypeChecker, within: readonly ts.Node[]): boolean {
  const body = "body" in node ? node.body : undefined;
  if (!body || within.includes(node) || within.length >= deepest) return true;
  return [...node.parameters, body].some((part) => isAct(part, node.getSourceFile(), checker, [...within, node]));
}

/** So many calls are followed. */
const deepest = 4;

/** Whether what is called is a function of the program that only gives something. */
function isQuietFunction(node: ts.CallExpression | ts.NewExpression, checker: ts.TypeChecker, within: readonly ts.Node[]): boolean {
  if (ts.isNewExpression(node) || !ts.isIdentifier(node.expression)) return false;
  const symbol = symbolAt(checker, node.expression);
  const [declaration, other] = (symbol && originOf(checker, symbol).declarations) ?? [];
  if (!declaration || other || declaration.getSourceFile().isDeclarationFile) return false;
  if (ts.isFunctionDeclaration(declaration)) return declaration.asteriskToken === undefined && !bodyActs(declaration, checker, within);
  const isConstant = ts.isVariableDeclaration(declaration) && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  const value = isConstant ? declaration.initializer : undefined;
  return value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) && !bodyActs(value, checker, within);
}

/** Whether the target of an assignment is a variable of a function that runs. */
function isOwn(target: ts.Node, checker: ts.TypeChecker, within: readonly ts.Node[]): boolean {
  const symbol = ts.isIdentifier(target) ? symbolAt(checker, target) : undefined;
  return symbol?.declarations?.every((one) => within.some((node) => isWithin(one, node))) ?? false;
}

/** Whether the call says to tools that nobody misses it where its value is not used. */
function isMarkedPure(node: ts.CallExpression | ts.NewExpression, source: ts.SourceFile): boolean {
  return /[@#]__PURE__/.test(source.text.slice(node.getFullStart(), node.getStart(source)));
}

/** Whether the callee is one of the language that only makes or gives something, a method of a literal among them. */
function isQuietCallee(callee: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isIdentifier(callee)) return makesOnly.has(callee.text) && isGlobalName(callee, checker);
  // Modules that are asked for by `require` are looked at by themselves.
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const owner = callee.expression;
  if (ts.isIdentifier(owner) && isGlobalName(owner, checker)) return givesOnly.get(owner.text)?.test(callee.name.text) ?? false;
  const type = checker.getTypeAtLocation(owner);
  const primitive = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.BooleanLike;
  if ((type.isUnion() ? type.types : [type]).every(({ flags }) => (flags & primitive) !== 0)) return true;
  const member = checker.getSymbolAtLocation(callee.name);
  return leavesAsItIs.test(callee.name.text) && member !== undefined && isOfTheLanguage(member);
}

/** Whether the call only says of an object that was just made that nothing of it changes any more. */
function setsItsOwn({ expression: callee, arguments: [given] = ts.factory.createNodeArray<ts.Expression>() }: ts.CallExpression | ts.NewExpression, checker: ts.TypeChecker): boolean {
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression) || callee.expression.text !== "Object") return false;
  const isNew = given !== undefined && (ts.isObjectLiteralExpression(given) || ts.isArrayLiteralExpression(given) || ts.isNewExpression(given) || ts.isFunctionLike(given));
  return isNew && /^(freeze|seal|preventExtensions)$/.test(callee.name.text) && isGlobalName(callee.expression, checker);
}

/** Methods of lists, maps and the like that change nothing. */
const leavesAsItIs = /^(join|concat|slice|map|filter|flat|flatMap|reduce|reduceRight|some|every|find|findIndex|findLast|includes|indexOf|lastIndexOf|at|keys|values|entries|has|get|toString|toSorted|toReversed)$/;

function isGlobalName(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  const symbol = symbolAt(checker, node);
  return symbol !== undefined && isGlobal(checker, symbol);
}

function mayBeFunction(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0 || (type.isUnion() ? type.types : [type]).some((one) => one.getCallSignatures().length > 0);
}
