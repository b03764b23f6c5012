import { ts } from "../../syntax/typescript.ts";
import { saysTheSame, type Alignment, type Mismatch } from "./align.ts";
import { refuseUnstable, type Copy } from "./flow.ts";
import { isRefusal, refuse, type Refusal } from "./refusals.ts";
import { frameOf, isAssignment } from "./selection.ts";
import { isDeclaredIn, isLocal, isPropertyName, isWithin, mentionsOf, originOf, symbolAt, touchOf } from "./symbols.ts";

/**
 * A difference that becomes a parameter: of a value, of a type, or (`lazy`) of a function that gives
 * the value when and as often as the copies evaluate it.
 */
export interface Hole {
  readonly kind: "value" | "type" | "lazy";
  /** Places in the template, all with the same column of texts. */
  readonly places: readonly ts.Node[];
  /** What each copy has there, the template first. */
  readonly nodes: readonly ts.Node[];
  /** Variables that the template declares itself and that a lazy hole reads: they are passed to the function. */
  readonly reads: readonly ts.Symbol[];
}

/** Most differences that a function takes as parameters. */
export const mostHoles = 3;

/**
 * Widens every mismatch to the smallest expression or type that can be a parameter, and joins those
 * with equal columns. A value may be passed only where evaluating it before the call is the same as
 * evaluating it in place.
 */
export function holesOf(copies: readonly Copy[], alignments: readonly Alignment[]): readonly Hole[] | Refusal {
  const template = copies[0] as Copy;
  const widened = new Set<ts.Node>();
  const readers = new Set<ts.Node>();
  for (const [at, alignment] of alignments.entries()) {
    for (const mismatch of alignment.mismatches) {
      const strict = widen(mismatch, copies, alignments, false);
      const place = isRefusal(strict) && strict.refused === "uses-inner-variable" ? widen(mismatch, copies, alignments, true) : strict;
      if (isRefusal(place)) return copies.length > 2 ? { ...place, copy: at + 1 } : place;
      if (place !== strict) readers.add(place);
      widened.add(place);
    }
  }
  const outermost = [...widened].filter((node) => ![...widened].some((other) => other !== node && isWithin(node, other)));
  outermost.sort((a, b) => a.getStart(template.source) - b.getStart(template.source));
  const holes: { kind: Hole["kind"]; places: ts.Node[]; nodes: readonly ts.Node[]; reads: readonly ts.Symbol[] }[] = [];
  for (const place of outermost) {
    const nodes = [place, ...alignments.map((one) => one.partner.get(place) as ts.Node)];
    const kind = readers.has(place) ? "lazy" : ts.isTypeNode(place) && !ts.isExpressionWithTypeArguments(place) ? "type" : "value";
    const same = holes.find(
      (hole) =>
        hole.kind === kind &&
        (kind !== "value" || nodes.every((node, at) => isConstant(node) || ts.isIdentifier(node) || isFixedMember((copies[at] as Copy).checker, node))) &&
        hole.nodes.every((node, at) => saysTheSame((copies[at] as Copy).checker, node, nodes[at] as ts.Node)),
    );
    if (same) same.places.push(place);
    else holes.push({ kind, places: [place], nodes, reads: [] });
  }
  if (holes.length > mostHoles) return refuse("too-many-differences", String(holes.length));
  const order = evaluationOf(template, new Set(outermost));
  for (const hole of holes) {
    if (hole.kind === "type") continue;
    const early = hole.kind === "lazy" ? undefined : refuseEarly(hole, copies, order);
    if (hole.kind === "value" && early === undefined) continue;
    const reads = readsOf(hole, copies, alignments);
    const refusal = isRefusal(reads) ? (early ?? reads) : holes.some((other) => other !== hole && other.kind === "lazy") ? (early ?? refuse("uses-inner-variable", hole.nodes[0]?.getText())) : undefined;
    if (refusal || isRefusal(reads)) return refusal ?? refuse("evaluation-order");
    hole.kind = "lazy";
    hole.reads = reads;
  }
  return holes;
}

