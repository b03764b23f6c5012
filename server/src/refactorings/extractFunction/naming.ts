import { ts } from "../../syntax/typescript.ts";
import type { Copy, Flow } from "./flow.ts";
import type { Hole } from "./holes.ts";
import { identifiersOf, isDeclaredIn, isGlobal } from "./symbols.ts";
import { isMarkup } from "./jsx.ts";

/** The words of a name: `parseHTMLNode` gives parse, HTML, Node. */
export function wordsOf(name: string): readonly string[] {
  return name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+/g) ?? [];
}

export function camel(words: readonly string[]): string {
  return words
    .map((word, at) => (at === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Words that are no names of functions and variables. */
const reserved: ReadonlySet<string> = new Set(
  "break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield await async of arguments eval any string number boolean object symbol never unknown bigint".split(" "),
);

export function isName(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text) && !reserved.has(text);
}

/** The first of `names` that is free, or the first with a number that makes it free. */
export function freshName(names: readonly string[], taken: (name: string) => boolean): string {
  const usable = names.filter(isName);
  const free = usable.find((name) => !taken(name));
  if (free !== undefined) return free;
  const base = usable[0] ?? "shared";
  for (let number = 2; ; number++) if (!taken(base + String(number))) return base + String(number);
}

/** Every name that is mentioned in one of the files, so that a name outside of them means nothing else anywhere. */
export function takenIn(sources: Iterable<ts.SourceFile>): (name: string) => boolean {
  const files = [...sources];
  return (name) => files.some((source) => identifiersOf(source).has(name));
}

/** Names for the new function, best first: from what it gives, what all copies stand in, and what it calls. */
export function functionNames(copies: readonly Copy[], flow: Flow): readonly string[] {
  const template = copies[0] as Copy;
  const names: string[] = [];
  const frames = copies.map((copy) => enclosingName(copy));
  const named = frames.filter((name) => name !== undefined);
  const distinct = new Set(frames).size > 1 && named.length === frames.length;
  const shared = distinct ? commonWords(named) : [];
  const common = shared.some((one) => one.length > 2) ? shared : [];
  const returned = flow.exit === "return" ? returnedName(template) : undefined;
  const [word, more] = common;
  const isVerb = word !== undefined && named.every((name) => wordsOf(name)[0]?.toLowerCase() === word.toLowerCase());
  if (more !== undefined) names.push(camel(common));
  if (flow.results.length === 1) names.push(...flow.results.map((one) => verbFor(one.symbol) + capital(one.symbol.name)));
  else if (flow.results.length > 1) names.push("get" + flow.results.map((one) => capital(one.symbol.name)).join("And"));
  if (flow.exit === "guard" && flow.results.length === 0) names.push(...callNames(template).map((name) => name + "OrStop"));
  if (word !== undefined && more === undefined) {
    if (!isVerb) names.push(camel([beginsWithMarkup(template) ? "render" : "get", word]));
    else if (returned !== undefined && !returned.startsWith(word)) names.push(camel([word, ...wordsOf(returned)]));
  }
  if (template.kind === "expression") names.push(...expressionNames(copies));
  if (returned !== undefined) names.push(camel(["get", ...wordsOf(returned)]));
  if (isVerb) names.push(camel([word, "shared"]));
  if (flow.results.length === 0) names.push(...callNames(template));
  const first = named[0];
  if (first !== undefined) names.push(camel([...wordsOf(first), template.kind === "expression" ? "value" : "step"]));
  names.push(template.kind === "expression" ? "sharedValue" : "sharedStep");
  return template.control.hook ? names.map((name) => (/^use[A-Z]/.test(name) ? name : "use" + capital(name))) : names;
}

function beginsWithMarkup({ nodes: [node] }: Copy): boolean {
  return node !== undefined && isMarkup(node);
}

/** The variable that the copy returns in the end. */
function returnedName(copy: Copy): string | undefined {
  const last = copy.nodes[copy.nodes.length - 1];
  const value = last && ts.isReturnStatement(last) ? last.expression : undefined;
  return value && ts.isIdentifier(value) ? value.text : undefined;
}

/** The name of the nearest function, method or constant around the copy that has one. */
function enclosingName(copy: Copy): string | undefined {
  for (let at: ts.Node = copy.frame; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isConstructorDeclaration(at)) return at.parent.name ? "init" + capital(at.parent.name.text) : undefined;
    if (ts.isFunctionLike(at) && at.name && ts.isIdentifier(at.name)) return at.name.text;
    if ((ts.isVariableDeclaration(at) || ts.isPropertyAssignment(at) || ts.isPropertyDeclaration(at)) && ts.isIdentifier(at.name)) return at.name.text;
  }
  return undefined;
}

/** The words that all names share, in their order. */
export function commonWords(names: readonly string[]): readonly string[] {
  const [first, ...rest] = names.map(wordsOf);
  if (first === undefined) return [];
  return rest.reduce<readonly string[]>((words, other) => {
    const kept: string[] = [];
    let at = 0;
    for (const word of words) {
      const found = other.findIndex((one, index) => index >= at && one.toLowerCase() === word.toLowerCase());
      if (found < 0) continue;
      kept.push(word);
      at = found + 1;
    }
    return kept;
  }, first);
}

function verbFor(symbol: ts.Symbol): string {
  const declaration = symbol.valueDeclaration;
  const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  if (value === undefined) return "get";
  if (ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value) || ts.isNewExpression(value) || ts.isTemplateExpression(value)) return "build";
  if (ts.isBinaryExpression(value) || ts.isNumericLiteral(value)) return "compute";
  return "get";
}

