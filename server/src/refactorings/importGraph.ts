import { containerOf } from "../syntax/embedded/codeBlocks.ts";
import { keptBy } from "../syntax/keptBy.ts";
import { ts } from "../syntax/typescript.ts";
import { isJavaScript, mentionsOf, originOf } from "./semantics/symbols.ts";

/** An edge of the import graph. */
export interface ImportEdge {
  readonly to: string;
  /** Whether only types pass: nothing is loaded when the program runs. */
  readonly typeOnly: boolean;
  readonly specifier: ts.StringLiteralLike;
}

/** For every file of the program outside of libraries, the files that it imports, re-exports from or adds members to. */
export const importGraph = keptBy((program: ts.Program): ReadonlyMap<string, readonly ImportEdge[]> => {
  const checker = program.getTypeChecker();
  const graph = new Map<string, readonly ImportEdge[]>();
  for (const source of program.getSourceFiles()) {
    if (program.isSourceFileDefaultLibrary(source) || program.isSourceFileFromExternalLibrary(source)) continue;
    const edges: ImportEdge[] = [];
    for (const { specifier, typeOnly } of specifiersOf(source)) {
      const target = checker.getSymbolAtLocation(specifier)?.declarations?.find(ts.isSourceFile);
      if (target) edges.push({ to: target.fileName, typeOnly, specifier });
    }
    graph.set(source.fileName, edges);
  }
  return graph;
});

/** The same backwards: for every file, those that have edges to it. */
const edgesTo = keptBy((program: ts.Program): ReadonlyMap<string, readonly { readonly from: string; readonly edge: ImportEdge }[]> => {
  const importers = new Map<string, { readonly from: string; readonly edge: ImportEdge }[]>();
  for (const [from, edges] of importGraph(program)) {
    for (const edge of edges) {
      const known = importers.get(edge.to);
      if (known) known.push({ from, edge });
      else importers.set(edge.to, [{ from, edge }]);
    }
  }
  return importers;
});

/** `files` and every file that imports one of them, directly or not. */
export function importersOf(program: ts.Program, files: Iterable<string>): ReadonlySet<string> {
  const importers = edgesTo(program);
  return closure(files, (file) => (importers.get(file) ?? []).map(({ from }) => from));
}

/** `files` and every file that they load when the program runs. */
export function loadedBy(program: ts.Program, files: Iterable<string>): ReadonlySet<string> {
  const graph = importGraph(program);
  return closure(files, (file) => (graph.get(file) ?? []).filter((edge) => !edge.typeOnly).map((edge) => edge.to));
}

/** The other files with which the file is in a circle: when one of them is loaded first, it runs before all that it loads is there. */
export function circleOf(program: ts.Program, file: string): ReadonlySet<string> {
  const graph = importGraph(program);
  const importers = edgesTo(program);
  const loaded = closure([file], (one) => (graph.get(one) ?? []).filter((edge) => !edge.typeOnly && !isLazy(edge)).map(({ to }) => to));
  const loading = closure([file], (one) => (importers.get(one) ?? []).filter(({ edge }) => !edge.typeOnly && !isLazy(edge)).map(({ from }) => from));
  return new Set([...loaded].filter((one) => one !== file && loading.has(one)));
}

/**
 * `files` and every file that is loaded together with them in any case: not when it is needed, not by a function, and not by an import of which
 * nothing is left since only its types are used.
 */
export function surelyLoadedBy(program: ts.Program, files: Iterable<string>): ReadonlySet<string> {
  const graph = sureGraph(program);
  return closure(files, (file) => {
    const known = graph.get(file);
    if (known) return known;
    const sure = (importGraph(program).get(file) ?? []).filter((edge) => isSure(program, edge)).map((edge) => edge.to);
    graph.set(file, sure);
    return sure;
  });
}

const sureGraph = keptBy((_: ts.Program) => new Map<string, readonly string[]>());

