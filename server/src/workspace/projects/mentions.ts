import { childrenWithTypes } from "../../refactorings/importGraph.ts";
import { isJavaScript } from "../../refactorings/semantics/symbols.ts";
import { keptBy } from "../../syntax/keptBy.ts";
import { ts } from "../../syntax/typescript.ts";

/** What a tree mentions. */
export interface Mentions {
  /** Names that may lead to something declared: all but those of members; `default` where it imports one. */
  readonly names: ReadonlySet<string>;
  /** All names, those of members too, and strings. */
  readonly words: ReadonlySet<string>;
  /** Specifiers of modules that it names as a whole. */
  readonly wholes: readonly string[];
}

/** Everything that a file or a statement mentions. */
export const mentionsIn = keptBy((root: ts.Node): Mentions => {
  const names = new Set<string>();
  const words = new Set<string>();
  const wholes: string[] = [];
  const whole = (node: ts.Node | undefined): void => {
    if (node && ts.isStringLiteralLike(node)) wholes.push(node.text);
  };
  const eachChild = childrenWithTypes(root.getSourceFile());
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      words.add(node.text);
      if (!isOfMember(node)) names.add(node.text);
    } else if (ts.isStringLiteralLike(node)) {
      words.add(node.text);
      if (ts.isImportSpecifier(node.parent) || ts.isExportSpecifier(node.parent)) names.add(node.text);
    } else if (ts.isImportDeclaration(node)) {
      if (node.importClause?.name) names.add("default");
      if (node.importClause?.namedBindings && ts.isNamespaceImport(node.importClause.namedBindings)) whole(node.moduleSpecifier);
    } else if (ts.isExportDeclaration(node)) {
      if (!node.exportClause || ts.isNamespaceExport(node.exportClause)) whole(node.moduleSpecifier);
    } else if (ts.isExternalModuleReference(node)) whole(node.expression);
    else if (ts.isImportTypeNode(node)) {
      if (node.isTypeOf || !node.qualifier) whole(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined);
    } else if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node.expression) && node.expression.text === "require"))) whole(node.arguments[0]);
    eachChild(node, visit);
  };
  visit(root);
  // Comments of JavaScript are types.
  if (ts.isSourceFile(root) && isJavaScript(root)) for (const word of root.text.match(/[\w$]+/g) ?? []) names.add(word);
  return { names, words, wholes };
});

/** Whether an identifier names a member of something that is named by itself. */
function isOfMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isJsxAttribute(parent) || ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent) || ts.isNamedTupleMember(parent)) return true;
  return (ts.isPropertyAssignment(parent) || ts.isEnumMember(parent) || ts.isClassElement(parent) || ts.isTypeElement(parent)) && parent.name === node;
}