/** Names from what the copies do to their surroundings, last first, since that is mostly what the rest prepares. */
function callNames(copy: Copy): readonly string[] {
  const found: string[] = [];
  const isFree = (node: ts.Identifier): boolean => {
    const symbol = copy.checker.getSymbolAtLocation(node);
    return symbol !== undefined && !isDeclaredIn(symbol, copy.source, copy.start, copy.end) && !isGlobal(copy.checker, symbol);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isCallExpression(node)) {
      const callee = node.expression;
      if (ts.isIdentifier(callee) && isFree(callee)) found.push(camel([...wordsOf(callee.text), "all"]));
      else if (ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.name)) {
        const owner = callee.expression;
        const object = ts.isIdentifier(owner) && isFree(owner) ? owner.text : ts.isPropertyAccessExpression(owner) ? owner.name.text : undefined;
        if (object !== undefined) found.push(camel([...wordsOf(callee.name.text), ...wordsOf(object)]));
        else if (owner.kind === ts.SyntaxKind.ThisKeyword) found.push(camel([...wordsOf(callee.name.text), "all"]));
      }
    } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left))
      found.push(camel(["set", ...wordsOf(node.left.name.text)]));
    ts.forEachChild(node, visit);
  };
  for (const node of copy.nodes) visit(node);
  return found.reverse();
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

/** The name of what the expression is the value of. */
function nameGiven(copy: Copy): string | undefined {
  const parent = copy.nodes[0]?.parent;
  const named = parent && (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent));
  return named && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
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

/** A name for the parameter that fills a hole, from the way the template uses it. */
export function holeNames(hole: Hole, checker: ts.TypeChecker): readonly string[] {
  const place = hole.places[0] as ts.Node;
  if (hole.kind === "lazy") return lazyNames(hole, place);
  if (place.kind === ts.SyntaxKind.ThisKeyword) return receiverNames(hole, checker);
  const names = [...usedAs(place, checker)];
  const texts = hole.nodes.map((node) => (ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : undefined));
  if (texts.every((text) => text !== undefined)) {
    const common = commonWords(texts);
    if (common.length > 0) names.push(camel(common));
  }
  if (ts.isArrowFunction(place) || ts.isFunctionExpression(place)) names.push("callback");
  if (ts.isCallExpression(place.parent) && place.parent.expression === place) names.push("action");
  if (ts.isStringLiteralLike(place) || ts.isTemplateExpression(place) || ts.isJsxText(place)) names.push("text");
  if (ts.isNumericLiteral(place)) names.push("amount");
  if (ts.isRegularExpressionLiteral(place)) names.push("pattern");
  if (place.kind === ts.SyntaxKind.TrueKeyword || place.kind === ts.SyntaxKind.FalseKeyword) names.push("flag");
  names.push("value");
  return names;
}

