import { ts } from "../../../syntax/typescript.ts";
import type { Copy, Flow } from "../../semantics/flow.ts";
import type { Hole } from "../alignment/holes.ts";
import { camel, verbs, wordsOf } from "./naming.ts";
import { isDeclaredIn, isGlobal } from "../../semantics/symbols.ts";
import { calledFirst, rootOf } from "./testTitles.ts";

/**
 * Names from what a copy does to its surroundings, last first, since that is mostly what the rest prepares; what whole
 * statements do or give comes before what is called within them.
 *
 * @param differing a name for what the copies differ in, where there is one that says something
 */
export function effectNames(copy: Copy, flow: Flow, holes: readonly Hole[], differing: string | undefined): readonly string[] {
  const outer: string[] = [];
  const own: string[] = [];
  const inner: string[] = [];
  const calls: ts.CallExpression[] = [];
  const collect = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isCallExpression(node)) calls.push(node);
    ts.forEachChild(node, collect);
  };
  copy.nodes.forEach(collect);
  const visit = (node: ts.Node, isGiven: boolean): void => {
    // What differs is no part of what all copies do.
    if (ts.isFunctionLike(node) || holes.some(({ places }) => places.includes(node))) return;
    const user = ts.isAwaitExpression(node.parent) ? node.parent.parent : node.parent;
    const isWhole = isGiven || ts.isExpressionStatement(user);
    const name = ts.isCallExpression(node) ? nameOfCall(node, copy, flow, calls, differing) : nameOfWrite(node);
    if (name !== undefined) (isWhole ? outer : inner).push(name);
    else if (isWhole && !isGiven && ts.isCallExpression(node)) own.push(...nameOfOwnCall(node, copy));
    ts.forEachChild(node, (child) => visit(child, isGiven || ts.isReturnStatement(node)));
  };
  for (const node of copy.nodes) visit(node, false);
  // What is asked for is the least of what the copy does.
  const isAsking = (name: string): boolean => /^(get|find|is|has|read|load)(?![a-z])/.test(name);
  return [...outer.reverse(), ...inner.filter((name) => !isAsking(name)).reverse(), ...own.reverse(), ...inner.filter(isAsking).reverse()];
}

function nameOfWrite(node: ts.Node): string | undefined {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  if (ts.isPropertyAccessExpression(node.left)) return camel(["set", ...wordsOf(node.left.name.text)]);
  const list = ts.isElementAccessExpression(node.left) ? node.left.expression : undefined;
  return list && ts.isPropertyAccessExpression(list) ? camel(["set", ...singular(wordsOf(list.name.text))]) : undefined;
}

function nameOfCall(call: ts.CallExpression, copy: Copy, flow: Flow, all: readonly ts.CallExpression[], differing: string | undefined): string | undefined {
  const callee = call.expression;
  const said = sayingWords(call);
  if (ts.isIdentifier(callee)) {
    if (!isFree(callee, copy) || isOfTests(callee.text)) return undefined;
    const [verb = "", ...rest] = wordsOf(callee.text);
    if (said.length > 0) return camel([verb, ...said, ...rest]);
    const times = all.filter(({ expression }) => ts.isIdentifier(expression) && expression.text === callee.text).length;
    const isOther = (name: string): boolean => !wordsOf(callee.text).some((word) => wordsOf(name).includes(word));
    const subject = flow.inputs.map(({ name }) => name).find((name) => !name.endsWith("s") && isOther(name)) ?? (differing !== undefined && isOther(differing) ? differing : undefined);
    return camel(times > 1 || subject === undefined ? [verb, ...rest, "all"] : [verb, ...rest, "for", ...wordsOf(subject)]);
  }
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.name) || isOfTests(rootOf(callee) ?? "")) return undefined;
  const words = wordsOf(callee.name.text);
  const owner = callee.expression;
  if (owner.kind === ts.SyntaxKind.ThisKeyword) return camel([...words, ...(said.length > 0 ? said : differing === undefined ? ["all"] : ["for", ...wordsOf(differing)])]);
  const object = ts.isIdentifier(owner) && isFree(owner, copy) ? owner.text : ts.isPropertyAccessExpression(owner) ? owner.name.text : undefined;
  if (object === undefined) return undefined;
  const isOne = /^(push|add|append|unshift|insert|delete|remove)$/.test(callee.name.text) && call.arguments.length === 1 && !ts.isSpreadElement(call.arguments[0] as ts.Node);
  const things = isOne ? singular(wordsOf(object)) : wordsOf(object);
  const times = all.filter(({ expression }) => ts.isPropertyAccessExpression(expression) && expression.name.text === callee.name.text).length;
  // `context.addIssue` says what it adds, and twice it adds several.
  if (times > 1 && said.length === 0 && words.length > 1 && verbs.has(words[0] ?? "")) return camel(plural(words));
  // `commands.registerCommand` says what it registers.
  const again = words.length > 1 && singular(things).at(-1)?.toLowerCase() === singular(words).at(-1)?.toLowerCase();
  return again ? camel([words[0] ?? "", ...(said.length > 0 ? said : ["shared"]), ...words.slice(1)]) : camel([...words, ...said, ...things]);
}

