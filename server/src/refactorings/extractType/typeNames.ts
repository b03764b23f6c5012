import { ts } from "../../syntax/typescript.ts";
import { camel, capital, commonWords, joining, verbs, withoutJoining, wordsOf } from "../extractFunction/naming/naming.ts";

/** What stands around a type that is to get a name. */
interface Surroundings {
  /** The property, variable or parameter that has the type; empty where it has no name, as one that is taken apart. */
  readonly own: string;
  /** The function, class, interface or variable around that; empty where there is none. */
  readonly owner: string;
  /** What the type is there for. */
  readonly role: "props" | "options" | "result" | "value";
}

/** Names that say what is passed and not what it is. They are told apart by what they are passed to. */
const generic: ReadonlySet<string> = new Set(
  "arg args argument arguments body config configuration context ctx data element entry event info input item items node obj object opt options opts output param parameter parameters params payload point prop props request response result results row self settings shape source state target value values".split(" "),
);

/** What short names stand for in a longer one. */
const spelledOut: ReadonlyMap<string, string> = new Map([["opt", "Options"], ["opts", "Options"], ["prop", "Props"], ["param", "Params"], ["arg", "Args"], ["ctx", "Context"], ["obj", "Object"], ["cfg", "Config"]]);

/**
 * Names for a type that is written in several places, best first: what all places call it; for the props of
 * components and the options of functions the words that the names of these share; then what single places call it.
 *
 * @param nodes at least one; the first is the one that the others give way to
 */
export function typeNames(nodes: readonly ts.TypeNode[]): readonly string[] {
  const all = nodes.map(surroundingsOf);
  const names = all.map(namesOf);
  const [first] = all;
  const shared: string[] = [];
  if (first !== undefined && all.every(({ own }) => own === first.own) && isTelling(first.own)) shared.push(first.own);
  shared.push(...sharedNames(all));
  const votes = new Map<string, number>();
  for (const own of names) for (const name of new Set(own)) votes.set(name, (votes.get(name) ?? 0) + 1);
  const best = names.flatMap((own) => own.slice(0, 1)).sort((a, b) => (votes.get(b) ?? 0) - (votes.get(a) ?? 0));
  return [...new Set([...shared, ...best, ...names.flat()])].map(capital).concat("Shape");
}

/** Names by the words that the functions around all places have in common, where these words say more than `get` or `set` does. */
function sharedNames(all: readonly Surroundings[]): readonly string[] {
  const owners = [...new Set(all.map(({ owner }) => owner))];
  const [first] = all;
  if (first === undefined || owners.length < 2 || !all.every(({ role }) => role === first.role)) return [];
  const words = withoutJoining(commonWords(owners));
  if (words.every((word) => word.length < 3 || (word.length < 6 && verbs.has(word.toLowerCase())))) return [];
  const common = words.map(capital).join("");
  return namesOf({ own: all.every(({ own }) => own === first.own) ? first.own : "", owner: common, role: first.role });
}

function namesOf({ own, owner, role }: Surroundings): readonly string[] {
  const named = own === "" ? "" : (spelledOut.get(own) ?? capital(own));
  const before = shortened(owner);
  const names: string[] = [];
  if (role === "props") names.push(`${before}Props`, `${before}ComponentProps`);
  else if (role === "result") names.push(`${before}Result`, `${before}Outcome`);
  else if (isTelling(own)) names.push(named);
  if (own !== "" && owner !== "" && role !== "props" && !endsWith(owner, own)) names.push(before + named);
  if (role === "options" && (own === "" || !isTelling(own)) && owner !== "") names.push(`${before}Options`, `${before}Params`);
  return names.length > 0 || own === "" ? names : [named];
}

/** Names are longer than this only where nothing can be left out. */
const longest = 30;

/** The name of a function in front of what it takes: of a long one, what it is about. */
function shortened(owner: string): string {
  const words = wordsOf(owner);
  if (owner.length <= longest) return capital(owner);
  const isVerb = ["get", "set"].includes(words[0]?.toLowerCase() ?? "");
  const about = words.slice(isVerb ? 1 : 0);
  const end = about.findIndex((word, at) => at > 1 && joining.has(word.toLowerCase()));
  return (end < 0 ? about : about.slice(0, end)).map(capital).join("");
}

