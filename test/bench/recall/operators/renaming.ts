import ts from "typescript";
import { rewritten } from "../parsedFragment.ts";
import type { ParsedFragment } from "../parsedFragment.ts";
import type { Random } from "../random.ts";
import { all, walk } from "../tree.ts";
import type { Edit } from "../tree.ts";
import type { Operator } from "./operator.ts";

/** Type 2: other names, literals and types in the same syntax. */
export const renamingOperators: readonly Operator[] = [
  { name: "locals renamed by a system", type: "type 2", apply: (fragment) => rewritten(fragment, renamed(fragment, systematic)) },
  { name: "locals renamed at will", type: "type 2", apply: (fragment, random) => rewritten(fragment, renamed(fragment, atWill(random))) },
  { name: "one literal changed", type: "type 2", apply: (fragment, random) => rewritten(fragment, random.shuffled(literals(fragment, random)).slice(0, 1)) },
  { name: "literals changed", type: "type 2", apply: (fragment, random) => rewritten(fragment, literals(fragment, random)) },
  { name: "types changed", type: "type 2", apply: (fragment) => rewritten(fragment, types(fragment)) },
  { name: "names, literals and types", type: "type 2", apply: allThree },
];

function allThree(fragment: ParsedFragment, random: Random): string | undefined {
  const names = renamed(fragment, atWill(random));
  const others = [...literals(fragment, random), ...types(fragment)].filter((edit) => !names.some(({ start }) => start === edit.start));
  return names.length === 0 || others.length === 0 ? undefined : rewritten(fragment, [...names, ...others]);
}

type Naming = (name: string, taken: ReadonlySet<string>) => string;

/** `item` becomes `itemOfCopy`. */
const systematic: Naming = (name) => `${name}OfCopy`;

const words = [
  "anchor", "basket", "canyon", "dagger", "ember", "falcon", "garden", "harbor", "island", "jacket", "kettle", "lantern", "meadow", "needle", "orchid",
  "pepper", "quarry", "ribbon", "saddle", "temple", "umbrella", "velvet", "walnut", "yonder", "zephyr", "bridge", "copper", "dune", "engine", "forest",
];

/** Each name becomes an unrelated word; large and small first letters stay, for a name of a component is told by it. */
function atWill(random: Random): Naming {
  const rest = [...random.shuffled(words)];
  let round = 1;
  return (name, taken) => {
    for (;;) {
      const word = rest.pop() ?? `${words[round % words.length] ?? ""}${round++}`;
      const fitting = /^[A-Z]/.test(name) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
      if (!taken.has(fitting)) return fitting;
    }
  };
}

/**
 * Renames every name that the fragment declares, wherever it stands for a value or a type. Short forms
 * (`{ name }`) stay short, as they do in a copy whose author replaces a word by another.
 */
function renamed(fragment: ParsedFragment, naming: Naming): readonly Edit[] {
  const identifiers = all(fragment.tree, ts.isIdentifier).filter((node) => node.getStart() >= fragment.start && node.end <= fragment.end);
  const taken = new Set(identifiers.map(({ text }) => text));
  const names = new Map<string, string>();
  for (const node of identifiers) {
    if (isDeclared(node, fragment) && !names.has(node.text)) names.set(node.text, naming(node.text, taken));
  }
  return identifiers
    .filter((node) => names.has(node.text) && (!isPropertyName(node) || isOwnName(node, fragment)))
    .map((node) => ({ start: node.getStart(), end: node.end, text: names.get(node.text) ?? node.text }));
}

const kept = new Set(["this", "arguments", "undefined", "const", "constructor"]);

function isDeclared(node: ts.Identifier, fragment: ParsedFragment): boolean {
  const { parent } = node;
  if (kept.has(node.text)) return false;
  if (ts.isParameter(parent)) return parent.name === node && parent.modifiers === undefined;
  if (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isTypeParameterDeclaration(parent)) return parent.name === node;
  if (ts.isFunctionDeclaration(parent) || ts.isFunctionExpression(parent) || ts.isClassDeclaration(parent)) return parent.name === node;
  return isOwnName(node, fragment);
}

