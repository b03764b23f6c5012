import { ts } from "../../syntax/typescript.ts";
import { sentenceOf } from "../semantics/refusals.ts";
import { isJavaScript, isShorthand, mentionsOf, originOf } from "../semantics/symbols.ts";
import { refuseImporting } from "../modules/importing.ts";
import { directiveOf, isTestFile } from "../extractFunction/placement/target.ts";
import { commentsWithin } from "../keepOneDefinition/comments.ts";
import { packageOf, platformObstacle } from "../keepOneDefinition/packages.ts";
import { identifiersOf } from "../keepOneDefinition/references.ts";
import { refuse, refuseModel, type Refusal } from "../keepOneDefinition/refusal.ts";
import { importBindings, type WantedImport } from "../modules/editImports.ts";
import { isBelowEmptyLine, lineEndOf, lineStartOf, type Layout } from "../modules/layout.ts";
import { leadingStart } from "../modules/leadingComments.ts";
import { refuseCircle } from "../modules/loading.ts";
import { moduleSpecifier } from "../modules/moduleSpecifier.ts";
import type { ProjectAccess, TextEdit } from "../refactoring.ts";
import type { Table } from "./tables.ts";
import { baseName } from "../../syntax/paths.ts";

/** What a file becomes. */
export interface FileChange {
  readonly source: ts.SourceFile;
  readonly edits: readonly TextEdit[];
  readonly wanted: readonly WantedImport[];
  /** The name of the kept table there, if it is imported. */
  readonly local: string;
}

/** Lets a table give way to an equal one: its references name that one, or its own name goes on standing for that where it is exported. */
export function mergeTable(gone: Table, kept: Table, program: ts.Program, layout: Layout, projects: ProjectAccess): FileChange | Refusal {
  const obstacle = refuseMerge(gone, kept, program, projects);
  if (obstacle) return obstacle;
  const { source, statement, name, symbol } = gone;
  const checker = program.getTypeChecker();
  const mentions = mentionsOf(checker, source, checker.getSymbolAtLocation(name) ?? symbol).filter((one) => one !== name);
  if (mentions.some(({ parent }) => ts.isExportSpecifier(parent) || ts.isExportAssignment(parent)))
    return refuse("export-list", `${name.text} is exported by a list, which another table cannot take over safely.`);
  const start = statement.getStart(source);
  const hasComment = leadingStart(statement, source) < start;
  const local = source === kept.source ? kept.name.text : localOf(kept, gone, checker);
  const known = source === kept.source || isImported(kept, source, checker) !== undefined;
  const wanted: readonly WantedImport[] = known ? [] : [{ from: kept.source.fileName, name: kept.name.text, local, typeOnly: false }];
  const named: FileChange = { source, edits: [], wanted, local };
  if (gone.isExported || hasComment) {
    if (local === name.text) return gone.isExported && mentions.length === 0 && !hasComment ? { ...named, wanted: [], edits: [handedOn(gone, kept, program, layout)] } : refuse("name-taken", `${name.text} is the name of both tables, of which one stays.`);
    return { ...named, edits: [{ start, end: statement.end, text: `${gone.isExported ? "export " : ""}const ${name.text} = ${local}${layout.end}` }] };
  }
  const hidden = mentions.some((one) => {
    const there = checker.resolveName(local, one, ts.SymbolFlags.Value, false);
    return local !== name.text && (known ? !there || checker.getExportSymbolOfSymbol(originOf(checker, there)) !== kept.symbol : there !== undefined && there.declarations?.some((declaration) => declaration.getSourceFile() === source));
  });
  if (hidden) return refuse("name-taken", `The name ${local} means something else where ${name.text} is used.`);
  const renames = local === name.text ? [] : mentions.map((one) => ({ start: one.getStart(source), end: one.end, text: isShorthand(one) ? `${name.text}: ${local}` : local }));
  return { ...named, edits: [withoutStatement(statement, source), ...renames] };
}

