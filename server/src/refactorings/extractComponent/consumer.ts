import type { Copy } from "../semantics/flow.ts";
import { refuse, type Refusal } from "../semantics/refusals.ts";
import { mentionsOf, originOf } from "../semantics/symbols.ts";
import { ts } from "../../syntax/typescript.ts";
import { rootsOf } from "./markup.ts";

/**
 * Why an element of a new component may not stand in place of the markup: what receives it could look
 * at its type or at its properties. Elements that are rendered where they stand can be replaced.
 */
export function refuseConsumer(copy: Copy): Refusal | undefined {
  const [root] = rootsOf(copy);
  if (!root) return refuse("stale");
  const inspector = inspectorOf(root, copy.checker, new Set());
  return inspector === undefined ? undefined : refuse("children-inspected", inspector);
}

/** The text of what may look into the value of the node; `undefined` when it is only rendered. */
function inspectorOf(node: ts.Node, checker: ts.TypeChecker, seen: Set<ts.Node>): string | undefined {
  if (seen.has(node)) return undefined;
  seen.add(node);
  const parent = node.parent;
  const up = (): string | undefined => inspectorOf(parent, checker, seen);
  const unknown = (): string => short(parent.getText());
  if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isNonNullExpression(parent) || ts.isSatisfiesExpression(parent)) return up();
  if (ts.isConditionalExpression(parent)) return parent.condition === node ? undefined : up();
  if (ts.isBinaryExpression(parent)) return isLogical(parent.operatorToken.kind) ? up() : unknown();
  if (ts.isArrayLiteralExpression(parent) || ts.isJsxFragment(parent)) return up();
  if (ts.isJsxExpression(parent)) return ts.isJsxAttribute(parent.parent) ? ofElement(parent.parent.parent.parent, parent.parent.name.getText(), checker, seen) : up();
  if (ts.isJsxElement(parent)) return ofElement(parent.openingElement, "children", checker, seen);
  if (ts.isReturnStatement(parent)) {
    const owner = ownerOf(parent);
    return owner ? ofFunction(owner, checker, seen) : unknown();
  }
  if (ts.isArrowFunction(parent)) return ofFunction(parent, checker, seen);
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return ofMentions(parent.name, checker, seen, (use) => inspectorOf(use, checker, seen));
  return unknown();
}

function isLogical(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
}

function ownerOf(node: ts.Node): ts.SignatureDeclaration | undefined {
  for (let at = node.parent as ts.Node | undefined; at !== undefined; at = at.parent as ts.Node | undefined) if (ts.isFunctionLike(at)) return at;
  return undefined;
}

/** Functions that hand on what a callback gives, as it is. */
const handingOn = /^(map|flatMap|useMemo|useCallback|memo|forwardRef|from)$/;

/** What the result of a function comes to. */
function ofFunction(owner: ts.SignatureDeclaration, checker: ts.TypeChecker, seen: Set<ts.Node>): string | undefined {
  if (ts.isMethodDeclaration(owner) && owner.name.getText() === "render" && ts.isClassLike(owner.parent)) return undefined;
  const name = nameOf(owner);
  if (name !== undefined && /^[A-Z]/.test(name.text)) return undefined;
  if (name !== undefined)
    return ofMentions(name, checker, seen, (use) =>
      ts.isCallExpression(use.parent) && use.parent.expression === use ? inspectorOf(use.parent, checker, seen) : ofCallback(use, checker, seen),
    );
  return ofCallback(owner, checker, seen);
}

/** What gives a component for a component. */
const wrapping = /^((React|Preact)\.)?(memo|forwardRef|observer)$/;

function nameOf(owner: ts.SignatureDeclaration): ts.Identifier | undefined {
  if ((ts.isFunctionDeclaration(owner) || ts.isFunctionExpression(owner)) && owner.name) return owner.name;
  let at: ts.Node = owner;
  // `const Name = memo(() => …)` names the component as well.
  while (ts.isParenthesizedExpression(at.parent) || (ts.isCallExpression(at.parent) && wrapping.test(at.parent.expression.getText()))) at = at.parent;
  return ts.isVariableDeclaration(at.parent) && ts.isIdentifier(at.parent.name) ? at.parent.name : undefined;
}

