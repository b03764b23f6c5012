import { ts } from "../../syntax/typescript.ts";
import { importedModules } from "../importGraph.ts";
import { markupSource } from "../semantics/reactivity.ts";

/** The libraries whose components are functions that are called anew whenever something changes. */
const rendering = /^(react|preact|next|@emotion\/react|react-native|nativewind|@theme-ui\/core)(\/|$)/;
/** Libraries that call a component once, or that are no components at all: taking their properties apart would cut what keeps them up to date. */
const others = /^(solid-js|@builder\.io\/qwik|@stencil\/core|vue|@vue\/|hono|@kitajs\/|voby|inferno)/;

/** Whether the markup of a file is that of React or of a library that renders as it does. */
export function isReact(source: ts.SourceFile, program: ts.Program): boolean {
  const pragma = markupSource(source, program.getCompilerOptions());
  if (pragma !== undefined) return rendering.test(pragma);
  const imports = importedModules(source);
  if (imports.some((one) => others.test(one))) return false;
  if (imports.some((one) => rendering.test(one))) return true;
  return program.getSourceFiles().some((file) => !file.isDeclarationFile && file !== source && /[jt]sx$/.test(file.fileName) && importedModules(file).some((one) => rendering.test(one)))
    && !program.getSourceFiles().some((file) => !file.isDeclarationFile && importedModules(file).some((one) => others.test(one)));
}

/** How a file writes a type of React such as `ReactNode`, and the name that it has to import for that; `undefined` where React has no types. */
export function reactType(name: string, source: ts.SourceFile, checker: ts.TypeChecker): { readonly text: string; readonly symbol: ts.Symbol } | undefined {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier) || !/^(p?react)$/.test(statement.moduleSpecifier.text)) continue;
    const module = checker.getSymbolAtLocation(statement.moduleSpecifier);
    const symbol = module && exportsOf(module, checker).find((one) => one.name === name && (one.flags & ts.SymbolFlags.Type) !== 0);
    if (!symbol) continue;
    const clause = statement.importClause;
    const whole = clause?.name ?? (clause?.namedBindings && ts.isNamespaceImport(clause.namedBindings) ? clause.namedBindings.name : undefined);
    const named = clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements.find((one) => (one.propertyName ?? one.name).text === name) : undefined;
    if (named) return { text: named.name.text, symbol };
    return whole ? { text: `${whole.text}.${name}`, symbol: checker.getSymbolAtLocation(whole) ?? symbol } : { text: name, symbol };
  }
  return undefined;
}

function exportsOf(module: ts.Symbol, checker: ts.TypeChecker): readonly ts.Symbol[] {
  return checker.getExportsOfModule(module);
}