function refuseMerge(gone: Table, kept: Table, program: ts.Program, projects: ProjectAccess): Refusal | undefined {
  const [user, home] = [gone.source, kept.source];
  if (gone.content !== kept.content) return refuseModel("table-order", gone.name.text, kept.name.text);
  const changeable = [gone, kept].find((table) => isChangeable(table, program));
  if (changeable) return refuseModel("changeable", changeable.name.text);
  if (gone.asked !== "" && gone.asked !== kept.asked) return refuseModel("satisfies", gone.name.text);
  if (isJavaScript(user) || isJavaScript(home)) return refuseModel("javascript");
  const said = new Set(commentsWithin(kept.statement, home));
  const lost = commentsWithin(gone.statement, user).find((words) => !said.has(words));
  if (lost !== undefined) return refuse("comments", `${gone.name.text} has a comment that ${kept.name.text} lacks: “${lost.slice(0, 60)}”. Move it first.`);
  if (user === home) return gone.statement.pos > kept.statement.pos ? undefined : refuseModel("table-order", gone.name.text, kept.name.text);
  if (isTestFile(home.fileName) && !isTestFile(user.fileName)) return refuseModel("test", kept.name.text, gone.name.text);
  if (packageOf(user.fileName, projects) !== packageOf(home.fileName, projects)) return refuse("package", `${gone.name.text} and ${kept.name.text} belong to two packages; sharing one needs a dependency.`);
  const platform = platformObstacle(gone.name.text, user.fileName, kept.name.text, home.fileName);
  if (platform) return platform;
  if (directiveOf(user) !== directiveOf(home)) return refuseModel("directive", baseName(user.fileName), baseName(home.fileName));
  if (!kept.isExported && !ts.isExternalModule(home)) return refuse("script", `${baseName(home.fileName)} is a script and not a module.`);
  const loading = refuseCircle(program, home.fileName, [user.fileName]) ?? refuseImporting(program, projects, home, [user.fileName]);
  return loading && refuseModel("loading", sentenceOf(loading));
}

/** Whether a file of the program asserts that a table is something that is not readonly: `(sides as string[]).sort()`. */
function isChangeable({ name, symbol }: Table, program: ts.Program): boolean {
  const checker = program.getTypeChecker();
  return program.getSourceFiles().some((source) =>
    !source.isDeclarationFile && source.text.includes(name.text) && identifiersOf(source, name.text).some((one) => {
      let at: ts.Node = one;
      while (ts.isParenthesizedExpression(at.parent) || (ts.isAsExpression(at.parent) && at.parent.type.kind === ts.SyntaxKind.UnknownKeyword)) at = at.parent;
      const { parent } = at;
      if (!ts.isAsExpression(parent) && !ts.isTypeAssertionExpression(parent)) return false;
      if (/^(?:readonly|Readonly)/.test(parent.type.getText(source))) return false;
      const meant = checker.getSymbolAtLocation(one);
      return meant !== undefined && checker.getExportSymbolOfSymbol(originOf(checker, meant)) === symbol;
    }));
}

/** The name of the kept table in another file: as it is imported there, its own where that is free, else that of the other table. */
function localOf(kept: Table, gone: Table, checker: ts.TypeChecker): string {
  const known = isImported(kept, gone.source, checker);
  if (known !== undefined) return known;
  const { text } = kept.name;
  return text === gone.name.text || identifiersOf(gone.source, text).length === 0 ? text : gone.name.text;
}

function isImported(kept: Table, source: ts.SourceFile, checker: ts.TypeChecker): string | undefined {
  return importBindings(source).find((binding) => {
    const symbol = binding.name && checker.getSymbolAtLocation(binding.name);
    const isType = ts.isImportSpecifier(binding) && (binding.isTypeOnly || binding.parent.parent.phaseModifier === ts.SyntaxKind.TypeKeyword);
    return symbol !== undefined && !isType && originOf(checker, symbol) === kept.symbol;
  })?.name?.text;
}

function handedOn({ statement, source }: Table, kept: Table, program: ts.Program, { end, quote, pad }: Layout): TextEdit {
  const specifier = moduleSpecifier(source, kept.source.fileName, program);
  return { start: statement.getStart(source), end: statement.end, text: `export {${pad}${kept.name.text}${pad}} from ${quote}${specifier}${quote}${end}` };
}

/** Takes a statement away, with its line and one of the empty lines around it where it has the line for itself. */
function withoutStatement(statement: ts.Statement, source: ts.SourceFile): TextEdit {
  const { text } = source;
  const first = statement.getStart(source);
  const start = lineStartOf(text, first);
  const end = lineEndOf(text, statement.end);
  if (text.slice(start, first).trim() !== "") return { start: first, end: statement.end, text: "" };
  if (text.slice(statement.end, end).trim() !== "") return { start: first, end: end - text.slice(statement.end, end).trimStart().length, text: "" };
  const behind = /^[ \t]*\r?\n/.exec(text.slice(end));
  const hasBefore = start === 0 || isBelowEmptyLine(text, start);
  return { start, end: behind && hasBefore ? end + behind[0].length : end, text: "" };
}
