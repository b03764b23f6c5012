import { hasModifier } from "../../syntax/modifiers.ts";
import { ts } from "../../syntax/typescript.ts";
import { mentionsIn, type Mentions } from "./mentions.ts";

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