/** Why the values of a hole cannot be passed before the call. */
function refuseEarly(hole: Pick<Hole, "places" | "nodes">, copies: readonly Copy[], order: ReadonlyMap<ts.Node, Moment>): Refusal | undefined {
  for (const place of hole.places) {
    for (const [at, node] of hole.nodes.entries()) {
      const refusal = refuseValue(copies[at] as Copy, node, order.get(place));
      if (refusal) return copies.length > 2 && at > 0 ? { ...refusal, copy: at } : refusal;
    }
  }
  return undefined;
}

/**
 * The template's own variables that a lazy hole reads; a refusal where a function written at the call
 * would not see what the expression sees in place: variables that the copies change, or that a
 * function inside the hole keeps.
 */
function readsOf(hole: Pick<Hole, "nodes" | "places">, copies: readonly Copy[], alignments: readonly Alignment[]): readonly ts.Symbol[] | Refusal {
  const found = new Set<ts.Symbol>();
  for (const [at, node] of hole.nodes.entries()) {
    const copy = copies[at] as Copy;
    const text = node.getText(copy.source);
    if (!ts.isExpression(node) || ts.isJsxAttribute(node.parent) || ts.isLiteralExpression(node)) return refuse("evaluation-order", text);
    const originals = at === 0 ? undefined : new Map([...(alignments[at - 1]?.renamed ?? [])].map(([from, to]) => [to, from]));
    let refusal: Refusal | undefined;
    const visit = (part: ts.Node, nested: boolean): void => {
      if (ts.isIdentifier(part) && !isPropertyName(part)) {
        const symbol = symbolAt(copy.checker, part);
        if (symbol && isLocal(symbol) && !isDeclaredIn(symbol, copy.source, node.getStart(copy.source), node.end)) {
          const all = mentionsOf(copy.checker, copy.source, symbol);
          const inner = isDeclaredIn(symbol, copy.source, copy.start, copy.end);
          const written = all.filter((one) => touchOf(one).writes && !touchOf(one).declares);
          if (!(symbol.flags & ts.SymbolFlags.Variable)) {
            if (inner || !(symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.TypeParameter))) refusal ??= refuse("evaluation-order", text);
          } else if (inner) {
            if (nested && written.length > 0) refusal ??= refuse("captured-variable", part.text);
            const original = originals === undefined ? symbol : originals.get(symbol);
            if (original === undefined) refusal ??= refuse("uses-inner-variable", text);
            else found.add(original);
          } else if (written.some((one) => one.getStart(copy.source) >= copy.start && one.end <= copy.end)) refusal ??= refuse("evaluation-order", text);
        }
      }
      ts.forEachChild(part, (child) => visit(child, nested || ts.isFunctionLike(part)));
    };
    visit(node, false);
    if (refusal) return refusal;
  }
  return [...found];
}

function widen(mismatch: Mismatch, copies: readonly Copy[], alignments: readonly Alignment[], lazy: boolean): ts.Node | Refusal {
  const template = copies[0] as Copy;
  let reason: Refusal | undefined;
  if (mismatch.kind === "operator") {
    const texts = [mismatch.node, ...alignments.map((one) => one.partner.get(mismatch.node) ?? mismatch.node)].map((node) => node.getText());
    return refuse("different-operator", [...new Set(texts)].join(" and "));
  }
  for (let node = mismatch.node; ; node = node.parent) {
    const nodes = [node, ...alignments.map((one) => one.partner.get(node))];
    const blocked = nodes.map((one, at) => (one ? refusePlace(copies[at] as Copy, one, lazy) : refuse("different-shape", node.getText(template.source))));
    const first = blocked.find((one) => one !== undefined);
    if (first === undefined) return node;
    if (first.refused === "tagged-template" || first.refused === "static-literal") return first;
    // The most telling reason is that of the first expression on the way up.
    if (reason === undefined || reason.refused === "difference-not-a-value") reason = first;
    if (template.nodes.includes(node)) break;
  }
  const shape = mismatch.kind === "shape" || mismatch.kind === "property";
  return shape && reason.refused === "difference-not-a-value" ? refuse("different-shape", mismatch.node.getText(template.source)) : reason;
}