/** Names for the parameter that takes `this`: what the classes of the copies have in common. */
function receiverNames(hole: Hole, checker: ts.TypeChecker): readonly string[] {
  const types = hole.nodes.map((node) => checker.getTypeAtLocation(node).getSymbol()?.name ?? "");
  const common = types.every((name) => isName(name)) ? camel(commonWords(types)) : "";
  return [...(common.length > 2 ? [common] : []), "self"];
}

/** Names for a function that gives what differs. */
function lazyNames(hole: Hole, place: ts.Node): readonly string[] {
  const calls = hole.nodes.every(ts.isCallExpression);
  if (ts.isExpressionStatement(place.parent)) return ["action", "perform", "run"];
  if (ts.isObjectLiteralExpression(place) || ts.isNewExpression(place) || ts.isArrayLiteralExpression(place)) return ["make", "create", "build"];
  const flag = ts.isBinaryExpression(place) || ts.isPrefixUnaryExpression(place);
  if (hole.reads.length > 0 && flag) return ["test", "decide", "compute"];
  return calls ? ["compute", "produce", "derive"] : ["select", "pick", "compute"];
}

function isEnumMember(place: ts.PropertyAccessExpression, checker: ts.TypeChecker): boolean {
  return ((checker.getSymbolAtLocation(place.name)?.flags ?? 0) & ts.SymbolFlags.EnumMember) !== 0;
}

/** Names that the use of a value suggests: the property, variable or parameter that takes it. */
export function* usedAs(place: ts.Node, checker: ts.TypeChecker): Generator<string> {
  const parent = place.parent;
  if (ts.isPropertyAssignment(parent) && parent.initializer === place && (ts.isIdentifier(parent.name) || ts.isStringLiteral(parent.name))) yield parent.name.text;
  if ((ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) && ts.isIdentifier(parent.name)) yield parent.name.text;
  if (ts.isJsxAttribute(parent) && ts.isIdentifier(parent.name)) yield camel(wordsOf(parent.name.text));
  if (ts.isJsxExpression(parent) && ts.isJsxAttribute(parent.parent) && ts.isIdentifier(parent.parent.name)) yield camel(wordsOf(parent.parent.name.text));
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === place) yield "key";
  if (ts.isBinaryExpression(parent)) {
    const other = parent.left === place ? parent.right : parent.left;
    if (ts.isPropertyAccessExpression(other)) yield other.name.text;
    else if (ts.isIdentifier(other)) yield other.text;
  }
  if (ts.isPropertyAccessExpression(place)) yield camel(wordsOf(isEnumMember(place, checker) ? place.expression.getText().replace(/^.*\./, "") : place.name.text));
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== place) {
    const index = parent.arguments?.findIndex((one) => one === place) ?? -1;
    const parameter = checker.getResolvedSignature(parent)?.parameters[index];
    const declaration = parameter?.valueDeclaration;
    // The name of a rest parameter speaks for all that it takes.
    const rest = declaration !== undefined && ts.isParameter(declaration) && declaration.dotDotDotToken !== undefined;
    if (parameter && !rest && isName(parameter.name) && parameter.name.length > 1) yield parameter.name;
    if (ts.isNewExpression(parent) && /Error$/.test(parent.expression.getText())) yield "message";
  }
}
