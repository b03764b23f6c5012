import { ts } from "../../../syntax/typescript.ts";
import { effectNames, expectedName } from "./effectNames.ts";
import { argumentNames, commonlyGivenNames, expressionNames, operationNames } from "./expressionNames.ts";
import type { Copy, Flow } from "../../semantics/flow.ts";
import { isMarkup } from "../../semantics/jsx.ts";
import { camel, capital, commonWords, verbs, withoutJoining, wordsOf } from "./naming.ts";
import { isDeclaredIn } from "../../semantics/symbols.ts";
import type { Plan } from "../plan.ts";
import { holeNames } from "./parameterNames.ts";
import { takenAtOnce } from "../signature/takenAtOnce.ts";
import { titleWords } from "./testTitles.ts";

/** The names without those that repeat one of them with a number behind it. */
function numberless(names: readonly string[]): readonly string[] {
  const withoutNumber = (name: string): string => name.replace(/\d+$/, "");
  return names.filter((name, at) => !names.slice(0, at).some((one) => withoutNumber(one) === withoutNumber(name)));
}

/** Names for the new function, best first: from what it gives, what all copies stand in, and what it does. */
export function functionNames(plan: Plan): readonly string[] {
  const { copies, holes, results } = plan;
  const flow = plan.flows[0] as Flow;
  const template = copies[0] as Copy;
  const names: string[] = [];
  const frames = copies.map((copy) => enclosingName(copy));
  const named = frames.filter((name) => name !== undefined);
  const distinct = new Set(frames).size > 1 && named.length === frames.length;
  const shared = distinct ? commonWords(named) : [];
  const common = shared.some((one) => one.length > 2) ? withoutJoining(shared) : [];
  const returned = flow.exit === "return" ? returnedName(template) : undefined;
  const effects = namesOfEffects(plan, template, flow);
  const [word, more] = common;
  const isFirst = word !== undefined && named.every((name) => wordsOf(name)[0]?.toLowerCase() === word.toLowerCase());
  const isVerb = isFirst && verbs.has(word.toLowerCase());
  const isComponent = named.length > 0 && named.every((name) => /^[A-Z]/.test(name));
  const title = titleWords(copies);
  if (title.length > 0) names.push(camel(title));
  const error = onlyErrorOf(template);
  if (error !== undefined) names.push(camel([error.isThrown ? "throw" : "make", ...wordsOf(error.name)]));
  const found = flow.exit === "guard" && results.length === 0 ? foundBefore(template) : undefined;
  if (found !== undefined) names.push(found, ...flow.inputs.slice(-1).map((one) => camel([...wordsOf(found), "for", ...wordsOf(one.name)])));
  const given = results.length === 1 ? results.map((one) => verbFor(one.symbol) + capital(one.symbol.name)) : [];
  const isLetter = results.some((one) => one.symbol.name.length === 1);
  // What a part of larger functions gives says more of it than what these have in common, where it has a name of several words.
  if (flow.exit !== "return") names.push(...given.filter((name) => wordsOf(name).length > 2));
  if (template.kind === "expression") names.push(...commonlyGivenNames(copies));
  if (more !== undefined) names.push(isVerb || (isFirst && !isComponent) ? camel(common) : camel([beginsWithMarkup(template) ? "render" : "get", ...common]));
  if (!isLetter) names.push(...given);
  if (results.length > 1) names.push("get" + numberless(results.map((one) => one.symbol.name)).map(capital).join("And"));
  if (flow.exit === "guard" && results.length === 0) names.push(...effects.map((name) => name + "OrStop"));
  if (word !== undefined && more === undefined) {
    // A word that all names end with is what they speak of; any other only says of which kind it is.
    const isLast = named.every((name) => wordsOf(name).at(-1)?.toLowerCase() === word.toLowerCase());
    if (isVerb && returned !== undefined && !returned.startsWith(word)) names.push(camel([word, ...wordsOf(returned)]));
    else if (!isVerb && isLast) names.push(camel([beginsWithMarkup(template) ? "render" : "get", word]));
  }
  if (template.kind === "expression") names.push(...expressionNames(copies), ...operationNames(template, flow), ...argumentNames(copies));
  if (returned !== undefined) names.push(camel(["get", ...wordsOf(returned)]));
  if (word !== undefined && more === undefined && isFirst && !isComponent && !isVerb && (flow.exit === "return" || flow.exit === "value")) names.push(camel(["get", word, "value"]));
  const receiver = holes.find(({ places: [place] }) => place?.kind === ts.SyntaxKind.ThisKeyword);
  const isSame = named.length === frames.length && new Set(named).size === 1;
  // All copies stand in methods of the same name, which says what they do, each to its own object.
  if (isSame && receiver && verbs.has(wordsOf(named[0] ?? "")[0] ?? "")) names.push(camel([...wordsOf(named[0] ?? ""), ...wordsOf(holeNames(receiver, template.checker)[0] ?? "")]));
  const subject = holes.map((hole) => takenAtOnce(plan, hole)?.name.text).find((name) => name !== undefined) ?? plan.inputs[0]?.symbol.name;
  // Something is got by a key, which is not what is got.
  const isMeans = word?.toLowerCase() === "get" && /^(key|id|name|path|index)$/.test(subject ?? "");
  if (isVerb && more === undefined && subject !== undefined && !isMeans && results.length === 0) names.push(camel([word, ...wordsOf(subject)]));
  if (isVerb) names.push(camel([word, "shared"]));
  const expected = expectedName(template);
  if (expected !== undefined) names.push(expected);
  // What a letter stands for only its function knows; what happens beside it says more.
  if (results.length === 0 || isLetter) names.push(...effects, ...given);
  const part = flow.exit === "return" ? firstOfReturned(template) : undefined;
  if (part !== undefined) names.push(camel(["get", ...wordsOf(part)]));
  const first = named[0];
  if (first !== undefined) names.push(camel([...wordsOf(first), template.kind === "expression" ? "value" : "step"]));
  names.push(template.kind === "expression" ? "sharedValue" : "sharedStep");
  return template.control.hook ? names.map((name) => (/^use[A-Z]/.test(name) ? name : "use" + capital(name.replace(/^(get|build|compute)(?=[A-Z])/, "")))) : names;
}

