import { ts } from "../../../syntax/typescript.ts";
import { subjectOf } from "./effectNames.ts";
import type { Hole } from "../alignment/holes.ts";
import { camel, capital, commonWords, isName, wordsOf } from "./naming.ts";
import { passedBy } from "../passedBy.ts";
import { isLocal } from "../../semantics/symbols.ts";
import { isPiece } from "../../semantics/templatePieces.ts";
import { isTest } from "./testTitles.ts";

/** A name for the parameter that fills a hole, from the way the template uses it. */
export function holeNames(hole: Hole, checker: ts.TypeChecker): readonly string[] {
  const place = hole.places[0] as ts.Node;
  if (hole.kind === "lazy") return lazyNames(hole, place, checker);
  if (place.kind === ts.SyntaxKind.ThisKeyword) return receiverNames(hole, checker);
  const names = [...usedAs(place, checker, hole.nodes)];
  const texts = hole.nodes.map(wordsFor);
  if (texts.every((text) => text !== undefined)) {
    const common = commonWords(texts);
    if (common.length > 0) names.push(camel(common));
  }
  if (ts.isArrowFunction(place) || ts.isFunctionExpression(place)) names.push("callback");
  if (ts.isCallExpression(place.parent) && place.parent.expression === place) names.push("action");
  const own = ts.isIdentifier(place) ? checker.getSymbolAtLocation(place) : undefined;
  if (own && isLocal(own)) names.push(own.name);
  const named = nameOfTypes(hole.nodes, checker);
  if (named !== undefined) names.push(named);
  names.push(...operandNames(place), ...kindNames(hole.nodes, checker));
  if (ts.isStringLiteralLike(place) || ts.isTemplateExpression(place) || ts.isJsxText(place) || isPiece(place)) names.push("text");
  if (ts.isNumericLiteral(place)) names.push("amount");
  if (ts.isRegularExpressionLiteral(place)) names.push("pattern");
  if (place.kind === ts.SyntaxKind.TrueKeyword || place.kind === ts.SyntaxKind.FalseKeyword) names.push("flag");
  names.push("value");
  return names;
}

/** The name by which the code asks for the value: that of a member, a variable, or of what a getting function gives. */
function wordsFor(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isIdentifier(node)) return node.text;
  const called = ts.isCallExpression(node) ? wordsFor(node.expression) : undefined;
  return called !== undefined && /^get[A-Z]/.test(called) ? called.slice("get".length) : undefined;
}

/** What values are called of which nothing but the kind is known: lists, and values that are written nowhere as literals. */
function kindNames(nodes: readonly ts.Node[], checker: ts.TypeChecker): readonly string[] {
  const types = nodes.flatMap((node) => (ts.isExpression(node) && !ts.isLiteralExpression(node) && node.kind !== ts.SyntaxKind.TrueKeyword && node.kind !== ts.SyntaxKind.FalseKeyword ? [checker.getTypeAtLocation(node)] : []));
  if (types.length < nodes.length) return [];
  const are = (flags: ts.TypeFlags): boolean => types.every((type) => (type.flags & flags) !== 0);
  if (types.every((type) => checker.isArrayType(type))) return ["items"];
  return are(ts.TypeFlags.StringLike) ? ["text"] : are(ts.TypeFlags.NumberLike) ? ["amount"] : [];
}

/** What a literal is for the operator that it stands beside. */
function operandNames(place: ts.Node): readonly string[] {
  const { parent } = place;
  if (!ts.isBinaryExpression(parent)) return [];
  const { kind } = parent.operatorToken;
  const isText = ts.isStringLiteralLike(place) || ts.isTemplateExpression(place);
  if (kind === ts.SyntaxKind.PlusToken && isText) return [parent.right === place ? "suffix" : "prefix"];
  if (!ts.isNumericLiteral(place)) return [];
  if (kind === ts.SyntaxKind.AsteriskToken) return ["factor"];
  if (kind === ts.SyntaxKind.SlashToken && parent.right === place) return ["divisor"];
  return kind >= ts.SyntaxKind.LessThanToken && kind <= ts.SyntaxKind.GreaterThanEqualsToken ? ["limit"] : [];
}

