import { ts } from "../../syntax/typescript.ts";
import { frameOf, isAssignment, isStep } from "./selection.ts";

/** Where a name belongs, seen from a range of code. */
export type Home = "inner" | "local" | "module";

/** Whether the identifier names a property, member, label or the like instead of a variable or type. */
export function isPropertyName(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent))
    return (ts.isPropertyAccessExpression(parent) ? parent.name : parent.right) === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent))
    return parent.propertyName !== undefined && (ts.isImportSpecifier(parent) ? parent.propertyName : parent.name) === node;
  if (ts.isJsxAttribute(parent) || ts.isJsxNamespacedName(parent)) return true;
  if (ts.isMetaProperty(parent) || ts.isNamedTupleMember(parent)) return parent.name === node;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return true;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  if (
    ts.isPropertyAssignment(parent) ||
    ts.isEnumMember(parent) ||
    ts.isClassElement(parent) ||
    ts.isTypeElement(parent) ||
    ts.isMethodDeclaration(parent)
  )
    return parent.name === node;
  return isIntrinsicTag(node);
}

function isIntrinsicTag(node: ts.Identifier): boolean {
  const parent = node.parent;
  const tag = ts.isJsxOpeningLikeElement(parent) || ts.isJsxClosingElement(parent);
  return tag && parent.tagName === node && /^[a-z]/.test(node.text);
}

/** Whether the identifier is also the name of a property: `{ name }`, in an object or a pattern. */
export function isShorthand(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name === node;
  return (
    ts.isBindingElement(parent) &&
    parent.name === node &&
    parent.propertyName === undefined &&
    parent.dotDotDotToken === undefined &&
    ts.isObjectBindingPattern(parent.parent)
  );
}

/** The variable, function, type or import that the identifier refers to or declares; aliases are not followed. */
export function symbolAt(checker: ts.TypeChecker, node: ts.Identifier): ts.Symbol | undefined {
  if (ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node)
    return checker.getShorthandAssignmentValueSymbol(node.parent);
  if (ts.isExportSpecifier(node.parent)) return checker.getExportSpecifierLocalTargetSymbol(node.parent);
  return checker.getSymbolAtLocation(node);
}

/** The symbol behind imports and re-exports. */
export function originOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

export function declarationOf(symbol: ts.Symbol): ts.Declaration | undefined {
  return symbol.valueDeclaration ?? symbol.declarations?.[0];
}

/** Whether one of the symbol's declarations stands in the range. */
export function isDeclaredIn(symbol: ts.Symbol, source: ts.SourceFile, start: number, end: number): boolean {
  return (symbol.declarations ?? []).some(
    (one) => one.getSourceFile() === source && one.getStart(source) >= start && one.end <= end,
  );
}

/** Whether the symbol is a variable, type or the like of a function, block or namespace, and not of a module or the world. */
export function isLocal(symbol: ts.Symbol): boolean {
  const declaration = declarationOf(symbol);
  if (declaration === undefined) return false;
  if (symbol.flags & ts.SymbolFlags.TypeParameter) return true;
  // Their own names are known inside of them only.
  if (ts.isFunctionExpression(declaration) || ts.isClassExpression(declaration)) return true;
  const hoisted = isVar(declaration);
  for (let at = declaration.parent as ts.Node | undefined; at !== undefined && !ts.isSourceFile(at); at = at.parent as ts.Node | undefined) {
    // What is declared global inside of a module is seen by all of them.
    if (ts.isModuleBlock(at) && (at.parent.flags & ts.NodeFlags.GlobalAugmentation) !== 0) return false;
    if (ts.isFunctionLike(at) || ts.isModuleBlock(at) || ts.isClassStaticBlockDeclaration(at)) return true;
    if (!hoisted && isBlockScope(at)) return true;
  }
  return false;
}

