import { ts } from "../../syntax/typescript.ts";

/** Whether an import or re-export of a name in a file ends at a declaration in the target file. */
export function leadsTo(program: ts.Program, file: string, name: string, target: string): boolean {
  const source = program.getSourceFile(file);
  if (!source) return true;
  const checker = program.getTypeChecker();
  return source.statements.some((statement) => {
    const names = ts.isImportDeclaration(statement)
      ? [statement.importClause, ...elementsOf(statement.importClause?.namedBindings)]
      : ts.isExportDeclaration(statement)
        ? elementsOf(statement.exportClause)
        : [];
    return names.some((node) => {
      const symbol = node?.name?.text === name ? checker.getSymbolAtLocation(node.name) : undefined;
      if (!symbol || !(symbol.flags & ts.SymbolFlags.Alias)) return false;
      return checker.getAliasedSymbol(symbol).declarations?.some((declaration) => declaration.getSourceFile().fileName === target) ?? false;
    });
  });
}

/** The names in the braces of an import or an export. */
export function elementsOf(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): readonly (ts.ImportSpecifier | ts.ExportSpecifier)[] {
  return bindings && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings)) ? [...bindings.elements] : [];
}
