import { ts } from "../../syntax/typescript.ts";
import { hasModifier, isDecorated } from "../../syntax/modifiers.ts";
import type { Fragment, ProjectProgram } from "../refactoring.ts";
import { refuse, refuseModel, stale, type Refusal } from "./refusal.ts";
import { originOf } from "../semantics/symbols.ts";
import { baseName } from "../../syntax/paths.ts";

export type ModelDeclaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration;

/** A model as a program sees it. */
export interface LocatedModel {
  readonly fragment: Fragment;
  readonly node: ModelDeclaration;
  readonly source: ts.SourceFile;
  readonly symbol: ts.Symbol;
  readonly name: string;
  /** The name with the namespaces that it stands in: `Pilot.Options`. */
  readonly fullName: string;
  /** Names under which the file exports it; `default` among them. */
  readonly exportedAs: readonly string[];
  /** Whether the declaration itself says `export`. */
  readonly hasExport: boolean;
  /** Whether a value, a function or a namespace of the same name stands beside it. */
  readonly hasCompanion: boolean;
}

/**
 * Finds the declaration that spans the fragment, with what makes it unfit for being kept or
 * replaced whatever the other definitions are.
 */
export function locate(fragment: Fragment, { program }: ProjectProgram): LocatedModel | Refusal {
  const source = program.getSourceFile(fragment.file);
  const node = source && declarationAt(source, fragment);
  if (!source) return refuse("other-project", `The file ${baseName(fragment.file)} belongs to another project.`);
  if (!node?.name) return stale;
  const name = node.name.text;
  const checker = program.getTypeChecker();
  if (source.isDeclarationFile || inAmbientModule(node)) {
    return refuse("ambient", `${name} is part of the global scope or of another module, which Drydock does not edit.`);
  }
  if (!ts.isExternalModule(source)) {
    return refuse("script", `${baseName(fragment.file)} is a script and not a module, so ${name} is global.`);
  }
  const more = ts.isClassDeclaration(node) ? moreThanMembers(node) : undefined;
  if (more !== undefined) return refuseModel(more, name);
  const local = checker.getSymbolAtLocation(node.name);
  if (!local) return stale;
  const symbol = checker.getExportSymbolOfSymbol(local);
  const declarations = symbol.declarations ?? [];
  if (declarations.filter(declaresType).length > 1) {
    return refuse("merged", `${name} has several declarations that the compiler merges into one.`);
  }
  return {
    fragment,
    node,
    source,
    symbol,
    name,
    fullName: [...namespacesOf(node).map((namespace) => namespace.name.text), name].join("."),
    exportedAs: exportedNames(checker, source, symbol),
    hasExport: hasModifier(node, ts.SyntaxKind.ExportKeyword),
    hasCompanion: declarations.length > 1,
  };
}

/** What a class has beside its members that no type says, and that nobody may lose or gain unawares. */
function moreThanMembers(node: ts.ClassDeclaration): "decorated" | "accessors" | undefined {
  const parameters = node.members.flatMap((member) => (ts.isConstructorDeclaration(member) ? [...member.parameters] : []));
  if ([node, ...node.members, ...parameters].some(isDecorated)) return "decorated";
  return node.members.some(ts.isAccessor) ? "accessors" : undefined;
}

function declarationAt(source: ts.SourceFile, { start, end }: Fragment): ModelDeclaration | undefined {
  const search = (statements: readonly ts.Statement[]): ModelDeclaration | undefined => {
    for (const statement of statements) {
      if (statement.end < end || statement.pos > start) continue;
      if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isClassDeclaration(statement)) {
        if (statement.getStart(source) === start && statement.end === end) return statement;
      } else if (ts.isModuleDeclaration(statement)) {
        let body: ts.ModuleDeclaration["body"] = statement.body;
        while (body && ts.isModuleDeclaration(body)) body = body.body;
        const found = body && ts.isModuleBlock(body) ? search(body.statements) : undefined;
        if (found) return found;
      }
    }
    return undefined;
  };
  return search(source.statements);
}

/** The namespaces around a declaration, outermost first. */
export function namespacesOf(node: ts.Node): readonly ts.ModuleDeclaration[] {
  const found: ts.ModuleDeclaration[] = [];
  for (let at: ts.Node = node.parent; !ts.isSourceFile(at); at = at.parent) if (ts.isModuleDeclaration(at)) found.unshift(at);
  return found;
}

function inAmbientModule(node: ts.Node): boolean {
  return namespacesOf(node).some((at) => ts.isStringLiteral(at.name) || (at.flags & ts.NodeFlags.GlobalAugmentation) !== 0);
}

function declaresType(node: ts.Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node);
}

function exportedNames(checker: ts.TypeChecker, source: ts.SourceFile, symbol: ts.Symbol): readonly string[] {
  const module = checker.getSymbolAtLocation(source);
  if (!module) return [];
  return checker
    .getExportsOfModule(module)
    .filter((exported) => originOf(checker, exported) === symbol)
    .map((exported) => exported.name)
    .sort();
}
