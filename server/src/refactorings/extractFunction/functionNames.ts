import { ts } from "../../syntax/typescript.ts";
import { effectNames, expectedName } from "./effectNames.ts";
import type { Copy, Flow } from "./flow.ts";
import { isMarkup } from "./jsx.ts";
import { camel, capital, commonWords, isName, verbs, wordsOf } from "./naming.ts";
import { isDeclaredIn } from "./symbols.ts";
import type { Plan } from "./plan.ts";
import { takenAtOnce } from "./takenAtOnce.ts";
import { titleWords } from "./testTitles.ts";

/** Names for the new function, best first: from what it gives, what all copies stand in, and what it does. */
export function functionNames(plan: Plan): readonly string[] {
  const { copies, holes } = plan;
  const flow = plan.flows[0] as Flow;
  const template = copies[0] as Copy;
  const names: string[] = [];
  const frames = copies.map((copy) => enclosingName(copy));
  const named = frames.filter((name) => name !== undefined);
  const distinct = new Set(frames).size > 1 && named.length === frames.length;
  const shared = distinct ? commonWords(named) : [];
  const common = shared.some((one) => one.length > 2) ? withoutLink(shared) : [];
  const returned = flow.exit === "return" ? returnedName(template) : undefined;
  const effects = effectNames(template, flow, holes);
  const [word, more] = common;
  const isFirst = word !== undefined && named.every((name) => wordsOf(name)[0]?.toLowerCase() === word.toLowerCase());
  const isVerb = isFirst && verbs.has(word.toLowerCase());
  const isComponent = named.length > 0 && named.every((name) => /^[A-Z]/.test(name));
  const title = titleWords(copies);
  if (title.length > 0) names.push(camel(title));
  if (more !== undefined) names.push(isVerb || (isFirst && !isComponent) ? camel(common) : camel([beginsWithMarkup(template) ? "render" : "get", ...common]));
  if (flow.results.length === 1) names.push(...flow.results.map((one) => verbFor(one.symbol) + capital(one.symbol.name)));
  else if (flow.results.length > 1) names.push("get" + flow.results.map((one) => capital(one.symbol.name)).join("And"));
  if (flow.exit === "guard" && flow.results.length === 0) names.push(...effects.map((name) => name + "OrStop"));
  if (word !== undefined && more === undefined) {
    // A word that all names end with is what they speak of; any other only says of which kind it is.
    const isLast = named.every((name) => wordsOf(name).at(-1)?.toLowerCase() === word.toLowerCase());
    if (isVerb && returned !== undefined && !returned.startsWith(word)) names.push(camel([word, ...wordsOf(returned)]));
    else if (!isVerb && isLast) names.push(camel([beginsWithMarkup(template) ? "render" : "get", word]));
  }
  if (template.kind === "expression") names.push(...expressionNames(copies), ...operationNames(template, flow));
  if (returned !== undefined) names.push(camel(["get", ...wordsOf(returned)]));
  if (word !== undefined && more === undefined && isFirst && !isComponent && !isVerb && (flow.exit === "return" || flow.exit === "value")) names.push(camel(["get", word, "value"]));
  const subject = holes.map((hole) => takenAtOnce(plan, hole)?.name.text).find((name) => name !== undefined) ?? flow.inputs[0]?.name;
  if (isVerb && more === undefined && subject !== undefined && flow.results.length === 0) names.push(camel([word, ...wordsOf(subject)]));
  if (isVerb) names.push(camel([word, "shared"]));
  const expected = expectedName(template);
  if (expected !== undefined) names.push(expected);
  if (flow.results.length === 0) names.push(...effects);
  const part = flow.exit === "return" ? firstOfReturned(template) : undefined;
  if (part !== undefined) names.push(camel(["get", ...wordsOf(part)]));
  const first = named[0];
  if (first !== undefined) names.push(camel([...wordsOf(first), template.kind === "expression" ? "value" : "step"]));
  names.push(template.kind === "expression" ? "sharedValue" : "sharedStep");
  return template.control.hook ? names.map((name) => (/^use[A-Z]/.test(name) ? name : "use" + capital(name.replace(/^(get|build|compute)(?=[A-Z])/, "")))) : names;
}

/** Without words at the end that wait for another. */
function withoutLink(words: readonly string[]): readonly string[] {
  const last = words.at(-1);
  return last !== undefined && /^(of|for|to|in|on|with|by|from|and|or|at)$/i.test(last) ? withoutLink(words.slice(0, -1)) : words;
}

function beginsWithMarkup({ nodes: [node] }: Copy): boolean {
  return node !== undefined && isMarkup(node);
}

/** The variable of the copy that it returns in the end. */
function returnedName(copy: Copy): string | undefined {
  const last = copy.nodes[copy.nodes.length - 1];
  const value = last && ts.isReturnStatement(last) ? last.expression : undefined;
  const symbol = value && ts.isIdentifier(value) ? copy.checker.getSymbolAtLocation(value) : undefined;
  return symbol && isDeclaredIn(symbol, copy.source, copy.start, copy.end) ? symbol.name : undefined;
}

/** The variable of the copy that what it returns in the end begins with. */
function firstOfReturned(copy: Copy): string | undefined {
  const last = copy.nodes[copy.nodes.length - 1];
  let at: ts.Node | undefined = last && ts.isReturnStatement(last) ? last.expression : undefined;
  while (at && !ts.isIdentifier(at)) {
    if (ts.isCallExpression(at) || ts.isPropertyAccessExpression(at) || ts.isParenthesizedExpression(at) || ts.isAwaitExpression(at)) at = at.expression;
    else at = ts.isBinaryExpression(at) ? at.left : undefined;
  }
  const symbol = at && copy.checker.getSymbolAtLocation(at);
  return symbol && isDeclaredIn(symbol, copy.source, copy.start, copy.end) ? symbol.name : undefined;
}

/** The name of the nearest function, method or constant around the copy that has one. */
export function enclosingName(copy: Copy): string | undefined {
  for (let at: ts.Node = copy.frame; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isConstructorDeclaration(at)) return at.parent.name ? "init" + capital(at.parent.name.text) : undefined;
    if (ts.isFunctionLike(at) && at.name && ts.isIdentifier(at.name)) return at.name.text;
    if ((ts.isVariableDeclaration(at) || ts.isPropertyAssignment(at) || ts.isPropertyDeclaration(at)) && ts.isIdentifier(at.name)) return at.name.text;
  }
  return undefined;
}

function verbFor(symbol: ts.Symbol): string {
  const declaration = symbol.valueDeclaration;
  const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  if (value === undefined) return "get";
  if (ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value) || ts.isNewExpression(value) || ts.isTemplateExpression(value)) return "build";
  if (ts.isBinaryExpression(value) || ts.isNumericLiteral(value)) return "compute";
  return "get";
}

function expressionNames(copies: readonly Copy[]): readonly string[] {
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

/** Names for a condition or a calculation, after what it is about. */
function operationNames({ nodes: [node], checker }: Copy, flow: Flow): readonly string[] {
  const subject = flow.inputs[0]?.name;
  if (!node || subject === undefined || !(ts.isBinaryExpression(node) || ts.isPrefixUnaryExpression(node) || ts.isConditionalExpression(node))) return [];
  const isCondition = (checker.getTypeAtLocation(node).flags & ts.TypeFlags.BooleanLike) !== 0;
  return [camel([isCondition ? "check" : "compute", ...wordsOf(subject)])];
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