/** What the result of a function comes to that is an argument, or the value of an attribute. */
function ofCallback(node: ts.Node, checker: ts.TypeChecker, seen: Set<ts.Node>): string | undefined {
  const parent = node.parent;
  if (ts.isParenthesizedExpression(parent)) return ofCallback(parent, checker, seen);
  if (ts.isCallExpression(parent) && parent.expression !== node) {
    const callee = ts.isPropertyAccessExpression(parent.expression) ? parent.expression.name.text : parent.expression.getText();
    if (handingOn.test(callee)) return inspectorOf(parent, checker, seen);
  }
  if (ts.isJsxExpression(parent)) return ts.isJsxAttribute(parent.parent) ? ofElement(parent.parent.parent.parent, parent.parent.name.getText(), checker, seen) : inspectorOf(parent, checker, seen);
  return short(parent.getText());
}

function ofMentions(name: ts.Identifier, checker: ts.TypeChecker, seen: Set<ts.Node>, ofUse: (use: ts.Identifier) => string | undefined): string | undefined {
  const symbol = checker.getSymbolAtLocation(name);
  if (!symbol || (ts.getCombinedModifierFlags(name.parent as ts.Declaration) & ts.ModifierFlags.Export) !== 0) return name.text;
  for (const use of mentionsOf(checker, name.getSourceFile(), symbol)) {
    if (use === name || seen.has(use)) continue;
    const found = ofUse(use);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a component does that looks at the elements that it is given. */
const inspects = /\b(cloneElement|isValidElement|toChildArray)\b|\bChildren\s*\.|\bchild(ren)?\b[\w.?![\]]*\.(type|props|key)\b|\.props\.children/;

/**
 * What behind a tag may look at the elements that it is given as `property`: components of packages may, and
 * so may those of the program that say so or that hand them on to one of these.
 */
function ofElement(opening: ts.Node, property: string, checker: ts.TypeChecker, seen: Set<ts.Node>): string | undefined {
  if (!ts.isJsxOpeningLikeElement(opening)) return short(opening.getText());
  const tag = opening.tagName.getText();
  if (/^[a-z][\w-]*$/.test(tag) || isProvider(tag)) return undefined;
  if (/^((React|Preact)\.)?(Fragment|StrictMode|Suspense|Profiler)$/.test(tag)) {
    const element = opening.parent;
    return ts.isJsxElement(element) ? inspectorOf(element, checker, seen) : undefined;
  }
  const symbol = checker.getSymbolAtLocation(opening.tagName);
  const declaration = symbol && originOf(checker, symbol).declarations?.[0];
  if (!declaration || declaration.getSourceFile().isDeclarationFile || declaration.getSourceFile().fileName.includes("/node_modules/")) return `<${tag}>`;
  if (seen.has(declaration)) return undefined;
  seen.add(declaration);
  if (!isReadable(declaration) || inspects.test(declaration.getText())) return `<${tag}>`;
  return handedOn(declaration, property, checker, seen) === undefined ? undefined : `<${tag}>`;
}

/** What a component hands its property on to that may look into it. */
function handedOn(declaration: ts.Node, property: string, checker: ts.TypeChecker, seen: Set<ts.Node>): string | undefined {
  const visit = (node: ts.Node): string | undefined => {
    if (ts.isTypeNode(node)) return undefined;
    if (ts.isJsxSpreadAttribute(node)) return ofElement(node.parent.parent, property, checker, seen);
    if (ts.isIdentifier(node) && node.text === property && !ts.isBindingElement(node.parent) && !ts.isParameter(node.parent)) {
      if (ts.isPropertyAssignment(node.parent) || ts.isJsxAttribute(node.parent)) return undefined;
      return inspectorOf(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node, checker, seen);
    }
    return ts.forEachChild(node, visit);
  };
  return visit(declaration);
}

/** Providers of a context show their children as they are. */
function isProvider(tag: string): boolean {
  return /\.Provider$/.test(tag);
}

/** Whether what the component does can be read in its declaration: it is a function, or a constant or class made of one. */
function isReadable(declaration: ts.Declaration): boolean {
  if (ts.isFunctionDeclaration(declaration) || ts.isClassDeclaration(declaration)) return true;
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  let value: ts.Expression = declaration.initializer;
  while (ts.isCallExpression(value) && wrapping.test(value.expression.getText()) && value.arguments[0]) value = value.arguments[0];
  return ts.isArrowFunction(value) || ts.isFunctionExpression(value);
}

function short(text: string): string {
  return text.replace(/\s+/g, " ").slice(0, 60);
}
