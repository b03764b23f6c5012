import { hasModifier } from "../../syntax/modifiers.ts";
import { isJavaScript } from "../../refactorings/semantics/symbols.ts";
import { childrenWithTypes } from "../../refactorings/importGraph.ts";
import { ts } from "../../syntax/typescript.ts";

/** One statement of what a file declares to the outside. */
export interface Declaration {
  /** The statement without comments and without `export` and `declare`. */
  readonly text: string;
  /** What it declares, or binds where it is an import; `default` for a default export. */
  readonly names: readonly string[];
  /**
   * - `shown`: its names can be imported; `own`: they cannot;
   * - `everywhere`: its names are known without an import, or come with one of another module;
   * - `member`: so is a value that has a member of the first name, which an interface of the second one declares;
   * - `unknown`: whom it reaches cannot be told.
   */
  readonly reach: "shown" | "own" | "everywhere" | "member" | "unknown";
  readonly mentions: Mentions;
}

const known = new WeakMap<ts.Program, Map<ts.SourceFile, readonly Declaration[] | undefined>>();

/**
 * What a file declares to the outside, by its declaration file, which the compiler's own incremental builds compare, too.
 * `undefined` where it cannot be told.
 */
export function declarationsOf(program: ts.Program, source: ts.SourceFile): readonly Declaration[] | undefined {
  const all = known.get(program) ?? new Map<ts.SourceFile, readonly Declaration[] | undefined>();
  known.set(program, all);
  if (all.has(source)) return all.get(source);
  const written = source.isDeclarationFile ? source : declarationFileOf(program, source);
  const found = written && readDeclarations(written);
  all.set(source, found);
  return found;
}

/**
 * Programs write declarations without checking the file first, and in spite of errors, as they do for incremental builds. The
 * compiler's own types leave the last parameter out.
 */
interface DeclarationWriter {
  emit(source: ts.SourceFile, write: ts.WriteFileCallback, token: undefined, onlyDeclarations: boolean, transformers: undefined, inAnyCase: boolean): ts.EmitResult;
}

function declarationFileOf(program: ts.Program, source: ts.SourceFile): ts.SourceFile | undefined {
  const writer: DeclarationWriter = program;
  let text: string | undefined;
  writer.emit(source, (file, written) => void (/\.d\.[cm]?ts$/.test(file) && (text = written)), undefined, true, undefined, true);
  return text === undefined ? undefined : ts.createSourceFile("/declarations.d.ts", text, ts.ScriptTarget.Latest, true);
}

function readDeclarations(file: ts.SourceFile): readonly Declaration[] {
  // What a script declares is known everywhere.
  if (!ts.isExternalModule(file)) return file.statements.flatMap((statement) => (isOfOthers(statement) ? within(statement, file) : addedBy(statement, file)));
  // Without a list of exports, a declaration file shows all that it declares.
  const isSelective = file.statements.some((one) => ts.isExportDeclaration(one) || ts.isExportAssignment(one));
  const hasGlobalName = file.statements.some(ts.isNamespaceExportDeclaration);
  return file.statements.flatMap((statement) => {
    if (isOfOthers(statement)) return within(statement, file);
    const isImport = ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement);
    const isShown = ts.isExportDeclaration(statement) || ts.isExportAssignment(statement) || hasModifier(statement, ts.SyntaxKind.ExportKeyword) || (!isSelective && !isImport);
    // Who imports what is exported by `export =` may name any of its members, or none; so may who knows a module by a name of everywhere.
    const isWhole = hasGlobalName || (ts.isExportAssignment(statement) && statement.isExportEquals === true);
    return [{ text: bare(statement, file), names: namesOf(statement), reach: isWhole ? "unknown" : isShown ? "shown" : "own", mentions: mentionsIn(statement) }];
  });
}

