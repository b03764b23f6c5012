import { ts } from "../../../syntax/typescript.ts";
import { isFixedMember } from "../../semantics/evaluation.ts";
import { refuseElsewhere } from "../../semantics/elsewhere.ts";
import type { Copy } from "../../semantics/flow.ts";
import { refuse, type Refusal } from "../../semantics/refusals.ts";
import { frameOf } from "../../semantics/selection.ts";
import { isPiece, templateOf } from "../../semantics/templatePieces.ts";
import { isDeclaredIn, isLocal, isPropertyName, originOf, sameReference, symbolAt, touchAt, touchOf } from "../../semantics/symbols.ts";

/**
 * Why a node cannot be replaced by a parameter, wherever it is evaluated.
 *
 * @param ofPieces whether pieces of templates can be
 */
export function refusePlace(copy: Copy, node: ts.Node, lazy: boolean, ofPieces = false): Refusal | undefined {
  const text = node.getText(copy.source);
  const notValue = refuse("difference-not-a-value", text);
  const elsewhere = ts.isTypeNode(node) ? undefined : refuseElsewhere(copy.checker, node, copy.frame);
  if (elsewhere) return elsewhere;
  const parent = node.parent;
  const whole = sameReference(node);
  const user = whole.parent;
  if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
    if (ts.isTaggedTemplateExpression(parent.parent) || ts.isTaggedTemplateExpression(parent.parent.parent)) return refuse("tagged-template");
    if (!ofPieces || !isPiece(node)) return notValue;
    const template = templateOf(node);
    return template && isReadByTools(template) ? refuse("static-literal", text) : undefined;
  }
  if (ts.isTaggedTemplateExpression(parent) && parent.template === node) return refuse("tagged-template");
  if (ts.isTaggedTemplateExpression(user) && user.tag === whole) return refuse("tagged-template");
  if (ts.isTaggedTemplateExpression(node)) return refuse("tagged-template");
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return refuseType(copy, node);
  if (ts.isJsxText(node)) return isOfTranslation(node.parent) ? refuse("static-literal", text) : isPlainJsxText(node) ? undefined : notValue;
  if (!ts.isExpression(node) || ts.isOmittedExpression(node)) return notValue;
  if (ts.isIdentifier(node) && (isPropertyName(node) || touchOf(node).declares || touchOf(node).writes)) return notValue;
  if (ts.isIdentifier(node) && (ts.isShorthandPropertyAssignment(parent) || ts.isPartOfTypeNode(node))) return notValue;
  if (ts.isIdentifier(node) && (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent) || ts.isTypeQueryNode(parent))) return notValue;
  if (ts.isExpressionWithTypeArguments(parent) || ts.isDecorator(parent) || ts.isEnumMember(parent)) return notValue;
  if (ts.isJsxOpeningLikeElement(parent) || ts.isJsxClosingElement(parent)) return notValue;
  if (ts.isJsxExpression(node) || ts.isJsxAttributes(node) || ts.isJsxOpeningElement(node) || ts.isJsxClosingElement(node)) return notValue;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return notValue;
  if (ts.isLiteralTypeNode(parent)) return notValue;
  if (ts.isSpreadElement(node) || node.kind === ts.SyntaxKind.SuperKeyword) return notValue;
  if ("name" in parent && parent.name === node) return notValue;
  // A method that is called through a parameter loses its `this`, whatever stands between it and its call.
  if (ts.isCallExpression(user) && user.expression === whole && !ts.isIdentifier(node) && (lazy || !isPlainFunction(copy.checker, node))) return notValue;
  if (ts.isNewExpression(user) && user.expression === whole && (lazy || (!ts.isIdentifier(node) && !isFixedMember(copy.checker, node)))) return notValue;
  if (touchAt(node).writes) return notValue;
  if (ts.isDeleteExpression(user) || (ts.isTypeOfExpression(user) && !ts.isLiteralExpression(node))) return notValue;
  if (ts.isOptionalChain(node) && ts.isOptionalChain(parent) && parent.expression === node) return notValue;
  if (ts.isJsxAttribute(parent) && /[&\\\n]/.test(text)) return notValue;
  if ((ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) && isReadByTools(node)) return refuse("static-literal", text);
  if (ts.isPrefixUnaryExpression(parent) && ts.isNumericLiteral(node) && parent.operator === ts.SyntaxKind.MinusToken) return undefined;
  return refuseContents(copy, node, lazy);
}

