import { ts } from "../../syntax/typescript.ts";
import { TypeComparison } from "../keepOneDefinition/sameType.ts";
import { applyTextEdits } from "../textEdits.ts";
import type { FileEdit, ProjectAccess, ProjectProgram } from "../refactoring.ts";

/** A model before and after an edit, in the file that declares it. */
export interface Changed {
  readonly file: string;
  /** Its name, which the edit keeps, with the namespaces that it stands in. */
  readonly name: string;
  /** The whole declaration as it was, without modifiers. */
  readonly before: string;
}

const former = "DrydockFormer";
const verdict = "DrydockVerdict";
/** A type with its members in one place; each part of a union for itself, and what is no object as it is. */
const flat = "DrydockFlat";

/**
 * Asks the checker whether a model is, after the edits, the very type that it was: its former declaration is laid beside
 * the new one, under another name, and both are compared by identity, which any two types that differ in a member, in what is optional,
 * readonly or `any`, fail. Members that an intersection or an inherited declaration gives count as the model's own. Each of the
 * programs that include the file is asked, for what is optional means another thing to another configuration.
 *
 * @returns `undefined` where they are one, else the end of a sentence that says what differs
 */
export function changeOf(changed: Changed, edits: readonly FileEdit[], programs: readonly ProjectProgram[], projects: ProjectAccess): string | undefined {
  for (const project of programs) {
    const change = project.program.getSourceFile(changed.file) && changeIn(changed, edits, project, projects);
    if (change !== undefined) return change;
  }
  return undefined;
}

function changeIn({ file, name: fullName, before }: Changed, edits: readonly FileEdit[], project: ProjectProgram, projects: ProjectAccess): string | undefined {
  const own = edits.find((edit) => edit.file === file);
  const text = own?.kind === "create" ? own.text : applyTextEdits(projects.read(file) ?? "", own?.edits ?? []);
  const name = fullName.slice(fullName.lastIndexOf(".") + 1);
  const renamed = before.replace(/^((?:interface|type)\s+)[\w$]+/, `$1${former}`);
  const asked = `\ntype ${flat}<T> = { [K in keyof T]: T[K] };\ntype ${verdict} = (<T>() => T extends ${flat}<${former}> ? 1 : 2) extends (<T>() => T extends ${flat}<${name}> ? 1 : 2) ? true : false;\n`;
  const isGeneric = /^(?:interface|type)\s+[\w$]+\s*</.test(before);
  const at = endOfScope(fullName, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  const probed: FileEdit = { kind: "create", file, text: `${text.slice(0, at)}\n${renamed}${isGeneric ? "\n" : asked}${text.slice(at)}` };
  const program = project.after([...edits.filter((edit) => edit.file !== file), probed]);
  const source = program.getSourceFile(file);
  const checker = program.getTypeChecker();
  const typeOf = (wanted: string): ts.Type | undefined => {
    const declaration = declarationNamed(wanted, fullName, source);
    const symbol = declaration && checker.getSymbolAtLocation(declaration.name);
    return symbol && checker.getDeclaredTypeOfSymbol(checker.getExportSymbolOfSymbol(symbol));
  };
  const [answer, old, now] = [typeOf(verdict), typeOf(former), typeOf(name)];
  if (answer !== undefined && checker.typeToString(answer) === "true") return undefined;
  if (old === undefined || now === undefined) return "it cannot be compared";
  const types = new TypeComparison(checker);
  if (isGeneric && !types.sameParameters(parametersOf(declarationNamed(former, fullName, source), checker), parametersOf(declarationNamed(name, fullName, source), checker))) return "its type parameters differ";
  const difference = types.memberThatDiffers(old, now, true);
  // A condition on types with parameters is not decided, so that of a generic model the comparison of the members counts.
  if (isGeneric && difference === undefined) return undefined;
  return difference === undefined ? "the checker tells them apart" : `${difference.member} differs: ${difference.why}`;
}

function parametersOf(declaration: ts.InterfaceDeclaration | ts.TypeAliasDeclaration | undefined, checker: ts.TypeChecker): readonly ts.Type[] {
  return (declaration?.typeParameters ?? []).map((parameter) => checker.getTypeAtLocation(parameter));
}

/** The declaration of a name beside that of a model, by the full name of the model. */
function declarationNamed(name: string, fullName: string, source: ts.SourceFile | undefined): ts.InterfaceDeclaration | ts.TypeAliasDeclaration | undefined {
  return source && scopeOf(fullName, source)?.statements.find((one) => isDeclarationOf(name, one));
}

function isDeclarationOf(name: string, statement: ts.Statement): statement is ts.InterfaceDeclaration | ts.TypeAliasDeclaration {
  return (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) && statement.name.text === name;
}

/** The file or the body of a namespace that declares a model of a full name. */
function scopeOf(fullName: string, source: ts.SourceFile): ts.SourceFile | ts.ModuleBlock | undefined {
  const names = fullName.split(".");
  const within = (scope: ts.SourceFile | ts.ModuleBlock, at: number): ts.SourceFile | ts.ModuleBlock | undefined => {
    const name = names[at] ?? "";
    if (at === names.length - 1) return scope.statements.some((one) => isDeclarationOf(name, one)) ? scope : undefined;
    for (const statement of scope.statements) {
      if (!ts.isModuleDeclaration(statement) || statement.name.text !== name || !statement.body || !ts.isModuleBlock(statement.body)) continue;
      const found = within(statement.body, at + 1);
      if (found) return found;
    }
    return undefined;
  };
  return within(source, 0);
}

/** Where something can be declared beside a model of a full name: behind all that is. */
function endOfScope(fullName: string, source: ts.SourceFile): number {
  const scope = scopeOf(fullName, source);
  return scope && ts.isModuleBlock(scope) ? scope.end - 1 : source.text.length;
}

/** The declaration as the probe takes it: from its keyword, without `export` and the like. */
export function declarationText(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration, source: ts.SourceFile): string {
  const text = source.text.slice(node.name.getStart(source), node.end);
  return `${ts.isInterfaceDeclaration(node) ? "interface" : "type"} ${text}`;
}