function isSure(program: ts.Program, { typeOnly, specifier }: ImportEdge): boolean {
  const statement = specifier.parent;
  if (typeOnly || !ts.isStatement(statement)) return false;
  const checker = program.getTypeChecker();
  const hasValue = (symbol: ts.Symbol | undefined): boolean => symbol === undefined || (originOf(checker, symbol).flags & ts.SymbolFlags.Value) !== 0;
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return clause === undefined || ts.isNamespaceExport(clause) || clause.elements.some((one) => !one.isTypeOnly && hasValue(checker.getSymbolAtLocation(one.name)));
  }
  if (!ts.isImportDeclaration(statement) || statement.importClause === undefined || program.getCompilerOptions().verbatimModuleSyntax === true) return true;
  const { name, namedBindings } = statement.importClause;
  const names = [name, ...(namedBindings === undefined ? [] : ts.isNamespaceImport(namedBindings) ? [namedBindings.name] : namedBindings.elements.filter((one) => !one.isTypeOnly).map((one) => one.name))];
  return names.some((one) => {
    const symbol = one && checker.getSymbolAtLocation(one);
    if (!symbol || !hasValue(symbol)) return false;
    return mentionsOf(checker, statement.getSourceFile(), symbol).some((mention) => mention !== one && !isOfType(mention));
  });
}

/** Whether the name stands in a type, of which nothing is left when the program runs. */
function isOfType(node: ts.Identifier): boolean {
  for (let at: ts.Node = node; !ts.isSourceFile(at) && !ts.isStatement(at); at = at.parent) if (ts.isTypeNode(at) && ts.isPartOfTypeNode(at)) return true;
  return ts.isPartOfTypeNode(node) || ts.isTypeAliasDeclaration(node.parent) || ts.isInterfaceDeclaration(node.parent);
}

/** Of the file and all that load it together with them, those that nothing loads so: where a chunk of the program begins. */
export function entriesTo(program: ts.Program, file: string): ReadonlySet<string> {
  const importers = edgesTo(program);
  const loading = (one: string): readonly string[] => (importers.get(one) ?? []).filter(({ edge }) => !edge.typeOnly && !isLazy(edge)).map(({ from }) => from);
  return new Set([...closure([file], loading)].filter((one) => loading(one).length === 0));
}

/** Whether the program loads the file when it is needed, by `import()`. */
export function isLoadedLazily(program: ts.Program, file: string): boolean {
  return (edgesTo(program).get(file) ?? []).some(({ edge }) => isLazy(edge));
}

function isLazy({ specifier }: ImportEdge): boolean {
  return ts.isCallExpression(specifier.parent) && specifier.parent.expression.kind === ts.SyntaxKind.ImportKeyword;
}

/** What the imports of a file name, as it is written there: relative paths, packages, aliases. */
export function importedModules({ statements }: ts.SourceFile): readonly string[] {
  return statements.flatMap((one) => (ts.isImportDeclaration(one) && ts.isStringLiteral(one.moduleSpecifier) ? [one.moduleSpecifier.text] : []));
}

/** The packages and modules of the platform that `files` and all that they load import by their names. */
export function packagesLoadedBy(program: ts.Program, files: Iterable<string>): ReadonlySet<string> {
  const graph = importGraph(program);
  const found = new Set<string>();
  for (const file of loadedBy(program, files)) {
    const source = program.getSourceFile(file);
    if (!source || source.isDeclarationFile) continue;
    for (const { specifier, typeOnly } of specifiersOf(source)) {
      if (typeOnly || /^\.\.?(\/|$)/.test(specifier.text)) continue;
      const to = graph.get(file)?.find((edge) => edge.specifier === specifier)?.to;
      const isOwn = to !== undefined && program.getSourceFile(to)?.isDeclarationFile === false;
      if (!isOwn) found.add(specifier.text.replace(/^node:/, ""));
    }
  }
  return found;
}

/**
 * A component (Vue, Svelte, Astro) that one of `files` imports or re-exports from, by its specifier. The compiler
 * does not read components, so what they import stands in no graph.
 */
