import { ts } from "../../syntax/typescript.ts";
import type { Span } from "../../syntax/position.ts";
import { wholeWord, wholeWordPattern } from "../../syntax/wholeWord.ts";
import { importBindings, type ImportBinding } from "../modules/editImports.ts";
import type { LocatedModel } from "./located.ts";
import { originOf } from "../semantics/symbols.ts";

/** Every identifier of a file with that text, but for the names of members and properties. */
export function identifiersOf(source: ts.SourceFile, name: string): readonly ts.Identifier[] {
  if (!source.text.includes(name)) return [];
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name && !namesMember(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function namesMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isJsxAttribute(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  return (
    (ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent) ||
      ts.isMethodDeclaration(parent) || ts.isMethodSignature(parent) || ts.isEnumMember(parent)) &&
    parent.name === node
  );
}

/** Where a file names a model that it declares, the declaration itself left out. */
export function referencesIn({ source, symbol, name, node }: LocatedModel, checker: ts.TypeChecker): readonly ts.Identifier[] {
  return identifiersOf(source, name).filter(
    (identifier) => identifier !== node.name && targetOfName(identifier, checker) === symbol,
  );
}

/** Where another file names a model; `undefined` where it does so by a longer name, such as `orders.Order`, or in `import("…").Order`. */
export function referencesFrom(source: ts.SourceFile, { name, symbol }: LocatedModel, checker: ts.TypeChecker): readonly ts.Identifier[] | undefined {
  const isQualified = (node: ts.Node): boolean => {
    const right = ts.isQualifiedName(node) ? node.right : ts.isPropertyAccessExpression(node) ? node.name : ts.isImportTypeNode(node) ? node.qualifier : undefined;
    if (right && ts.isIdentifier(right) && right.text === name && targetOfName(right, checker) === symbol) return true;
    return ts.forEachChild(node, (child) => isQualified(child) || undefined) ?? false;
  };
  return isQualified(source) ? undefined : identifiersOf(source, name).filter((identifier) => targetOfName(identifier, checker) === symbol);
}

/** Whether an identifier stands where only types stand. */
export function isTypePosition(identifier: ts.Identifier): boolean {
  const { parent } = identifier;
  if (ts.isTypeReferenceNode(parent)) return true;
  return (
    ts.isExpressionWithTypeArguments(parent) &&
    ts.isHeritageClause(parent.parent) &&
    (parent.parent.token === ts.SyntaxKind.ImplementsKeyword || ts.isInterfaceDeclaration(parent.parent.parent))
  );
}

/** How many other files of a program name a model, and how often it is named in all. */
export function usesOf(model: LocatedModel, program: ts.Program): { readonly files: number; readonly times: number } {
  const checker = program.getTypeChecker();
  let files = 0;
  let times = 0;
  for (const source of program.getSourceFiles()) {
    if (source.isDeclarationFile) continue;
    const uses = identifiersOf(source, model.name).filter((identifier) => targetOfName(identifier, checker) === model.symbol).length;
    times += uses;
    if (uses > 0 && source !== model.source) files++;
  }
  return { files, times };
}

function targetOfName(identifier: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = identifier;
  const symbol = ts.isExportSpecifier(parent)
    ? checker.getExportSpecifierLocalTargetSymbol(parent)
    : checker.getSymbolAtLocation(identifier);
  return symbol && checker.getExportSymbolOfSymbol(originOf(checker, symbol));
}

/** The imports that nothing names any more once `gone` is taken away and `written` is there. */
export function importsOnlyUsedIn(source: ts.SourceFile, gone: readonly Span[], program: ts.Program, written = ""): readonly ImportBinding[] {
  const within = (node: ts.Node): boolean => gone.some(({ start, end }) => start <= node.pos && node.end <= end);
  return importBindings(source).filter((binding) => {
    const name = binding.name;
    if (!name || servesJsx(source, name.text, program) || isDocumented(source, name.text) || wholeWord(name.text).test(written)) return false;
    const uses = identifiersOf(source, name.text).filter((identifier) => !insideImport(identifier));
    return uses.length > 0 && uses.every(within);
  });
}

/** Whether a tag of a comment, such as `@link`, names an import. */
function isDocumented(source: ts.SourceFile, name: string): boolean {
  return new RegExp(`@[a-z]+[^\\r\\n]*${wholeWordPattern(name)}`).test(source.text);
}

function insideImport(identifier: ts.Identifier): boolean {
  const { parent } = identifier;
  return ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent);
}

/** JSX names its factory without saying so. */
function servesJsx(source: ts.SourceFile, name: string, program: ts.Program): boolean {
  if (source.languageVariant !== ts.LanguageVariant.JSX) return false;
  const { jsxFactory, jsxFragmentFactory, reactNamespace } = program.getCompilerOptions();
  return [reactNamespace ?? "React", jsxFactory ?? "", jsxFragmentFactory ?? "", "h", "Fragment"].some(
    (factory) => factory.split(".")[0] === name,
  );
}