/** The name of a call of a method of what the copy has made or found itself. */
function nameOfOwnCall({ expression }: ts.CallExpression, copy: Copy): readonly string[] {
  const object = ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression) ? expression.expression : undefined;
  const symbol = object && copy.checker.getSymbolAtLocation(object);
  if (!symbol || !ts.isPropertyAccessExpression(expression) || !isDeclaredIn(symbol, copy.source, copy.start, copy.end)) return [];
  return [camel([...wordsOf(expression.name.text), ...wordsOf(symbol.name)])];
}

function isOfTests(name: string): boolean {
  return /^(expect|assert|describe|it|test|suite|bench)$/.test(name);
}

/** Whether a name stands for something around the copy that does something: no global, and no whole module. */
function isFree(node: ts.Identifier, copy: Copy): boolean {
  const symbol = copy.checker.getSymbolAtLocation(node);
  if (symbol === undefined || isDeclaredIn(symbol, copy.source, copy.start, copy.end) || isGlobal(copy.checker, symbol)) return false;
  return !symbol.declarations?.some((one) => ts.isNamespaceImport(one) || (ts.isImportClause(one) && ts.isPropertyAccessExpression(node.parent)));
}

/** The words of the literal that tells of which kind the call's argument is: `{ code: "invalid_type" }`. */
function sayingWords(call: ts.CallExpression): readonly string[] {
  for (const argument of call.arguments) {
    if (!ts.isObjectLiteralExpression(argument)) continue;
    for (const property of argument.properties) {
      if (!ts.isPropertyAssignment(property) || !/^(code|type|kind|event|action)$/.test(property.name.getText())) continue;
      const value = property.initializer;
      const text = ts.isStringLiteral(value) ? value.text : ts.isPropertyAccessExpression(value) && /^[A-Z]/.test(value.getText()) ? value.name.text : "";
      const words = /^[A-Za-z][\w-]{2,30}$/.test(text) ? wordsOf(text) : [];
      if (words.length > 0 && words.length < 4) return words;
    }
  }
  return [];
}

/** A name for claims of tests, after what the last of them is about. */
export function expectedName(copy: Copy): string | undefined {
  const claims = copy.nodes.filter((node) => calledFirst(node) === "expect");
  const last = claims.at(-1);
  const subject = last && subjectOf(last);
  return subject === undefined ? undefined : camel(["expect", ...wordsOf(subject)]);
}

/** The member or variable that `expect(…)` is called with. */
export function subjectOf(node: ts.Node): string | undefined {
  let at = ts.isExpressionStatement(node) ? node.expression : node;
  if (ts.isAwaitExpression(at)) at = at.expression;
  while (!(ts.isCallExpression(at) && ts.isIdentifier(at.expression))) {
    if (!ts.isCallExpression(at) && !ts.isPropertyAccessExpression(at)) return undefined;
    at = at.expression;
  }
  const [value] = at.arguments;
  let last: ts.Node | undefined = value;
  while (last && (ts.isCallExpression(last) || ts.isNonNullExpression(last) || ts.isElementAccessExpression(last))) last = last.expression;
  if (last && ts.isPropertyAccessExpression(last)) return last.name.text;
  return last && ts.isIdentifier(last) ? last.text : undefined;
}

function plural(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? "";
  if (last.endsWith("s")) return words;
  return [...words.slice(0, -1), /[^aeiou]y$/.test(last) ? `${last.slice(0, -1)}ies` : /(x|z|sh|ch)$/.test(last) ? `${last}es` : `${last}s`];
}

function singular(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? "";
  const one = last.endsWith("ies") ? `${last.slice(0, -3)}y` : /(s|x|z|sh|ch)es$/.test(last) ? last.slice(0, -2) : /[^s]s$/.test(last) ? last.slice(0, -1) : last;
  return [...words.slice(0, -1), one];
}