/** What values of classes that everybody knows are called. */
const customary: Readonly<Record<string, string>> = { RegExp: "pattern", Date: "date", Error: "error", Promise: "promise", Map: "map", Set: "set", URL: "url" };

/** A name after the type that the values of all copies have, or after what their types have in common. */
function nameOfTypes(nodes: readonly ts.Node[], checker: ts.TypeChecker): string | undefined {
  const names = nodes.map((node) => {
    if (!ts.isExpression(node)) return "";
    const type = checker.getNonNullableType(checker.getTypeAtLocation(node));
    return (type.aliasSymbol ?? type.getSymbol())?.name ?? "";
  });
  if (!names.every((name) => isName(name) && !name.startsWith("__"))) return undefined;
  const [first = ""] = names;
  if (new Set(names).size === 1 && Object.hasOwn(customary, first)) return customary[first];
  const common = camel(commonWords(names));
  return common.length > 2 && !/^((readonly)?array|function|object)$/i.test(common) ? common : undefined;
}

/** Names for the parameter that takes `this`: what the classes of the copies have in common. */
function receiverNames(hole: Hole, checker: ts.TypeChecker): readonly string[] {
  const types = hole.nodes.map((node) => checker.getTypeAtLocation(node).getSymbol()?.name ?? "");
  const common = types.every((name) => isName(name)) ? camel(commonWords(types)) : "";
  return [...(common.length > 2 ? [common] : []), "self"];
}

/** Names for a function that gives what differs. */
function lazyNames(hole: Hole, place: ts.Node, checker: ts.TypeChecker): readonly string[] {
  const calls = hole.nodes.every(ts.isCallExpression);
  if (ts.isExpressionStatement(place.parent)) return [...stepNames(hole, place.parent, checker), "action", "perform", "run"];
  const isMade = ts.isObjectLiteralExpression(place) || ts.isNewExpression(place) || ts.isArrayLiteralExpression(place);
  // What it is compared with is another thing.
  const uses = ts.isBinaryExpression(place.parent) ? [] : [...usedAs(place, checker, hole.nodes)];
  const names = uses.map((name) => (isMade ? "make" : "get") + capital(name));
  if (isMade) return [...names, "make", "create", "build"];
  const flag = ts.isBinaryExpression(place) || ts.isPrefixUnaryExpression(place);
  if (hole.reads.length > 0 && flag) return ["test", "decide", "compute"];
  return [...names, ...(calls ? ["compute", "produce", "derive"] : ["select", "pick", "compute"])];
}

/** Names for statements that only some copies have: after what is done next, or what was done just before, or what they do themselves. */
function stepNames(hole: Hole, statement: ts.ExpressionStatement, checker: ts.TypeChecker): readonly string[] {
  if (!hole.nodes.some((node) => passedBy(node)?.isNothing)) return [];
  const list = ts.isBlock(statement.parent) || ts.isSourceFile(statement.parent) ? statement.parent.statements : undefined;
  const at = list?.indexOf(statement) ?? 0;
  const [before, after] = [list?.[at + 1], list?.[at - 1]].map((one) => one && calledBy(one, checker));
  const own = new Set(hole.nodes.flatMap((node) => (passedBy(node)?.isNothing ? [] : [ts.isExpressionStatement(node.parent) ? calledBy(node.parent, checker) : undefined])));
  // A function that the module knows under this name is another thing than what is passed.
  const [only] = own.size === 1 && !hole.nodes.some((node) => isOfModule(node, checker)) ? own : [];
  return [...(before === undefined ? [] : [`before${capital(before)}`]), ...(after === undefined ? [] : [`after${capital(after)}`]), ...(only === undefined ? [] : [only])];
}

function isOfModule(node: ts.Node, checker: ts.TypeChecker): boolean {
  const callee = ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? checker.getSymbolAtLocation(node.expression) : undefined;
  return callee !== undefined && !isLocal(callee);
}