function isTelling(own: string): boolean {
  return own.length > 2 && !generic.has(own.toLowerCase());
}

function endsWith(owner: string, own: string): boolean {
  return wordsOf(owner).at(-1)?.toLowerCase() === wordsOf(own).at(-1)?.toLowerCase();
}

function surroundingsOf(node: ts.TypeNode): Surroundings {
  let own: string | undefined;
  let role: Surroundings["role"] = "value";
  let isElement = false;
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    const { parent } = at;
    isElement ||= own === undefined && isListOf(parent);
    if (ts.isTypeReferenceNode(parent) && /(?:^|\.)(?:V?FC|\w*Function(?:al)?Component|ComponentType)$/.test(parent.typeName.getText())) role = "props";
    if (ts.isCallExpression(parent) && /(?:^|\.)(?:memo|forwardRef|createContext)$/.test(parent.expression.getText())) role = "props";
    if (ts.isParameter(parent) && own === undefined) {
      own = ts.isIdentifier(parent.name) ? oneOf(parent.name.text, isElement) : "";
      const isProps = isComponent(parent.parent) && (own === "" || own === "props" || own === "Props");
      if (role === "value") role = isProps ? "props" : "options";
      continue;
    }
    if (ts.isFunctionLike(parent) && own === undefined && parent.type !== undefined && parent.type.pos <= node.pos && node.end <= parent.type.end) {
      const name = functionName(parent);
      if (name !== undefined) return { own: "", owner: name, role: "result" };
    }
    const name = nameOf(parent);
    if (name === undefined) continue;
    if (own === undefined && role !== "props" && !ts.isFunctionLike(parent)) own = oneOf(name, isElement);
    else return { own: own ?? "", owner: name, role };
  }
  return { own: own ?? "", owner: "", role };
}

function isListOf(node: ts.Node): boolean {
  return ts.isArrayTypeNode(node) || (ts.isTypeReferenceNode(node) && /^(?:Readonly)?(?:Array|Set)$/.test(node.typeName.getText()));
}

/** The name of one of several: `lines` gives `line`. */
function oneOf(name: string, isElement: boolean): string {
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  if (isElement && last.length > 3 && /[^s]s$/.test(last)) return camel([...words.slice(0, -1), last.slice(0, -1)]);
  return words.length > 0 ? camel(words) : name;
}

/** What declares a name that a type can be called after. */
function nameOf(node: ts.Node): string | undefined {
  if (ts.isVariableDeclaration(node)) {
    if (ts.isIdentifier(node.name)) return node.name.text;
    const [first] = ts.isArrayBindingPattern(node.name) ? node.name.elements : [];
    return first !== undefined && ts.isBindingElement(first) && ts.isIdentifier(first.name) ? first.name.text : undefined;
  }
  if (ts.isFunctionLike(node)) return functionName(node);
  const hasName = ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isClassLike(node);
  return hasName && node.name !== undefined && ts.isIdentifier(node.name) ? node.name.text : undefined;
}

/** The name of a function, or of what it is the value of; a constructor has that of its class. */
function functionName(node: ts.SignatureDeclaration): string | undefined {
  if (ts.isConstructorDeclaration(node)) return node.parent.name?.text;
  if (node.name !== undefined && ts.isIdentifier(node.name)) return node.name.text;
  const holder = holderOf(node);
  return holder === undefined ? undefined : nameOf(holder);
}

/** What a function expression is the value of, through calls such as `memo(…)`. */
function holderOf(node: ts.Node): ts.Node | undefined {
  const { parent } = node;
  if (ts.isCallExpression(parent) && parent.arguments.some((one) => one === node)) return holderOf(parent);
  if (ts.isParenthesizedExpression(parent) || ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent)) return holderOf(parent);
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent) ? parent : undefined;
}

/** Whether a function makes markup: it stands in a file that may hold some, and has a name as elements have. */
function isComponent(node: ts.SignatureDeclaration): boolean {
  return node.getSourceFile().languageVariant === ts.LanguageVariant.JSX && /^[A-Z]/.test(functionName(node) ?? "");
}
