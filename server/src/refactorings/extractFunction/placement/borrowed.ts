import { ts } from "../../../syntax/typescript.ts";
import { wholeWord, wholeWordPattern } from "../../../syntax/wholeWord.ts";
import type { ProjectAccess, ProjectProgram } from "../../refactoring.ts";
import type { Copy } from "../../semantics/flow.ts";
import { familyIn, symbolOf, textsElsewhere } from "../../semantics/hierarchy.ts";
import { refuse, type Refusal } from "../../semantics/refusals.ts";
import { isStep } from "../../semantics/selection.ts";
import { sameReference, startingAt, touchAt } from "../../semantics/symbols.ts";
import { isStaticMember, thisOwner } from "../../semantics/thisOwner.ts";

/**
 * Refuses a copy that is part of a method which something takes from its class, as `prototype.moor.call(other)` or a pattern does:
 * its `this` may then be any object, which lacks the method that the copy would call.
 *
 * @param node the class that the new method goes to
 * @param programs those in which it is looked for; of other projects that name the class the texts tell
 */
export function refuseBorrowed(copies: readonly Copy[], node: ts.ClassLikeDeclaration, programs: readonly ProjectProgram[], projects: ProjectAccess): Refusal | undefined {
  let texts: readonly string[] | undefined;
  const asked = new Set<ts.ClassElement>();
  for (const [at, { frame }] of copies.entries()) {
    const method = thisOwner(frame);
    if (!method || !ts.isMethodDeclaration(method) || ts.isComputedPropertyName(method.name) || asked.has(method)) continue;
    asked.add(method);
    const name = method.name.text;
    texts ??= textsElsewhere(node, programs, projects);
    const isBorrowed = programs.some(({ program }) => isBorrowedIn(program, method, name, node)) || texts.some((text) => seemsBorrowed(text, name));
    if (isBorrowed) return refuse("borrowed-method", name, at);
  }
  return undefined;
}

/** Whether a text takes a method of the name from an object or a prototype. */
function seemsBorrowed(text: string, name: string): boolean {
  const word = wholeWordPattern(name);
  const lent = String.raw`\.\s*${word}\s*\??\.\s*(?:call|apply|bind)\b|\.prototype\s*\.\s*${word}(?!\s*(?:\(|=[^=]))|\.prototype\s*\[\s*["']${word}|\{[^{}]*${word}[^{}]*\}\s*=[^=>]`;
  return new RegExp(lent).test(text);
}

function isBorrowedIn(program: ts.Program, method: ts.MethodDeclaration, name: string, node: ts.ClassLikeDeclaration): boolean {
  const home = program.getSourceFile(method.getSourceFile().fileName);
  const own = home && startingAt(home, method.getStart(), ts.isMethodDeclaration)[0];
  if (!own || !ts.isClassLike(own.parent)) return false;
  const checker = program.getTypeChecker();
  const instance = checker.getTypeAtLocation(own.parent);
  const symbol = symbolOf(instance);
  const lender = isStaticMember(own) && symbol ? checker.getTypeOfSymbol(symbol) : instance;
  const search: Search = { checker, lender, isBound: isBound(own, name), family: familyIn(program, node) };
  const word = wholeWord(name, "g");
  for (const source of program.getSourceFiles()) {
    if (source.isDeclarationFile || !source.text.includes(name)) continue;
    for (const { index } of source.text.matchAll(word)) {
      // What is called at once or declared there is the most by far.
      if (/^\s*\(/.test(source.text.slice(index + name.length, index + name.length + 20))) continue;
      const quoted = /["'`]/.test(source.text.charAt(index - 1)) ? index - 1 : index;
      const named = startingAt(source, quoted, isNameOf).at(-1);
      if (named && takes(named, search)) return true;
    }
  }
  return false;
}

interface Search {
  readonly checker: ts.TypeChecker;
  /** The type of what has the method. */
  readonly lender: ts.Type;
  /** Whether an object has a function of its own in place of the method, one that knows its `this`. */
  readonly isBound: boolean;
  readonly family: ReadonlySet<ts.ClassLikeDeclaration>;
}

function isNameOf(node: ts.Node): node is ts.Identifier | ts.PrivateIdentifier | ts.StringLiteralLike {
  return ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isStringLiteralLike(node);
}

/** Whether a decorator or the constructor binds the method, so that it is another function for whoever reads it from an object. */
function isBound(method: ts.MethodDeclaration, name: string): boolean {
  return (ts.getDecorators(method) ?? []).length > 0 || new RegExp(`\\bthis\\s*\\.\\s*${wholeWordPattern(name)}\\s*=[^=]`).test(method.parent.getText());
}

/** Whether the method is taken where the name stands, for another object to be its `this`. */
function takes(name: ts.Identifier | ts.PrivateIdentifier | ts.StringLiteralLike, search: Search): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) return isTaken(parent, parent.expression, search);
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === name) return isTaken(parent, parent.expression, search);
  if (ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === name && ts.isObjectBindingPattern(parent.parent)) return !search.isBound && mayLend(parent.parent, search);
  const object = (ts.isShorthandPropertyAssignment(parent) || ts.isPropertyAssignment(parent)) && parent.name === name ? parent.parent : undefined;
  const assigned = object && ts.isBinaryExpression(object.parent) && object.parent.left === object ? object.parent.right : undefined;
  return assigned !== undefined && !search.isBound && mayLend(assigned, search);
}