function isBlockScope(node: ts.Node): boolean {
  return (
    ts.isBlock(node) ||
    ts.isForStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isCaseBlock(node) ||
    ts.isCatchClause(node) ||
    ts.isClassExpression(node)
  );
}

/** The variable or parameter whose pattern the declaration is a part of, or the declaration itself. */
export function rootOf(declaration: ts.Declaration): ts.Declaration {
  let at: ts.Declaration = declaration;
  while (ts.isBindingElement(at)) at = at.parent.parent;
  return at;
}

/** Whether the declaration is a `var`, which belongs to its function whatever block it stands in. */
export function isVar(declaration: ts.Declaration): boolean {
  const root = rootOf(declaration);
  return (
    ts.isVariableDeclaration(root) &&
    ts.isVariableDeclarationList(root.parent) &&
    (root.parent.flags & ts.NodeFlags.BlockScoped) === 0
  );
}

/** Whether the symbol can hold a value that a parameter can take. */
export function isVariable(symbol: ts.Symbol): boolean {
  return (symbol.flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Function)) !== 0;
}

/** The function, file or the like whose activation holds the symbol's variable. */
export function homeFrame(symbol: ts.Symbol): ts.Node | undefined {
  const declaration = declarationOf(symbol);
  if (declaration === undefined) return undefined;
  if (ts.isParameter(rootOf(declaration))) return frameOf(rootOf(declaration));
  return frameOf(declaration);
}

const identifiers = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly ts.Identifier[]>>();

/** All identifiers of a file that are no property names, by text, in the order of the text. */
export function identifiersOf(source: ts.SourceFile): ReadonlyMap<string, readonly ts.Identifier[]> {
  const known = identifiers.get(source);
  if (known) return known;
  const found = new Map<string, ts.Identifier[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isPropertyName(node)) {
      const list = found.get(node.text);
      if (list) list.push(node);
      else found.set(node.text, [node]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  identifiers.set(source, found);
  return found;
}

/** Every mention of the symbol in the file, declarations included. */
export function mentionsOf(checker: ts.TypeChecker, source: ts.SourceFile, symbol: ts.Symbol): readonly ts.Identifier[] {
  return (identifiersOf(source).get(symbol.name) ?? []).filter((node) => symbolAt(checker, node) === symbol);
}

/** How an identifier touches its variable. A declaration with a value writes; one without does not. */
export interface Touch {
  readonly reads: boolean;
  readonly writes: boolean;
  readonly declares: boolean;
}

export function touchOf(node: ts.Identifier): Touch {
  const declaration = declaredBy(node);
  if (declaration !== undefined) return { reads: false, writes: writesAtOnce(declaration), declares: true };
  return touchAt(node);
}

/** The outermost expression that is the same reference as the node: with parentheses, `!` and type assertions. */
export function sameReference(node: ts.Node): ts.Node {
  let at = node;
  for (;;) {
    const parent = at.parent;
    const adds = ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent) || ts.isTypeAssertionExpression(parent);
    if (!adds || parent.expression !== at) return at;
    at = parent;
  }
}

/** How the place of an expression, a variable or a member, is touched: `++`, assignments and patterns write to it. */
export function touchAt(node: ts.Node): Touch {
  let at: ts.Node = node;
  for (;;) {
    at = sameReference(at);
    const parent = at.parent;
    if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
      return { reads: true, writes: isStep(parent), declares: false };
    }
    if (ts.isBinaryExpression(parent) && parent.left === at && isAssignment(parent)) {
      const plain = parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
      return { reads: !plain, writes: true, declares: false };
    }
    if ((ts.isForInStatement(parent) || ts.isForOfStatement(parent)) && parent.initializer === at)
      return { reads: false, writes: true, declares: false };
    if (isPatternPart(at, parent)) {
      at = parent;
      continue;
    }
    return { reads: true, writes: false, declares: false };
  }
}