/** Why a node cannot be replaced by a parameter, wherever it is evaluated. */
function refusePlace(copy: Copy, node: ts.Node, lazy: boolean): Refusal | undefined {
  const text = node.getText(copy.source);
  const notValue = refuse("difference-not-a-value", text);
  const parent = node.parent;
  if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
    if (ts.isTaggedTemplateExpression(parent.parent) || ts.isTaggedTemplateExpression(parent.parent?.parent)) return refuse("tagged-template");
    return notValue;
  }
  if (ts.isTaggedTemplateExpression(parent) && parent.template === node) return refuse("tagged-template");
  if (ts.isTaggedTemplateExpression(node)) return refuse("tagged-template");
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return refuseType(copy, node);
  if (ts.isJsxText(node)) return isPlainJsxText(node) ? undefined : notValue;
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
  if (ts.isCallExpression(parent) && parent.expression === node && !ts.isIdentifier(node)) return notValue;
  if (ts.isNewExpression(parent) && parent.expression === node && !ts.isIdentifier(node) && !isFixedMember(copy.checker, node)) return notValue;
  if (ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent)) return notValue;
  if (ts.isDeleteExpression(parent) || (ts.isTypeOfExpression(parent) && !ts.isLiteralExpression(node))) return notValue;
  if ((ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) && parent.operator !== ts.SyntaxKind.ExclamationToken && parent.operator !== ts.SyntaxKind.MinusToken && parent.operator !== ts.SyntaxKind.PlusToken && parent.operator !== ts.SyntaxKind.TildeToken) return notValue;
  if ((ts.isForInStatement(parent) || ts.isForOfStatement(parent)) && parent.initializer === node) return notValue;
  if (ts.isOptionalChain(node) && ts.isOptionalChain(parent) && parent.expression === node) return notValue;
  if (ts.isJsxAttribute(parent) && /[&\\\n]/.test(text)) return notValue;
  if (ts.isStringLiteralLike(node) && isReadByTools(node)) return refuse("static-literal", text);
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
function isReadByTools(node: ts.StringLiteralLike): boolean {
  const call = node.parent;
  if (ts.isExternalModuleReference(call) || ts.isImportDeclaration(call) || ts.isExportDeclaration(call)) return true;
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return false;
  const callee = call.expression.getText();
  if (callee === "import" || /^require(\.resolve)?$/.test(callee)) return true;
  if (callee === "URL" && call.arguments?.[1]?.getText() === "import.meta.url") return true;
  return /^(jest|vi)\.(mock|doMock|unmock|requireActual|importActual)$/.test(callee) || callee === "import.meta.glob";
}

/** When a place of the template is evaluated. */
interface Moment {
  /** Not exactly once, or not in every run. */
  readonly conditional: boolean;
  /** In a loop or in a function inside: any number of times. */
  readonly repeated: boolean;
  /** After something that other code can see or that can see other code. */
  readonly late: boolean;
}

/** Walks the template in the order of evaluation, which is that of the text but for branches and loops. */
function evaluationOf(template: Copy, places: ReadonlySet<ts.Node>): ReadonlyMap<ts.Node, Moment> {
  const moments = new Map<ts.Node, Moment>();
  let late = false;
  const visit = (node: ts.Node, conditional: boolean, repeated: boolean): void => {
    if (places.has(node)) {
      moments.set(node, { conditional, repeated, late });
      if (!isConstant(node) && !ts.isIdentifier(node)) late ||= hasEffect(node);
      return;
    }
    const parent = node;
    ts.forEachChild(node, (child) => {
      const branch = isBranch(parent, child);
      const loop = isRepeated(parent, child);
      visit(child, conditional || branch || loop, repeated || loop);
    });
    if (isEffect(node)) late = true;
  };
  for (const node of template.nodes) visit(node, false, false);
  return moments;
}

function isBranch(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isIfStatement(parent)) return child !== parent.expression;
  if (ts.isConditionalExpression(parent)) return child !== parent.condition;
  if (ts.isBinaryExpression(parent)) {
    const kind = parent.operatorToken.kind;
    const lazy =
      kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      kind === ts.SyntaxKind.BarBarToken ||
      kind === ts.SyntaxKind.QuestionQuestionToken ||
      kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
      kind === ts.SyntaxKind.BarBarEqualsToken ||
      kind === ts.SyntaxKind.QuestionQuestionEqualsToken;
    return lazy && child === parent.right;
  }
  if (ts.isOptionalChain(parent)) return child !== parent.expression;
  if (ts.isTryStatement(parent) || ts.isCaseBlock(parent) || ts.isCaseOrDefaultClause(parent)) return true;
  if (ts.isBindingElement(parent) || ts.isParameter(parent)) return child === parent.initializer;
  return false;
}