/** A statement without what makes it known to others. */
function bare(statement: ts.Statement, file: ts.SourceFile): string {
  return statement.getText(file).replace(/^(?:(?:export|declare)\s+(?!default\b|=|\*|\{|type\s*\{))+/, "");
}

/** `declare global` and `declare module "…"`. */
function isOfOthers(statement: ts.Statement): statement is ts.ModuleDeclaration {
  return ts.isModuleDeclaration(statement) && (ts.isStringLiteral(statement.name) || statement.name.text === "global");
}

/** What a block adds to a module or to what is known everywhere. */
function within(block: ts.ModuleDeclaration, file: ts.SourceFile): readonly Declaration[] {
  if (!block.body || !ts.isModuleBlock(block.body)) return [{ text: bare(block, file), names: [], reach: block.body ? "unknown" : "everywhere", mentions: mentionsIn(block) }];
  return block.body.statements.flatMap((statement) => addedBy(statement, file));
}

/**
 * What a statement adds to a module or to what is known everywhere. The members that it adds to an interface count one by one, and the
 * interface with them.
 */
function addedBy(statement: ts.Statement, file: ts.SourceFile): readonly Declaration[] {
  const whole = { text: bare(statement, file), names: namesOf(statement), mentions: mentionsIn(statement) };
  if (ts.isModuleDeclaration(statement)) return [{ ...whole, reach: "unknown" }];
  if (!ts.isInterfaceDeclaration(statement)) return [{ ...whole, reach: "everywhere" }];
  // What an interface inherits is met by names that do not stand there.
  if (statement.heritageClauses) return [{ ...whole, reach: "unknown" }];
  return statement.members.map((member) => {
    const own = { text: `${statement.name.text} ${member.getText(file)}`, mentions: mentionsIn(member) };
    const isNamed = member.name !== undefined && (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name));
    return isNamed ? { ...own, names: [member.name.text, statement.name.text], reach: "member" } : { ...own, names: [], reach: "unknown" };
  });
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : boundBy(name)));
  if (ts.isImportDeclaration(statement)) {
    const { name, namedBindings: bindings } = statement.importClause ?? {};
    const others = bindings === undefined ? [] : ts.isNamespaceImport(bindings) ? [bindings.name.text] : bindings.elements.map((one) => one.name.text);
    return name === undefined ? others : [name.text, ...others];
  }
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return clause === undefined ? [] : ts.isNamespaceExport(clause) ? [clause.name.text] : clause.elements.map((one) => one.name.text);
  }
  if (ts.isExportAssignment(statement)) return [statement.isExportEquals === true ? "export=" : "default"];
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isEnumDeclaration(statement) || ts.isModuleDeclaration(statement) || ts.isImportEqualsDeclaration(statement);
  const name = isNamed ? statement.name?.text : undefined;
  return [...(name === undefined ? [] : [name]), ...(hasModifier(statement, ts.SyntaxKind.DefaultKeyword) ? ["default"] : [])];
}

function boundBy(pattern: ts.BindingPattern): readonly string[] {
  return pattern.elements.flatMap((one) => (ts.isOmittedExpression(one) ? [] : ts.isIdentifier(one.name) ? [one.name.text] : boundBy(one.name)));
}

/** What a tree mentions. */
export interface Mentions {
  /** Names that may lead to something declared: all but those of members; `default` where it imports one. */
  readonly names: ReadonlySet<string>;
  /** All names, those of members too, and strings. */
  readonly words: ReadonlySet<string>;
  /** Specifiers of modules that it names as a whole. */
  readonly wholes: readonly string[];
}

const mentioned = new WeakMap<ts.Node, Mentions>();

/** Everything that a file or a statement mentions. */
export function mentionsIn(root: ts.Node): Mentions {
  const before = mentioned.get(root);
  if (before) return before;
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
  const found = { names, words, wholes };
  mentioned.set(root, found);
  return found;
}

/** Whether an identifier names a member of something that is named by itself. */
function isOfMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isJsxAttribute(parent) || ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent) || ts.isNamedTupleMember(parent)) return true;
  return (ts.isPropertyAssignment(parent) || ts.isEnumMember(parent) || ts.isClassElement(parent) || ts.isTypeElement(parent)) && parent.name === node;
}