export function componentIn(program: ts.Program, files: Iterable<string>): string | undefined {
  const graph = importGraph(program);
  for (const file of files) {
    const source = program.getSourceFile(file);
    const found = (source ? specifiersOf(source) : []).find(({ specifier, typeOnly }) => {
      if (typeOnly || containerOf(specifier.text) === undefined) return false;
      // `./tide.svelte` may stand for a module `tide.svelte.ts`; a declaration file stands for the component.
      const to = graph.get(file)?.find((edge) => edge.specifier === specifier)?.to;
      return to === undefined || program.getSourceFile(to)?.isDeclarationFile !== false;
    });
    if (found) return found.specifier.text;
  }
  return undefined;
}

/**
 * Whether a module hands on all that `home` exports, or has it as one value. What is exported there anew becomes a part of what
 * others see, and hides what another module that is handed on whole exports under the same name.
 */
export function isTakenWhole(program: ts.Program, home: ts.SourceFile): boolean {
  return (edgesTo(program).get(home.fileName) ?? []).some(({ edge: { specifier } }) => {
    const { parent } = specifier;
    return ts.isStatement(parent) && (isOfAll(parent) || isWholeValue(parent, program.getTypeChecker()));
  });
}

function isOfAll(statement: ts.Statement): boolean {
  return ts.isExportDeclaration(statement) && (!statement.exportClause || ts.isNamespaceExport(statement.exportClause));
}

/** Whether an import gives the module a name by which more is done than to name one of its members. */
function isWholeValue(statement: ts.Statement, checker: ts.TypeChecker): boolean {
  const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
  const symbol = bindings && ts.isNamespaceImport(bindings) && checker.getSymbolAtLocation(bindings.name);
  if (!symbol) return false;
  return mentionsOf(checker, statement.getSourceFile(), symbol).some(({ parent }) => {
    // `spyOn(orders, "load")` says which member it is about.
    if (ts.isCallExpression(parent)) return !(parent.arguments[1] && ts.isStringLiteralLike(parent.arguments[1]));
    if (ts.isElementAccessExpression(parent)) return !ts.isStringLiteralLike(parent.argumentExpression);
    return !(parent === bindings || ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent) || ts.isTypeQueryNode(parent));
  });
}

function closure(files: Iterable<string>, next: (file: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(files);
  for (const file of reached) for (const other of next(file)) reached.add(other);
  return reached;
}

interface Specifier {
  readonly specifier: ts.StringLiteralLike;
  readonly typeOnly: boolean;
}

function specifiersOf(source: ts.SourceFile): readonly Specifier[] {
  const found: Specifier[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean): void => {
    if (node && ts.isStringLiteralLike(node)) found.push({ specifier: node, typeOnly });
  };
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) add(statement.moduleSpecifier, isTypeOnlyImport(statement));
    else if (ts.isExportDeclaration(statement)) add(statement.moduleSpecifier, statement.isTypeOnly);
    else if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference))
      add(statement.moduleReference.expression, statement.isTypeOnly);
    else if (ts.isModuleDeclaration(statement)) add(statement.name, true);
  }
  if (/\bimport\s*\(|\brequire\s*\(|@import\b/.test(source.text)) {
    const eachChild = childrenWithTypes(source);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && isLoad(node.expression)) add(node.arguments[0], false);
      else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
      else if (ts.isJSDocImportTag(node)) add(node.moduleSpecifier, true);
      eachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** Goes through the children of a node of a file, among them comments if they are types, as in JavaScript. */
export function childrenWithTypes(source: ts.SourceFile): (node: ts.Node, visit: (child: ts.Node) => void) => void {
  if (!isJavaScript(source)) return (node, visit) => void ts.forEachChild(node, visit);
  return (node, visit) => void node.getChildren(source).forEach(visit);
}

function isLoad(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");
}

/** Whether nothing of the import is left when the program runs, by its syntax alone. */
function isTypeOnlyImport(statement: ts.ImportDeclaration): boolean {
  const clause = statement.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every((element) => element.isTypeOnly)
  );
}
