import type { Layout } from "../../modules/layout.ts";
import { ts } from "../../../syntax/typescript.ts";
import { importBindings, type ImportBinding, type WantedImport } from "../../modules/editImports.ts";
import { moduleSpecifier } from "../../modules/moduleSpecifier.ts";
import type { Mention } from "../../semantics/flow.ts";
import { isRefusal, refuse, type Refusal } from "../../semantics/refusals.ts";
import { declarationOf, identifiersOf, isGlobal, mentionsOf, originOf } from "../../semantics/symbols.ts";

/** A name that moved code needs in the file it moves to. */
export type Carried = WantedImport;

/**
 * What the file of the new function has to import for code that moves there from `source`. Names that
 * the file has already are not among them. `target` is missing for a file that is yet to be made.
 */
export function carriedBy(
  mentions: readonly Mention[],
  source: ts.SourceFile,
  target: ts.SourceFile | undefined,
  checker: ts.TypeChecker,
): readonly Carried[] | Refusal {
  const found = new Map<ts.Symbol, Carried>();
  for (const { node, symbol, home } of mentions) {
    if (home !== "module" || symbol === undefined) continue;
    const isType = isTypeUse(node);
    const known = found.get(symbol);
    if (known) {
      if (!isType && known.typeOnly) found.set(symbol, { ...known, typeOnly: isTypeOnlyImport(symbol) });
      continue;
    }
    if (isGlobal(checker, symbol)) {
      if (target && hasTopLevel(target, checker, node.text)) return refuse("name-taken", node.text);
      continue;
    }
    if (target) {
      const there = topLevel(target, checker, node.text);
      if (there !== undefined) {
        if (originOf(checker, there) === originOf(checker, symbol)) continue;
        return refuse("name-taken", node.text);
      }
    }
    const one = carriedOf(symbol, node, source, checker, isType);
    if (isRefusal(one)) return one;
    found.set(symbol, one);
  }
  return [...found.values()];
}

function carriedOf(symbol: ts.Symbol, node: ts.Identifier, source: ts.SourceFile, checker: ts.TypeChecker, isType: boolean): Carried | Refusal {
  const declaration = symbol.declarations?.[0];
  if (declaration === undefined) return refuse("not-importable", node.text);
  const imported = importOf(declaration);
  if (imported) {
    const target = checker.getSymbolAtLocation(imported.specifier)?.declarations?.find(ts.isSourceFile);
    if (target === undefined) return refuse("not-importable", node.text);
    const bare = !/^\.\.?(\/|$)/.test(imported.specifier.text);
    return {
      from: target.fileName,
      specifier: bare ? imported.specifier.text : undefined,
      name: imported.name,
      local: node.text,
      typeOnly: isType || imported.typeOnly,
    };
  }
  if (declaration.getSourceFile() !== source) return refuse("not-importable", node.text);
  const module = checker.getSymbolAtLocation(source);
  const exported = module && checker.getExportsOfModule(module).find((one) => originOf(checker, one) === checker.getExportSymbolOfSymbol(symbol));
  if (!exported) return refuse("not-importable", node.text);
  return { from: source.fileName, specifier: undefined, name: exported.name, local: node.text, typeOnly: isType };
}

/** The same for a type that the checker wrote: where its name can be imported from. */
export function carriedType(symbol: ts.Symbol, checker: ts.TypeChecker, near: ts.SourceFile): Carried | undefined {
  const source = declarationOf(symbol)?.getSourceFile();
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module && checker.getExportsOfModule(module).find((one) => originOf(checker, one) === symbol);
  if (source?.isDeclarationFile !== false) return typeOfPackage(symbol, checker, near);
  if (!exported) return undefined;
  return { from: source.fileName, specifier: undefined, name: exported.name, local: symbol.name, typeOnly: true };
}

/** The import of a type from a package that the file imports already. */
function typeOfPackage(symbol: ts.Symbol, checker: ts.TypeChecker, near: ts.SourceFile): Carried | undefined {
  for (const statement of near.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier) || /^\.\.?(\/|$)/.test(statement.moduleSpecifier.text)) continue;
    const module = checker.getSymbolAtLocation(statement.moduleSpecifier);
    const from = module?.declarations?.[0]?.getSourceFile().fileName;
    const exported = module && checker.getExportsOfModule(module).find((one) => originOf(checker, one) === symbol);
    if (!exported || from === undefined || exported.name === "default") continue;
    return { from, specifier: statement.moduleSpecifier.text, name: exported.name, local: symbol.name, typeOnly: true };
  }
  return undefined;
}

