import { ts } from "../../../syntax/typescript.ts";
import type { Copy, Flow } from "../../semantics/flow.ts";
import { camel, capital, commonWords, isName, wordsOf } from "./naming.ts";
import { isLocal } from "../../semantics/symbols.ts";

/** Names for an expression: after what it is the value of, then after what it makes. */
export function expressionNames(copies: readonly Copy[]): readonly string[] {
  const copy = copies[0] as Copy;
  const node = copy.nodes[0] as ts.Node;
  const names: string[] = [];
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node)) {
    const tag = ts.isJsxElement(node) ? node.openingElement.tagName : node.tagName;
    names.push("render" + capital(camel(wordsOf(tag.getText(copy.source)))));
  }
  if (ts.isJsxFragment(node)) names.push("renderShared");
  const given = copies.map(nameGiven);
  const [first] = given;
  const common = given.every((name) => name !== undefined) ? commonWords(given) : [];
  const verb = ts.isObjectLiteralExpression(node) || ts.isNewExpression(node) ? "build" : "get";
  if (common.some((word) => word.length > 2)) names.push(camel([verb, ...common]));
  else if (ts.isCallExpression(node) && new Set(given).size > 1) names.push(...madeNames(copy, node));
  if (first !== undefined) names.push(verb + capital(first));
  return names;
}

/** The name for an expression that is the value of variables of one name of several words in all copies. */
export function commonlyGivenNames(copies: readonly Copy[]): readonly string[] {
  const [given, ...others] = copies.map(({ nodes: [node] }) => (node && ts.isVariableDeclaration(node.parent) && ts.isIdentifier(node.parent.name) ? node.parent.name.text : undefined));
  if (given === undefined || wordsOf(given).length < 2 || others.some((name) => name !== given)) return [];
  const node = copies[0]?.nodes[0];
  return [camel([node && (ts.isObjectLiteralExpression(node) || ts.isNewExpression(node)) ? "build" : "get", ...wordsOf(given)])];
}

/** Names for a condition, a calculation or a choice, after what it is about. */
export function operationNames({ nodes: [node], checker }: Copy, flow: Flow): readonly string[] {
  const subject = flow.inputs[0]?.name ?? flow.mentions.find(({ symbol, home }) => home === "module" && symbol !== undefined && isLocal(symbol) && (symbol.flags & ts.SymbolFlags.Variable) !== 0)?.symbol?.name;
  if (!node || subject === undefined || !(ts.isBinaryExpression(node) || ts.isPrefixUnaryExpression(node) || ts.isConditionalExpression(node))) return [];
  const type = checker.getTypeAtLocation(node);
  if (type.flags & ts.TypeFlags.BooleanLike) return [camel(["check", ...wordsOf(subject)])];
  if (type.flags & ts.TypeFlags.NumberLike || !ts.isConditionalExpression(node)) return [camel(["compute", ...wordsOf(subject)])];
  const given = type.aliasSymbol?.name ?? type.getSymbol()?.name ?? (type.flags & ts.TypeFlags.StringLike ? "text" : "value");
  return [camel(["get", ...wordsOf(subject), ...(isName(given) && !given.startsWith("__") ? wordsOf(given) : ["value"])])];
}

/** A name for what all copies give to a parameter of the same name, after what they are parts of: `buildDateOptions`. */
export function argumentNames(copies: readonly Copy[]): readonly string[] {
  const places = copies.map(({ nodes: [node], checker }) => {
    const call = node?.parent;
    if (!call || !ts.isCallExpression(call) || !ts.isExpression(node)) return undefined;
    return checker.getResolvedSignature(call)?.parameters[call.arguments.indexOf(node)];
  });
  const [parameter] = places;
  if (!parameter || !isName(parameter.name) || parameter.name.length < 3 || !places.every((one) => one?.name === parameter.name)) return [];
  const owners = copies.map(({ nodes: [node] }) => ownerOf(node));
  const [first, ...rest] = owners.map((name) => [...wordsOf(name ?? "")].reverse());
  const end = first?.slice(0, Math.min(...rest.map((words) => first.findIndex((word, at) => word !== words[at])).map((at) => (at < 0 ? first.length : at)))) ?? [];
  const made = copies.every(({ nodes: [node] }) => node && (ts.isObjectLiteralExpression(node) || ts.isNewExpression(node))) ? "build" : "get";
  return [camel([made, ...[...end].reverse(), ...wordsOf(parameter.name)])];
}

/** The name of the variable or property that the expression is a part of the value of. */
function ownerOf(node: ts.Node | undefined): string | undefined {
  for (let at = node; at && !ts.isStatement(at); at = at.parent)
    if ((ts.isVariableDeclaration(at) || ts.isPropertyAssignment(at) || ts.isPropertyDeclaration(at)) && ts.isIdentifier(at.name)) return at.name.text;
  return undefined;
}

/** The name of what the expression is the value of. */
function nameGiven(copy: Copy): string | undefined {
  const parent = copy.nodes[0]?.parent;
  const named = parent && (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent));
  if (!named) return undefined;
  // Of a key in parts, such as that of a setting, all are words.
  return ts.isIdentifier(parent.name) ? parent.name.text : ts.isStringLiteral(parent.name) ? camel(wordsOf(parent.name.text).slice(-4)) : undefined;
}

/** Names for what calls a function that makes things: `registerAction` where `register` gives an `Action`. */
function madeNames(copy: Copy, call: ts.CallExpression): readonly string[] {
  const callee = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
  if (!ts.isIdentifier(callee)) return [];
  const type = copy.checker.getTypeAtLocation(call);
  const made = type.aliasSymbol?.name ?? type.getSymbol()?.name ?? "";
  const words = wordsOf(callee.text);
  const again = words.some((word) => word.toLowerCase() === made.toLowerCase());
  return isName(made) && !made.startsWith("__") && !again ? [camel([...words, ...wordsOf(made)])] : [camel([...words, "shared"])];
}