function isRepeated(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isFunctionLike(parent) || ts.isClassLike(parent)) return true;
  if (ts.isForStatement(parent)) return child !== parent.initializer;
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return child !== parent.expression;
  return ts.isIterationStatement(parent, false);
}

/** Whether evaluating the node itself, its parts apart, can be noticed or can change what others read. */
function isEffect(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isDeleteExpression(node) ||
    (ts.isBinaryExpression(node) && isAssignment(node)) ||
    ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
      (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)) ||
    ts.isForOfStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isSpreadElement(node) ||
    ts.isSpreadAssignment(node) ||
    ts.isArrayBindingPattern(node) ||
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isBreakOrContinueStatement(node) ||
    ts.isJsxOpeningLikeElement(node)
  );
}

function hasEffect(node: ts.Node): boolean {
  if (isEffect(node)) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, hasEffect) ?? false;
}

/** A value that is the same whenever it is evaluated. */
export function isConstant(node: ts.Node): boolean {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isBigIntLiteral(node) || ts.isJsxText(node)) return true;
  if (ts.isRegularExpressionLiteral(node)) return !/\/[a-z]*[gy][a-z]*$/.test(node.text);
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand) && node.operator === ts.SyntaxKind.MinusToken;
  if (ts.isIdentifier(node)) return node.text === "undefined";
  return node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword || node.kind === ts.SyntaxKind.NullKeyword;
}

/** Whether the node names an enum member, or what a module imported as a whole exports and never changes. */
function isFixedMember(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression) || !ts.isIdentifier(node.name)) return false;
  const owner = checker.getSymbolAtLocation(node.expression);
  const member = checker.getSymbolAtLocation(node.name);
  if (!owner || !member) return false;
  const origin = originOf(checker, member);
  if (origin.flags & ts.SymbolFlags.EnumMember) return (originOf(checker, owner).flags & ts.SymbolFlags.Enum) !== 0;
  if (!owner.declarations?.some(ts.isNamespaceImport)) return false;
  if (origin.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class)) return true;
  const declaration = origin.valueDeclaration;
  return declaration !== undefined && ts.isVariableDeclaration(declaration) && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}

/** Why passing the value before the call is not the same as evaluating it in place. */
function refuseValue(copy: Copy, node: ts.Node, moment: Moment | undefined): Refusal | undefined {
  if (isConstant(node)) return undefined;
  const text = node.getText(copy.source);
  if (ts.isIdentifier(node)) return refuseName(copy, node);
  if (isFixedMember(copy.checker, node)) return undefined;
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
    // Making a function has no effect, and what it captures stays the caller's.
    return moment?.repeated === false ? undefined : refuse("evaluation-order", text);
  }
  const refusal = refuseNames(copy, node);
  if (refusal) return refusal;
  if (moment === undefined || moment.conditional || moment.repeated || moment.late) return refuse("evaluation-order", text);
  return undefined;
}

function refuseNames(copy: Copy, node: ts.Node): Refusal | undefined {
  if (ts.isIdentifier(node)) return isPropertyName(node) ? undefined : refuseName(copy, node);
  return ts.forEachChild(node, (child) => refuseNames(copy, child));
}

/** A name can be passed when what it stands for does not change meanwhile. */
function refuseName(copy: Copy, node: ts.Identifier): Refusal | undefined {
  const symbol = symbolAt(copy.checker, node);
  if (symbol === undefined) return undefined;
  if (originOf(copy.checker, symbol).flags & ts.SymbolFlags.ValueModule) return refuse("different-modules-used", node.text);
  const source = symbol.valueDeclaration?.getSourceFile();
  if (source === undefined || source !== copy.source) return undefined;
  if (isDeclaredIn(symbol, copy.source, node.getStart(copy.source), node.end)) return undefined;
  const variable = (symbol.flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Function)) !== 0;
  return variable ? refuseUnstable(copy, symbol, mentionsOf(copy.checker, copy.source, symbol)) : undefined;
}