/** Whether this is the name of the method that the fragment is. */
function isOwnName(node: ts.Identifier, fragment: ParsedFragment): boolean {
  return fragment.kind === "method" && ts.isMethodDeclaration(node.parent) && node.parent.name === node && node.parent.getStart() === fragment.start;
}

function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isPropertyAssignment(parent) || ts.isEnumMember(parent) || ts.isJsxAttribute(parent) || ts.isNamedTupleMember(parent)) return parent.name === node;
  if (ts.isClassElement(parent) || ts.isTypeElement(parent) || ts.isObjectLiteralElement(parent)) return parent.name === node && !ts.isShorthandPropertyAssignment(parent);
  return ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent) || ts.isMetaProperty(parent) || ts.isJsxNamespacedName(parent);
}

const otherTexts = ["north", "second", "pending", "/archive", "is not there", "left"];

/** Every number, string, template text, regular expression and text of JSX that says something has another value. */
function literals(fragment: ParsedFragment, random: Random): readonly Edit[] {
  const edits: Edit[] = [];
  const { tree } = fragment;
  walk(tree, (node) => {
    if (node.getStart() < fragment.start && node.end <= fragment.start) return false;
    const text = otherLiteral(node, random);
    if (text !== undefined && node.getStart() >= fragment.start && node.end <= fragment.end) edits.push({ start: node.getStart(), end: node.end, text });
    return !ts.isTypeNode(node) || ts.isExpressionWithTypeArguments(node);
  });
  return edits;
}

function otherLiteral(node: ts.Node, random: Random): string | undefined {
  const word = random.pick(otherTexts) ?? "";
  if (ts.isNumericLiteral(node)) return String(Number(node.text) + 3 + random.below(50));
  if (ts.isStringLiteral(node) && node.text.trim() !== "" && !isDirectiveOrKey(node)) {
    const quote = node.getText().charAt(0);
    return quote + (node.text === word ? "other" : word) + quote;
  }
  if ("text" in node && node.text === "") return undefined;
  if (ts.isNoSubstitutionTemplateLiteral(node)) return `\`${word}\``;
  if (ts.isTemplateHead(node)) return `\`${word} \${`;
  if (ts.isTemplateMiddle(node)) return `} ${word} \${`;
  if (ts.isTemplateTail(node)) return `} ${word}\``;
  if (ts.isRegularExpressionLiteral(node)) return "/^[a-f]+$/";
  return ts.isJsxText(node) && node.text.trim() !== "" ? word.replace("/", "") : undefined;
}

function isDirectiveOrKey(node: ts.StringLiteral): boolean {
  const { parent } = node;
  return (
    ts.isExpressionStatement(parent) || ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) ||
    ((ts.isPropertyAssignment(parent) || ts.isClassElement(parent) || ts.isTypeElement(parent)) && parent.name === node)
  );
}

const otherKeyword = new Map([
  [ts.SyntaxKind.StringKeyword, "number"],
  [ts.SyntaxKind.NumberKeyword, "string"],
  [ts.SyntaxKind.BooleanKeyword, "string"],
  [ts.SyntaxKind.AnyKeyword, "unknown"],
  [ts.SyntaxKind.UnknownKeyword, "object"],
  [ts.SyntaxKind.VoidKeyword, "undefined"],
]);

/** Every type that is named in the fragment is another one; its form stays, and so do names that the fragment declares. */
function types(fragment: ParsedFragment): readonly Edit[] {
  const edits: Edit[] = [];
  const declared = new Set(all(fragment.tree, ts.isTypeParameterDeclaration).map(({ name }) => name.text));
  walk(fragment.tree, (node) => {
    const [start, end] = [node.getStart(), node.end];
    const keyword = otherKeyword.get(node.kind);
    if (start < fragment.start || end > fragment.end) return true;
    if (keyword !== undefined && ts.isTypeNode(node)) edits.push({ start, end, text: keyword });
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) && node.typeName.text !== "const" && !declared.has(node.typeName.text)) {
      edits.push({ start, end: node.typeName.end, text: `Other${node.typeName.text}` });
    }
    return true;
  });
  return edits;
}
