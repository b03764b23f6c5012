import { ts } from "../../syntax/typescript.ts";
import { hasModifier } from "../../syntax/modifiers.ts";
import { isPropertyName, originOf } from "../semantics/symbols.ts";
import { identifiersOf } from "../keepOneDefinition/references.ts";
import { refuse, refuseModel, type Refusal } from "../keepOneDefinition/refusal.ts";
import { importBindings, type ImportBinding, type WantedImport } from "../modules/editImports.ts";
import { targetOf } from "../modules/moduleSpecifier.ts";
import { baseName } from "../../syntax/paths.ts";

/** What makes the names of a type known in another file. */
export interface Names {
  readonly wanted: readonly WantedImport[];
  /** Where `export` has to be written in front of a declaration. */
  readonly exported: readonly { readonly source: ts.SourceFile; readonly at: number }[];
}

/** Finds for the names in `moved` what makes them mean the same at `place`; a refusal where they cannot. */
export function namesFor(moved: ts.Node, place: ts.Node, program: ts.Program): Names | Refusal {
  const checker = program.getTypeChecker();
  const [from, to] = [moved.getSourceFile(), place.getSourceFile()];
  const wanted: WantedImport[] = [];
  const exported: { source: ts.SourceFile; at: number }[] = [];
  const visit = (node: ts.Node): Refusal | undefined => {
    if (ts.isIdentifier(node) && !isPropertyName(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      const isInside = symbol?.declarations?.some((one) => one.getSourceFile() === from && one.pos >= moved.pos && one.end <= moved.end) ?? false;
      if (symbol && !isInside) {
        const there = checker.resolveName(node.text, place, ts.SymbolFlags.Type | ts.SymbolFlags.Value | ts.SymbolFlags.Namespace, false);
        const target = checker.getExportSymbolOfSymbol(originOf(checker, symbol));
        if (!there || checker.getExportSymbolOfSymbol(originOf(checker, there)) !== target) {
          const found = from === to || identifiersOf(to, node.text).length > 0 ? undefined : importOf(node, symbol, from, program);
          if (found === undefined) return there ? refuse("name-taken", `The name ${node.text} means something else in ${baseName(to.fileName)}.`) : refuseModel("local", node.text);
          wanted.push(found.want);
          if (found.at !== undefined) exported.push({ source: from, at: found.at });
        }
      }
    }
    return ts.forEachChild(node, visit);
  };
  return visit(moved) ?? { wanted, exported };
}

/** The import that brings a name of a file to another one: as the file imports it itself, or from the file. */
function importOf(node: ts.Identifier, symbol: ts.Symbol, from: ts.SourceFile, program: ts.Program): { readonly want: WantedImport; readonly at?: number } | undefined {
  const local = node.text;
  const binding = importBindings(from).find(({ name }) => name?.text === local);
  if (binding) return ofBinding(binding, local, program);
  const declaration = symbol.declarations?.[0];
  if (!declaration || declaration.parent !== from || !(ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration) || ts.isEnumDeclaration(declaration) || ts.isClassDeclaration(declaration))) return undefined;
  const want = { from: from.fileName, name: local, local, typeOnly: true };
  return hasModifier(declaration, ts.SyntaxKind.ExportKeyword) ? { want } : { want, at: declaration.getStart(from) };
}

function ofBinding(binding: ImportBinding, local: string, program: ts.Program): { readonly want: WantedImport } | undefined {
  let at: ts.Node = binding;
  while (!ts.isImportDeclaration(at)) at = at.parent;
  const { moduleSpecifier } = at;
  const target = targetOf(moduleSpecifier, program);
  if (!target || !ts.isStringLiteral(moduleSpecifier)) return undefined;
  const name = ts.isImportSpecifier(binding) ? (binding.propertyName ?? binding.name).text : ts.isNamespaceImport(binding) ? "*" : "default";
  const isOfFile = moduleSpecifier.text.startsWith(".");
  return { want: { from: target.fileName, ...(isOfFile ? {} : { specifier: moduleSpecifier.text }), name, local, typeOnly: true } };
}