/**
 * Names from what a copy does to its surroundings, each with what it is done for as well, should the plain one be taken. A function that
 * gives nothing is not named after what is asked within it.
 */
function namesOfEffects({ holes, results }: Plan, template: Copy, flow: Flow): readonly string[] {
  const isAsked = (name: string): boolean => /^(is|has|can|should)[A-Z]/.test(name);
  const differing = holes.map((hole) => holeNames(hole, template.checker)[0] ?? "").find((name) => name.length > 2);
  const gives = results.length > 0 || flow.exit !== "none" || template.kind === "expression";
  const names = effectNames(template, flow, holes, differing).filter((name) => gives || !isAsked(name));
  const subject = flow.inputs.at(-1)?.name ?? differing;
  return names.flatMap((name) => (subject === undefined || wordsOf(name).some((word) => word.toLowerCase() === "for" || wordsOf(subject).includes(word)) ? [name] : [name, camel([...wordsOf(name), "for", ...wordsOf(subject)])]));
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

/** The error that a statement throws or hands out, where it does nothing else and makes no other. */
function onlyErrorOf({ nodes: [only, other], kind }: Copy): { readonly name: string; readonly isThrown: boolean } | undefined {
  if (kind !== "statements" || !only || other || !(ts.isThrowStatement(only) || ts.isReturnStatement(only))) return undefined;
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = ts.isNewExpression(node) ? (ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : ts.isIdentifier(node.expression) ? node.expression.text : "") : "";
    if (name.endsWith("Error") && name !== "Error") found.push(name);
    ts.forEachChild(node, visit);
  };
  visit(only);
  const [name, second] = found;
  return name !== undefined && second === undefined ? { name, isThrown: ts.isThrowStatement(only) } : undefined;
}

/** What the copy has found out when it leaves what is around it: its variable that says so, where it leaves for nothing else. */
function foundBefore(copy: Copy): string | undefined {
  const [only, other] = [...copy.control.returns, ...copy.control.jumps];
  if (!only || other) return undefined;
  const around = ts.isBlock(only.parent) ? only.parent.parent : only.parent;
  const condition = ts.isIfStatement(around) ? around.expression : undefined;
  const symbol = condition && ts.isIdentifier(condition) && /^(is|has|can|should|must)[A-Z]/.test(condition.text) ? copy.checker.getSymbolAtLocation(condition) : undefined;
  return symbol && isDeclaredIn(symbol, copy.source, copy.start, copy.end) ? symbol.name : undefined;
}
