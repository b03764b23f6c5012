import { ts } from "../../../syntax/typescript.ts";
import type { Copy } from "../../semantics/flow.ts";
import { camel, commonWords, wordsOf } from "./naming.ts";

/** Functions that take a title and the code of a test, or of several. */
const suites = /^(describe|suite|context|it|test|bench|specify)$/;
/** Functions that a test says with what it expects. */
const claims = /^(expect|assert|expectTypeOf)$/;
/** Words of a title that a name can do without. */
const small = new Set("a an the of for is are be to in on at and or by with should when if it its that this do does can works work correctly correct properly handles handle".split(" "));
const longest = 4;

/** The words of a name for what tests say alike: from the title that they share, and whether they expect something or are tests themselves. */
export function titleWords(copies: readonly Copy[]): readonly string[] {
  const called = new Set(copies.flatMap(({ nodes }) => nodes.map(calledFirst)));
  const verb = [...called].some((name) => name !== undefined && claims.test(name)) ? "expect" : [...called].some((name) => name !== undefined && suites.test(name)) ? "test" : undefined;
  if (verb === undefined) return [];
  const all = copies.map(titlesAround);
  const depth = Math.min(...all.map((one) => one.length));
  for (let at = 0; at < depth; at++) {
    const titles = all.map((one) => camel(wordsOf(one[at] ?? "").filter((word) => !small.has(word.toLowerCase()))));
    const words = titles.every((one) => one !== "") ? commonWords(titles) : [];
    if (words.some((word) => word.length > 2)) return [verb, ...withoutLetter(words.slice(0, longest))];
  }
  return [];
}

/** Without a letter at the end, which is what is left of a number or a version. */
function withoutLetter(words: readonly string[]): readonly string[] {
  return (words.at(-1) ?? "").length === 1 ? words.slice(0, -1) : words;
}

/** Whether the statement is a test, or a suite of them, with its title. */
export function isWholeTest(node: ts.Node): boolean {
  const call = ts.isExpressionStatement(node) ? node.expression : undefined;
  const title = call && ts.isCallExpression(call) && suites.test(rootOf(call) ?? "") ? call.arguments[0] : undefined;
  return title !== undefined && ts.isStringLiteralLike(title);
}

/** Whether a call says a test or a suite, which begins with its title. */
export function isTest(call: ts.CallExpression | ts.NewExpression): boolean {
  return suites.test(rootOf(call.expression) ?? "");
}

/** The titles of the tests around a copy, from the inside outwards. */
function titlesAround({ frame }: Copy): readonly string[] {
  const titles: string[] = [];
  for (let at: ts.Node = frame; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isCallExpression(at.parent) || at === at.parent.expression) continue;
    const [title] = at.parent.arguments;
    if (title && title !== at && ts.isStringLiteralLike(title) && suites.test(rootOf(at.parent.expression) ?? "")) titles.push(title.text);
  }
  return titles;
}

/** The function whose call a statement begins with. */
export function calledFirst(node: ts.Node): string | undefined {
  const value = ts.isExpressionStatement(node) ? node.expression : undefined;
  return value && rootOf(ts.isAwaitExpression(value) ? value.expression : value);
}

/** The name that a chain of members and calls begins with. */
export function rootOf(node: ts.Node): string | undefined {
  let at = node;
  while (ts.isCallExpression(at) || ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) at = at.expression;
  return ts.isIdentifier(at) ? at.text : undefined;
}
