import { commonWords, isName, wordsOf } from "../extractFunction/naming/naming.ts";
import { ts } from "../../syntax/typescript.ts";
import type { Value } from "./values.ts";

/** Names that say what something is for the code around, and nothing of what it is. */
const general = /^(value|values|text|name|type|id|ids|key|data|default|content|children|str|string|s|x|a|b|v|n|args?|options?|opts?|result|input|output|src|item|items|other|number|num|test|pattern|regex|regexp|exec|match|replace|split|includes|path|href|title|label|placeholder|description|message|msg|error|reason|code|url|kind|body|first|second|left|right|search|search ?value|search ?string|predicate|_?tag|op|operation|event|action|command|method|status|state|mode|format|version|category|group|level|scope|selector)$/i;
/** Words of a text that it can do without. */
const small = new Set(["a", "an", "the", "is", "are", "be", "to", "of", "for", "in", "on", "at", "and", "or", "by", "with", "this", "that", "it", "was", "were", "has", "have", "http", "https", "www", "com"]);
/** Words that tell what kind of text it is, and stand well at the end of a name. */
const kinds: Readonly<Record<string, string>> = { message: "message", msg: "message", error: "message", reason: "reason", url: "url", href: "url", src: "url", title: "title", label: "label", placeholder: "placeholder", description: "description", path: "path" };

const longestName = 5;

/** Names for a constant with this value, best first, written as the files write those of others. */
export function constantNames(values: readonly Value[], home: ts.SourceFile | undefined, checker: ts.TypeChecker): readonly string[] {
  const [first] = values;
  if (!first) return [];
  const uses = values.map(({ node }) => useOf(node, checker));
  const known = uses.filter((one) => one !== undefined);
  const common = known.length === uses.length ? sharedWords([...new Set(known)]) : [];
  const use = common.join("");
  const isTelling = common.length > 0 && !general.test(use) && use.length > 2;
  const kind = kinds[use.toLowerCase()] ?? (values.every(({ node }) => isMessage(node)) ? "message" : undefined);
  const names: (readonly string[])[] = [];
  if (isTelling) names.push(common);
  const words = ts.isStringLiteralLike(first.node) ? wordsOfText(first.node.text) : [];
  if (words.length > 0) {
    const ending = kind !== undefined && !words.some((one) => one.toLowerCase() === kind) ? [kind] : [];
    const said = [...words, ...ending];
    if (isTelling) names.push([...common, ...words].slice(0, longestName));
    names.push(words.length === 1 && kind === undefined && common.length > 0 ? [...said, ...common] : said);
  }
  if (ts.isRegularExpressionLiteral(first.node)) names.push(common.length > 0 && !general.test(use) ? [...common, "pattern"] : ["pattern"]);
  if (common.length > 0) names.push(["shared", ...common]);
  names.push(["shared", ts.isStringLiteralLike(first.node) ? "text" : "value"]);
  const isUpper = writesUpper([...(home ? [home] : []), ...values.map(({ source }) => source)]);
  return names.map((one) => (isUpper ? upper(one) : camel(one))).filter(isName);
}

/** The words that all names share; those of the longest one where a shorter one says nothing else. */
function sharedWords(names: readonly string[]): readonly string[] {
  const common = commonWords(names);
  const isWhole = names.length > 1 && names.some((one) => wordsOf(one).length === common.length);
  const longest = [...names].sort((a, b) => b.length - a.length)[0];
  return isWhole && longest !== undefined && wordsOf(longest).length <= longestName ? wordsOf(longest) : common;
}

/** What the value is called where it stands: by a property, variable, attribute or parameter, or by what it is compared with. */
function useOf(node: ts.Expression, checker: ts.TypeChecker): string | undefined {
  let at: ts.Node = node;
  while (ts.isParenthesizedExpression(at.parent) || ts.isAsExpression(at.parent) || (ts.isConditionalExpression(at.parent) && at.parent.condition !== at) || isDefault(at)) at = at.parent;
  const { parent } = at;
  if ((ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === at) return nameText(parent.name);
  if (ts.isJsxAttribute(parent)) return parent.name.getText();
  if (ts.isJsxExpression(parent) && ts.isJsxAttribute(parent.parent)) return parent.parent.name.getText();
  if (ts.isBinaryExpression(parent)) {
    const other = parent.left === at ? parent.right : parent.left;
    return ts.isPropertyAccessExpression(other) ? other.name.text : ts.isIdentifier(other) ? other.text : undefined;
  }
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== at) {
    const index = parent.arguments?.findIndex((one) => one === at) ?? -1;
    const parameter = checker.getResolvedSignature(parent)?.parameters[index];
    return parameter && isName(parameter.name) ? parameter.name : undefined;
  }
  return undefined;
}

function isDefault({ parent }: ts.Node): boolean {
  return ts.isBinaryExpression(parent) && (parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken || parent.operatorToken.kind === ts.SyntaxKind.BarBarToken);
}

function nameText(name: ts.Node): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;
}

/** Whether the text is what an error says. */
function isMessage({ parent }: ts.Node): boolean {
  return (ts.isNewExpression(parent) || ts.isCallExpression(parent)) && /(Error|Exception|fail|panic|assert|invariant|warn|warning)$/.test(parent.expression.getText());
}

/** The first words of a text that say something. */
function wordsOfText(text: string): readonly string[] {
  const all = wordsOf(text.replace(/\$\{[^}]*\}/g, " ").replace(/['’]/g, "")).filter((one) => /[A-Za-z]/.test(one));
  const telling = all.filter((one) => !small.has(one.toLowerCase()));
  return (telling.length > 0 ? telling : all).slice(0, longestName);
}

/** Whether the files write their constants in capitals: as most of those with a plain value do, else as is customary. */
function writesUpper(sources: readonly ts.SourceFile[]): boolean {
  let capitals = 0;
  let others = 0;
  for (const source of new Set(sources)) {
    for (const statement of source.statements) {
      if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Const) === 0) continue;
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (!initializer || !ts.isIdentifier(name) || !(ts.isLiteralExpression(initializer) || ts.isPrefixUnaryExpression(initializer))) continue;
        if (/^[A-Z][A-Z\d_]*$/.test(name.text)) capitals++;
        else others++;
      }
    }
  }
  return capitals >= others;
}

function upper(words: readonly string[]): string {
  return words.map((word) => word.toUpperCase()).join("_");
}

function camel(words: readonly string[]): string {
  return words.map((word, at) => (at === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())).join("");
}
