import type { Copy } from "../semantics/flow.ts";
import { commonWords, wordsOf } from "../extractFunction/naming/naming.ts";
import type { Plan } from "../extractFunction/plan.ts";
import { ts } from "../../syntax/typescript.ts";
import { attributeOf, openingOf, rootsOf, type Markup } from "./markup.ts";

/** What elements are for, where the element itself does not say it. */
const roles: Readonly<Record<string, string>> = {
  a: "Link", article: "Article", aside: "Aside", button: "Button", dl: "List", fieldset: "Fieldset", figure: "Figure", footer: "Footer",
  form: "Form", h1: "Title", h2: "Title", h3: "Heading", h4: "Heading", h5: "Heading", header: "Header", img: "Image", input: "Input", label: "Field",
  li: "Item", main: "Main", nav: "Navigation", ol: "List", option: "Option", p: "Text", path: "Icon", section: "Section", select: "Select", span: "Label",
  svg: "Icon", table: "Table", tbody: "Rows", td: "Cell", textarea: "TextArea", th: "HeaderCell", thead: "TableHeader", tr: "Row", ul: "List",
};

/** Classes of style sheets that say how something looks and not what it is. */
const looks = /^(flex|grid|block|inline|hidden|relative|absolute|fixed|sticky|container|row|col|columns?|active|disabled|clearfix|wrapper|sr-only)$|^-?(m|p|w|h|d)[trblxyse]?-|[:[\]/]|^(text|bg|border|rounded|shadow|font|items|justify|gap|space|max|min|z|top|left|right|bottom|overflow|col|row|flex|grid|align|float|d|hover|leading|tracking|opacity|transition|duration|pt|ms|me|fs|fw|btn)-/;

/** Names for the new component, best first: from what all copies stand in, what the markup is called, and what it is made of. */
export function componentNames(plan: Plan): readonly string[] {
  const template = plan.copies[0] as Copy;
  const [root, other] = rootsOf(template);
  if (!root) return ["SharedMarkup"];
  const names: string[] = [];
  const tag = ts.isJsxFragment(root) ? "" : openingOf(root).tagName.getText();
  const isElement = /^[a-z]/.test(tag);
  const role = other ? "Group" : isElement || tag === "" ? (roles[tag] ?? "Block") : pascal(wordsOf(tag.replace(/^.*\./, "")));
  const called = other ? undefined : classWords(root);
  if (called) names.push(pascal(called));
  const frames = plan.copies.map(componentAround);
  const known = frames.filter((one) => one !== undefined);
  const shared = known.length === frames.length ? commonWords([...new Set(known)]) : [];
  const label = labelWords(root);
  if (label && isElement && plan.holes.length < 3) names.push(pascal([...label, role].filter((word, at, all) => all.findIndex((one) => one.toLowerCase() === word.toLowerCase()) === at)));
  if (shared.length > 0) names.push(pascal([...withoutEnd(shared, role), role]));
  const inner = innerWords(root);
  if (inner) names.push(pascal([...inner, ...(inner.some((word) => word.toLowerCase() === role.toLowerCase()) ? [] : [role])]));
  names.push(isElement || tag === "" ? `Shared${role}` : `Common${role}`);
  return names;
}

/** The words with which the name of the element's class says what the element is. */
function classWords(root: Markup): readonly string[] | undefined {
  if (ts.isJsxFragment(root)) return undefined;
  const text = textOf(attributeOf(openingOf(root), "className") ?? attributeOf(openingOf(root), "class"));
  const classes = text?.split(/\s+/).filter((one) => one !== "") ?? [];
  const [first] = classes;
  if (first === undefined || classes.length > 3 || classes.some((one) => looks.test(one)) || !/^[A-Za-z][\w-]*$/.test(first)) return undefined;
  const words = wordsOf(first);
  return words.length > 0 && words.length <= 5 && first.length > 3 ? words : undefined;
}

/** The words with which the element's label, test name or name says what it is. */
function labelWords(root: Markup): readonly string[] | undefined {
  if (ts.isJsxFragment(root)) return undefined;
  for (const name of ["data-testid", "aria-label", "name", "id", "role"]) {
    const words = wordsOf(textOf(attributeOf(openingOf(root), name)) ?? "");
    if (words.length > 0 && words.length <= 3) return words;
  }
  return undefined;
}

/** The name of the first component inside the markup. */
function innerWords(root: Markup): readonly string[] | undefined {
  let found: readonly string[] | undefined;
  const visit = (node: ts.Node): void => {
    if (found) return;
    if (node !== root && ts.isJsxOpeningLikeElement(node) && node.parent !== root && /^[A-Z]\w+$/.test(node.tagName.getText())) found = wordsOf(node.tagName.getText());
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

function textOf(attribute: ts.JsxAttribute | undefined): string | undefined {
  const value = attribute?.initializer;
  return value && ts.isStringLiteral(value) ? value.text : undefined;
}

/** The name of the component that the copy stands in. */
function componentAround(copy: Copy): string | undefined {
  let found: string | undefined;
  for (let at: ts.Node = copy.frame; !ts.isSourceFile(at); at = at.parent) {
    const name = (ts.isFunctionLike(at) || ts.isClassLike(at) || ts.isVariableDeclaration(at)) && at.name && ts.isIdentifier(at.name) ? at.name.text : undefined;
    if (name !== undefined && /^[A-Z]/.test(name)) found = name;
  }
  return found;
}

/** The words without a last one that says what the role says. */
function withoutEnd(words: readonly string[], role: string): readonly string[] {
  const last = words[words.length - 1];
  const kept = last !== undefined && (role.toLowerCase().startsWith(last.toLowerCase()) || /^(component|page|view|container)$/i.test(last)) ? words.slice(0, -1) : words;
  return kept.length > 3 ? kept.slice(0, 3) : kept;
}

function pascal(words: readonly string[]): string {
  return words.map((word) => word.charAt(0).toUpperCase() + (/^[A-Z]+$/.test(word) && word.length > 3 ? word.slice(1).toLowerCase() : word.slice(1))).join("");
}