function isTaken(access: ts.PropertyAccessExpression | ts.ElementAccessExpression, object: ts.Expression, search: Search): boolean {
  const isPrototype = ts.isPropertyAccessExpression(object) && object.name.text === "prototype";
  const at = sameReference(access);
  const around = at.parent;
  const { reads, writes } = touchAt(access);
  if ((writes && !reads) || isOnlyAsked(at)) return false;
  if ((ts.isCallExpression(around) && around.expression === at) || (ts.isTaggedTemplateExpression(around) && around.tag === at)) return false;
  if (ts.isPropertyAccessExpression(around) && around.expression === at) {
    const isLent = /^(?:call|apply|bind)$/.test(around.name.text);
    const call = isLent && ts.isCallExpression(around.parent) && around.parent.expression === around ? around.parent : undefined;
    return isLent && !isOwn(call?.arguments[0], object, search) && mayLend(object, search, true);
  }
  if (search.isBound && !isPrototype) return false;
  // Functions that take a method often take its object behind it.
  if (ts.isCallExpression(around) && around.arguments.some((one) => one.getText() === object.getText())) return false;
  if (ts.isCallExpression(around) && /^(?:expect|(?:jest|vi)\.mocked)$/.test(around.expression.getText())) return false;
  return mayLend(object, search);
}

/** Whether the code around only asks whether there is such a method, or which one it is. */
function isOnlyAsked(at: ts.Node): boolean {
  const { parent } = at;
  if (ts.isBinaryExpression(parent)) return /^(?:[!=]==?)$/.test(parent.operatorToken.getText()) || (parent.left === at && parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken);
  if (ts.isPrefixUnaryExpression(parent)) return !isStep(parent);
  if (ts.isIfStatement(parent)) return parent.expression === at;
  if (ts.isConditionalExpression(parent)) return parent.condition === at;
  return ts.isTypeOfExpression(parent) || ts.isExpressionStatement(parent) || ts.isDeleteExpression(parent);
}

/** Whether what becomes `this` surely has the new method. */
function isOwn(receiver: ts.Expression | undefined, object: ts.Expression, { checker, family }: Search): boolean {
  // Who asserts what the receiver is may know that it is something else.
  if (!receiver || ts.isAsExpression(receiver) || ts.isTypeAssertionExpression(receiver)) return false;
  const type = checker.getTypeAtLocation(receiver);
  const declared = symbolOf(checker.getApparentType(type))?.declarations ?? symbolOf(type)?.declarations ?? [];
  return receiver.getText() === object.getText() || declared.some((one) => ts.isClassLike(one) && family.has(one));
}

/** Whether the object, or what the pattern takes apart, may be one that has the method. */
function mayLend(object: ts.Node, { checker, lender }: Search, isLent = false): boolean {
  const type = checker.getTypeAtLocation(object);
  if ((type.flags & ts.TypeFlags.Any) !== 0) return isLent;
  const parts = type.isUnion() ? type.types : [checker.getApparentType(type)];
  return parts.some((one) => checker.isTypeAssignableTo(one, lender) || checker.isTypeAssignableTo(lender, one));
}
