import { identifiersOf, originOf } from "../semantics/symbols.ts";
import { refuse, type Refusal } from "../semantics/refusals.ts";
import { ts } from "../../syntax/typescript.ts";
import { importBindings } from "./editImports.ts";
import { baseName } from "../../syntax/paths.ts";

/** The name by which a file has imported what the symbol stands for. */
function importedName(source: ts.SourceFile, symbol: ts.Symbol, checker: ts.TypeChecker): string | undefined {
  for (const { name } of importBindings(source)) {
    const own = name && checker.getSymbolAtLocation(name);
    if (own && originOf(checker, own) === symbol) return name.text;
  }
  return undefined;
}

/** The name under which a module exports what the symbol stands for, by whatever statement. */
export function nameOfExport(symbol: ts.Symbol, home: ts.SourceFile, checker: ts.TypeChecker): string | undefined {
  const module = checker.getSymbolAtLocation(home);
  return module && checker.getExportsOfModule(module).find((one) => originOf(checker, one) === checker.getExportSymbolOfSymbol(symbol) || originOf(checker, one) === symbol)?.name;
}

/** A name that is known at a place, or can be made known there. */
export interface NameThere {
  readonly local: string;
  /** Whether it is known there without a new import. */
  readonly isImported: boolean;
}

/**
 * What a declaration of the module `home` is called at `node`; a refusal where its name means something else there.
 *
 * @param isReplaced whether a declaration of that name at `node` gives way to the import
 */
export function nameAt(node: ts.Node, name: string, symbol: ts.Symbol, home: ts.SourceFile, checker: ts.TypeChecker, isReplaced = false): NameThere | Refusal {
  const source = node.getSourceFile();
  if (source === home) {
    const known = checker.resolveName(name, node, ts.SymbolFlags.Value, false);
    return known && checker.getExportSymbolOfSymbol(known) === checker.getExportSymbolOfSymbol(symbol) ? { local: name, isImported: true } : refuse("name-taken", name);
  }
  const local = importedName(source, checker.getExportSymbolOfSymbol(symbol), checker) ?? importedName(source, symbol, checker);
  if (local !== undefined) {
    const known = checker.resolveName(local, node, ts.SymbolFlags.Value, false);
    return known && originOf(checker, known) === checker.getExportSymbolOfSymbol(symbol) ? { local, isImported: true } : refuse("name-taken", local);
  }
  const isTaken = !isReplaced && identifiersOf(source).has(name);
  return isTaken ? refuse("name-taken", `${name} (${baseName(source.fileName)})`) : { local: name, isImported: false };
}