/** The function that a statement calls as a whole, where the program has declared it: methods of every list say little. */
function calledBy(statement: ts.Statement, checker: ts.TypeChecker): string | undefined {
  if (!ts.isExpressionStatement(statement)) return undefined;
  const call = ts.isAwaitExpression(statement.expression) ? statement.expression.expression : statement.expression;
  if (!ts.isCallExpression(call)) return undefined;
  const name = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
  const declarations = checker.getSymbolAtLocation(name)?.declarations ?? [];
  const isKnown = declarations.length > 0 && !declarations.some((one) => /\/lib\.[\w.]+\.d\.ts$/.test(one.getSourceFile().fileName));
  return ts.isIdentifier(name) && isKnown && name.text.length > 1 ? name.text : undefined;
}

/** Whether the name of a parameter says something to others: no letter, not the object that it belongs to, not that of the compiler for a pattern. */
function isTelling(name: string): boolean {
  return name.length > 1 && !/^(self|that)$|^__/.test(name);
}

function isEnumMember(place: ts.PropertyAccessExpression, checker: ts.TypeChecker): boolean {
  return ((checker.getSymbolAtLocation(place.name)?.flags ?? 0) & ts.SymbolFlags.EnumMember) !== 0;
}

/**
 * Names that the use of a value suggests: the property, variable or parameter that takes it. A member that is read
 * names the value where all of `nodes`, which stand there in the copies, read a member of that name.
 */
export function* usedAs(place: ts.Node, checker: ts.TypeChecker, nodes: readonly ts.Node[] = [place]): Generator<string> {
  const parent = place.parent;
  if (ts.isPropertyAssignment(parent) && parent.initializer === place && (ts.isIdentifier(parent.name) || ts.isStringLiteral(parent.name))) yield parent.name.text;
  if ((ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) && ts.isIdentifier(parent.name)) yield parent.name.text;
  if (ts.isJsxAttribute(parent) && ts.isIdentifier(parent.name)) yield camel(wordsOf(parent.name.text));
  if (ts.isJsxExpression(parent) && ts.isJsxAttribute(parent.parent) && ts.isIdentifier(parent.parent.name)) yield camel(wordsOf(parent.parent.name.text));
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === place) yield "key";
  if (ts.isBinaryExpression(parent)) {
    const other = parent.left === place ? parent.right : parent.left;
    const named = ts.isPropertyAccessExpression(other) ? other.name : other;
    if (ts.isIdentifier(named) && named.text.length > 1) {
      yield named.text;
      // Where that name is taken, by what is compared itself.
      if (/^[!=]==?$/.test(parent.operatorToken.getText())) yield `wanted${capital(named.text)}`;
    }
  }
  if (ts.isPropertyAccessExpression(place)) {
    const isAlike = nodes.every((node) => ts.isPropertyAccessExpression(node) && node.name.text === place.name.text);
    if (isEnumMember(place, checker)) yield camel(wordsOf(place.expression.getText().replace(/^.*\./, "")));
    else if (isAlike) yield camel(wordsOf(place.name.text));
  }
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== place) {
    const subject = subjectOf(parent);
    if (subject !== undefined && /^expect\b/.test(parent.getText())) yield subject;
    const index = parent.arguments?.findIndex((one) => one === place) ?? -1;
    const parameter = checker.getResolvedSignature(parent)?.parameters[index];
    const declaration = parameter?.valueDeclaration;
    // The name of a rest parameter speaks for all that it takes.
    const rest = declaration !== undefined && ts.isParameter(declaration) && declaration.dotDotDotToken !== undefined;
    if (index === 0 && ts.isStringLiteralLike(place) && isTest(parent)) yield "title";
    if (parameter && !rest && isName(parameter.name) && isTelling(parameter.name)) yield parameter.name;
    if (ts.isNewExpression(parent) && /Error$/.test(parent.expression.getText())) yield "message";
  }
}
