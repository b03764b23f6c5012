import { ts } from "../../syntax/typescript.ts";
import { hasModifier } from "../../syntax/modifiers.ts";
import { originOf } from "../semantics/symbols.ts";
import { importBindings, type ImportBinding } from "../modules/editImports.ts";
import { targetOf } from "../modules/moduleSpecifier.ts";
import type { Fragment } from "../refactoring.ts";
import { libraryOf, type SchemaTypes } from "./schemaLibraries.ts";

/** A schema that a module declares as a constant. */
export interface Schema {
  readonly name: ts.Identifier;
  readonly declaration: ts.VariableDeclaration;
  readonly statement: ts.VariableStatement;
  readonly source: ts.SourceFile;
  readonly symbol: ts.Symbol;
  readonly isExported: boolean;
}

/** The constant whose statement, declaration or value spans the fragment. */
export function schemaAt({ file, start, end }: Fragment, program: ts.Program): Schema | undefined {
  const source = program.getSourceFile(file);
  for (const statement of source?.statements ?? []) {
    if (!source || !ts.isVariableStatement(statement) || statement.getStart(source) > start || statement.end < end) continue;
    const { declarations } = statement.declarationList;
    const spans = (node: ts.Node | undefined): boolean => node !== undefined && node.getStart(source) === start && node.end === end;
    const declaration = declarations.length === 1 && spans(statement) ? declarations[0] : declarations.find((one) => spans(one) || spans(one.initializer));
    if (!declaration || !ts.isIdentifier(declaration.name) || !declaration.initializer) continue;
    const checker = program.getTypeChecker();
    const symbol = checker.getSymbolAtLocation(declaration.name);
    if (symbol) return { name: declaration.name, declaration, statement, source, symbol: checker.getExportSymbolOfSymbol(symbol), isExported: hasModifier(statement, ts.SyntaxKind.ExportKeyword) };
  }
  return undefined;
}

/** The import by which a file knows a library of schemas. */
export interface LibraryImport {
  readonly library: SchemaTypes;
  readonly binding: ImportBinding;
  readonly specifier: string;
  readonly target: ts.SourceFile;
}

/** The library that the schema is made with: one that its file imports, and that its value or what that is made of names. */
export function libraryImport({ source }: Schema, program: ts.Program): LibraryImport | undefined {
  const found = importBindings(source).flatMap((binding): readonly LibraryImport[] => {
    const { moduleSpecifier } = statementOf(binding);
    if (!ts.isStringLiteral(moduleSpecifier)) return [];
    const library = libraryOf(packageNameOf(moduleSpecifier.text));
    const target = library && targetOf(moduleSpecifier, program);
    return library && target ? [{ library, binding, specifier: moduleSpecifier.text, target }] : [];
  });
  return found.find(({ library, binding }) => holdsExport(binding, library.output, program.getTypeChecker())) ?? found[0];
}

/** The import declaration of a binding. */
export function statementOf(binding: ImportBinding): ts.ImportDeclaration {
  if (ts.isImportClause(binding)) return declarationOf(binding.parent);
  return declarationOf(ts.isNamespaceImport(binding) ? binding.parent.parent : binding.parent.parent.parent);
}

function declarationOf(node: ts.ImportDeclaration | ts.JSDocImportTag): ts.ImportDeclaration {
  if (!ts.isImportDeclaration(node)) throw new Error("A binding of a file stands in an import declaration.");
  return node;
}

/** `zod` of `zod/v4`, `@scope/name` of `@scope/name/part`. */
export function packageNameOf(specifier: string): string {
  return specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

/** Whether what the binding stands for has an export of that name: `z` has `infer`. */
export function holdsExport(binding: ImportBinding, name: string, checker: ts.TypeChecker): boolean {
  const symbol = binding.name && checker.getSymbolAtLocation(binding.name);
  const origin = symbol && originOf(checker, symbol);
  return origin !== undefined && (origin.flags & ts.SymbolFlags.Namespace) !== 0 && checker.getExportsOfModule(origin).some((one) => one.name === name);
}

/** The object that names the members of the schema: the first one that its calls are given. */
export function membersOfSchema({ declaration }: Schema): ts.ObjectLiteralExpression | undefined {
  let found: ts.ObjectLiteralExpression | undefined;
  for (let at: ts.Node | undefined = declaration.initializer; at; ) {
    if (ts.isCallExpression(at)) {
      found = at.arguments.find(ts.isObjectLiteralExpression) ?? found;
      at = at.expression;
    } else if (ts.isPropertyAccessExpression(at) || ts.isAsExpression(at) || ts.isParenthesizedExpression(at) || ts.isSatisfiesExpression(at)) at = at.expression;
    else break;
  }
  return found;
}