/** What no argument may contain: names that the copy declares, `await`, writes. */
function refuseContents(copy: Copy, node: ts.Node, lazy: boolean): Refusal | undefined {
  let refusal: Refusal | undefined;
  const text = node.getText(copy.source);
  const visit = (at: ts.Node, own: boolean): void => {
    if (refusal) return;
    if (ts.isIdentifier(at) && !isPropertyName(at)) {
      const symbol = symbolAt(copy.checker, at);
      if (!lazy && symbol && isDeclaredIn(symbol, copy.source, copy.start, copy.end) && !isDeclaredIn(symbol, copy.source, node.getStart(copy.source), node.end))
        refusal = refuse("uses-inner-variable", text);
      else if (symbol && isLocal(symbol) && touchOf(at).writes && !touchOf(at).declares) refusal = refuse("evaluation-order", text);
      else if (at.text === "arguments") refusal = refuse("arguments");
    }
    if (own && (ts.isAwaitExpression(at) || ts.isYieldExpression(at))) refusal = refuse("difference-with-await", text);
    if (at.kind === ts.SyntaxKind.SuperKeyword) refusal = refuse("super");
    ts.forEachChild(at, (child) => visit(child, own && !ts.isFunctionLike(at)));
  };
  visit(node, true);
  if (!refusal && frameOf(node) !== copy.frame && containsThis(node)) return refuse("this");
  return refusal;
}

/** Whether the node names a function that a module declares and exports, and that does not ask for its `this`. */
function isPlainFunction(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node) || !isFixedMember(checker, node)) return false;
  const member = checker.getSymbolAtLocation(node.name);
  const declarations = (member && originOf(checker, member).declarations) ?? [];
  return declarations.length > 0 && declarations.every((one) => ts.isFunctionDeclaration(one) && !one.getSourceFile().isDeclarationFile && !(ts.forEachChild(one, containsThis) ?? false));
}

function containsThis(node: ts.Node): boolean {
  if (node.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (ts.isFunctionLike(node) && !ts.isArrowFunction(node)) return false;
  return ts.forEachChild(node, containsThis) ?? false;
}

function refuseType(copy: Copy, node: ts.TypeNode): Refusal | undefined {
  const parent = node.parent;
  const text = node.getText(copy.source);
  if (ts.isTypePredicateNode(node) || ts.isTypePredicateNode(parent) || ts.isThisTypeNode(node)) return refuse("difference-not-a-value", text);
  if (ts.isTypeReferenceNode(node) && text === "const") return refuse("difference-not-a-value", text);
  return refuseContents(copy, node, false);
}

function isPlainJsxText(node: ts.JsxText): boolean {
  const text = node.text;
  const trimmed = text.trim();
  if (trimmed === "" || /[\n&]/.test(trimmed)) return false;
  const before = text.slice(0, text.indexOf(trimmed));
  const after = text.slice(text.indexOf(trimmed) + trimmed.length);
  return [before, after].every((space) => space === "" || space.includes("\n"));
}

/** Literals that bundlers, test runners and the like read without running the program. */
export function isReadByTools(node: ts.StringLiteralLike | ts.TemplateExpression): boolean {
  let descriptor: ts.Node = node;
  while (ts.isPropertyAssignment(descriptor.parent)) descriptor = descriptor.parent.parent;
  if (descriptor !== node) return ts.isCallExpression(descriptor.parent) && describesMessage.test(descriptor.parent.expression.getText());
  const call = node.parent;
  if (ts.isExternalModuleReference(call) || ts.isImportDeclaration(call) || ts.isExportDeclaration(call)) return true;
  if (ts.isJsxAttribute(call)) return call.name.getText() === "i18nKey" || isOfTranslation(call.parent.parent);
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return false;
  const callee = call.expression.getText();
  if (callee === "import" || /^require(\.resolve(Weak)?|\.context)?$/.test(callee)) return true;
  if (callee === "URL" && call.arguments?.[1]?.getText() === "import.meta.url") return true;
  // The texts of a translation are gathered by tools that look for its calls, and runners of tests write what they compare with into the call.
  if (/^(this\.)?((\w+\.)?(i18n|i18next|intl|l10n|nls)\.)?(\$?t|gettext|ngettext|formatMessage|localize(ByDefault|2)?)$|\.to(Match|ThrowErrorMatching)InlineSnapshot$/.test(callee)) return true;
  return /^(jest|vi)\.(mock|doMock|unmock|requireActual|importActual)$/.test(callee) || callee === "import.meta.glob";
}

/** Calls that are given a message with its key in an object. */
const describesMessage = /(?:^|\.)(?:formatMessage|defineMessages?)$/;

/** Whether the element is one whose texts are gathered for translation. */
function isOfTranslation(element: ts.Node): boolean {
  const opening = ts.isJsxElement(element) ? element.openingElement : element;
  return ts.isJsxOpeningLikeElement(opening) && /^(?:Trans|Translate|FormattedMessage|FormattedHTMLMessage|Plural|SelectOrdinal)$/.test(opening.tagName.getText());
}