/** Whether `at` is a target within `parent` should `parent` turn out to be a pattern on the left of `=`. */
function isPatternPart(at: ts.Node, parent: ts.Node): boolean {
  if (ts.isArrayLiteralExpression(parent) || ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent)) return true;
  if (ts.isObjectLiteralExpression(parent)) return true;
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name === at;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === at;
  // `[a = 1] = list`: the default stands on the right of an assignment inside a pattern.
  return false;
}

function declaredBy(node: ts.Identifier): ts.Node | undefined {
  const parent = node.parent;
  const named =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isFunctionExpression(parent) ||
    ts.isClassLike(parent) ||
    ts.isTypeParameterDeclaration(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isEnumDeclaration(parent) ||
    ts.isModuleDeclaration(parent) ||
    ts.isImportClause(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isNamespaceImport(parent) ||
    ts.isImportEqualsDeclaration(parent);
  return named && parent.name === node ? parent : undefined;
}

function writesAtOnce(declaration: ts.Node): boolean {
  if (!ts.isVariableDeclaration(declaration)) return true;
  const list = declaration.parent.parent;
  return declaration.initializer !== undefined || ts.isForInStatement(list) || ts.isForOfStatement(list);
}

/** Loops around `node`, inside of `frame`, innermost first. */
export function loopsAround(node: ts.Node, frame: ts.Node): readonly ts.Node[] {
  const loops: ts.Node[] = [];
  for (let at = node.parent as ts.Node | undefined; at !== undefined && at !== frame; at = at.parent as ts.Node | undefined)
    if (ts.isIterationStatement(at, false)) loops.push(at);
  return loops;
}

/** Whether `node` stands inside of `outer` or is it. */
export function isWithin(node: ts.Node, outer: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent as ts.Node | undefined) if (at === outer) return true;
  return false;
}

/** Whether every file sees the symbol without importing it. */
export function isGlobal(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  const declarations = symbol.declarations ?? [];
  if (declarations.length === 0) return true;
  if (symbol.flags & ts.SymbolFlags.Alias) return false;
  return declarations.some((one) => {
    const source = one.getSourceFile();
    if (!ts.isExternalModule(source)) return true;
    for (let at: ts.Node | undefined = one; at !== undefined; at = at.parent as ts.Node | undefined)
      if (ts.isModuleDeclaration(at) && (at.flags & ts.NodeFlags.GlobalAugmentation) !== 0) return true;
    return false;
  });
}

/** Whether the file is JavaScript, which takes no type annotations. */
export function isJavaScript(source: ts.SourceFile): boolean {
  return /\.[cm]?jsx?$/.test(source.fileName);
}

/** All names in a node that are no names of properties, in the order of the text. */
export function namesIn(node: ts.Node): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (at: ts.Node): void => {
    if (ts.isIdentifier(at) && !isPropertyName(at)) found.push(at);
    ts.forEachChild(at, visit);
  };
  visit(node);
  return found;
}

/** The nodes of a kind that begin at an offset, those around others first. */
export function startingAt<Kind extends ts.Node>(source: ts.SourceFile, offset: number, isKind: (node: ts.Node) => node is Kind): readonly Kind[] {
  const found: Kind[] = [];
  const visit = (node: ts.Node): void => {
    if (node.pos > offset || node.end <= offset) return;
    if (isKind(node) && node.getStart(source) === offset) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether the value is of those kinds of primitives in every case. */
export function isAlways(checker: ts.TypeChecker, node: ts.Expression, flags: ts.TypeFlags): boolean {
  return isEach(checker.getTypeAtLocation(node), flags);
}

/** Whether the type, or each type of a union, is of those kinds. */
export function isEach(type: ts.Type, flags: ts.TypeFlags): boolean {
  return (type.isUnion() ? type.types : [type]).every((one) => (one.flags & flags) !== 0);
}

/** Whether the node is `true`, `false` or `null`. */
export function isLiteralWord(node: ts.Node): boolean {
  return node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword || node.kind === ts.SyntaxKind.NullKeyword;
}