interface ImportedAs {
  readonly specifier: ts.StringLiteral;
  readonly name: string;
  readonly typeOnly: boolean;
}

function importOf(declaration: ts.Declaration): ImportedAs | undefined {
  const clause = ts.isImportClause(declaration)
    ? declaration
    : ts.isNamespaceImport(declaration)
      ? declaration.parent
      : ts.isImportSpecifier(declaration)
        ? declaration.parent.parent
        : undefined;
  if (clause === undefined || !ts.isImportDeclaration(clause.parent)) return undefined;
  const specifier = clause.parent.moduleSpecifier;
  if (!ts.isStringLiteral(specifier)) return undefined;
  const typeOnly = clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (ts.isImportSpecifier(declaration) && declaration.isTypeOnly);
  const name = ts.isImportClause(declaration)
    ? "default"
    : ts.isNamespaceImport(declaration)
      ? "*"
      : ts.isImportSpecifier(declaration)
        ? (declaration.propertyName ?? declaration.name).text
        : "";
  return { specifier, name, typeOnly };
}

function isTypeOnlyImport(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((one) => importOf(one)?.typeOnly === true);
}

/** Whether the identifier stands where only its type counts. */
export function isTypeUse(node: ts.Identifier): boolean {
  let at: ts.Node = node;
  while (ts.isQualifiedName(at.parent)) at = at.parent;
  if (ts.isTypeQueryNode(at.parent)) return true;
  if (ts.isExpressionWithTypeArguments(at.parent)) return ts.isHeritageClause(at.parent.parent) && at.parent.parent.token === ts.SyntaxKind.ImplementsKeyword;
  return ts.isPartOfTypeNode(at);
}

function topLevel(source: ts.SourceFile, checker: ts.TypeChecker, name: string): ts.Symbol | undefined {
  const meaning = ts.SymbolFlags.Value | ts.SymbolFlags.Type | ts.SymbolFlags.Namespace | ts.SymbolFlags.Alias;
  const symbol = checker.resolveName(name, source, meaning, true);
  return symbol;
}

function hasTopLevel(source: ts.SourceFile, checker: ts.TypeChecker, name: string): boolean {
  return topLevel(source, checker, name) !== undefined;
}

/** Import declarations at the head of a file that is yet to be made, at `file`. */
export function headOf(file: string, carried: readonly Carried[], program: ts.Program, like: ts.SourceFile, { quote, end, pad }: Layout): readonly string[] {
  const empty = ts.createSourceFile(file, "", {
    languageVersion: like.languageVersion,
    ...(like.impliedNodeFormat === undefined ? {} : { impliedNodeFormat: like.impliedNodeFormat }),
  });
  const lines: string[] = [];
  const named = new Map<string, string[]>();
  for (const one of carried) {
    const specifier = one.specifier ?? moduleSpecifier(empty, one.from, program);
    const from = ` from ${quote}${specifier}${quote}${end}`;
    const keyword = one.typeOnly ? "import type" : "import";
    if (one.name === "*") lines.push(`${keyword} * as ${one.local}${from}`);
    else if (one.name === "default") lines.push(`${keyword} ${one.local}${from}`);
    else {
      const key = `${keyword} {}${from}`;
      const names = named.get(key) ?? [];
      const text = one.name === one.local ? one.local : `${one.name} as ${one.local}`;
      if (!names.includes(text)) names.push(text);
      named.set(key, names);
    }
  }
  for (const [key, names] of named) lines.push(key.replace("{}", () => `{${pad}${names.join(", ")}${pad}}`));
  return lines;
}

/** Imports of `source` that nothing mentions any more once the mentions for which `isGone` holds are gone. */
export function unusedImports(source: ts.SourceFile, checker: ts.TypeChecker, isGone: (node: ts.Identifier) => boolean): readonly ImportBinding[] {
  return importBindings(source).filter((binding) => {
    const name = binding.name;
    const symbol = name && checker.getSymbolAtLocation(name);
    if (!name || !symbol || !identifiersOf(source).has(name.text)) return false;
    const others = mentionsOf(checker, source, symbol).filter((node) => node !== name);
    return others.length > 0 && others.every(isGone);
  });
}
