import { ts } from "../../syntax/typescript.ts";
import { originOf } from "../semantics/symbols.ts";
import type { LocatedModel } from "./located.ts";

/** The name under which the file of a kept definition exports it, or will. */
export function exportOf(kept: LocatedModel): string {
  const names = kept.exportedAs;
  return names.length === 0 || names.includes(kept.name) ? kept.name : (names.find((name) => name !== "default") ?? "default");
}

/** The name that an import of the file gives to the kept definition already. */
export function importedName(source: ts.SourceFile, kept: Pick<LocatedModel, "symbol">, checker: ts.TypeChecker): string | undefined {
  for (const statement of source.statements) {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    for (const { name } of bindings.elements) {
      const symbol = checker.getSymbolAtLocation(name);
      if (symbol && symbol.flags & ts.SymbolFlags.Alias && checker.getAliasedSymbol(symbol) === kept.symbol) return name.text;
    }
  }
  return undefined;
}

/** Whether `name` at a place stands for the kept definition, or, where it is not known yet, for nothing that would hide an import of it. */
export function meansKept(at: ts.Node, name: string, kept: LocatedModel | undefined, isKnown: boolean, program: ts.Program): boolean {
  const checker = program.getTypeChecker();
  const symbol = checker.resolveName(name, at, ts.SymbolFlags.Type, !isKnown);
  if (!symbol) return !isKnown;
  const target = originOf(checker, symbol);
  return checker.getExportSymbolOfSymbol(target) === kept?.symbol;
}

/** Whether documentation of a file links to a model by its name. */
export function inDocumentation(source: ts.SourceFile, name: string): boolean {
  return new RegExp(`@(?:link|linkcode|linkplain|see)\\s+${name.replace(/\$/g, "\\$")}\\b`).test(source.text);
}
