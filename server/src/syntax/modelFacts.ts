import type { Span } from "./position.ts";
import { readClass } from "./classModel.ts";
import { canonicalTypeParameters, canonicalType, plainAliases, withTypeParameters, type Aliases, type TypeScope } from "./canonicalType.ts";
import { dataDecoratorsIn } from "./dataDecorators.ts";
import type { DataDecorators } from "./dataDecorators.ts";
import { membersOf, readShape } from "./modelMembers.ts";
import { hasModifier } from "./modifiers.ts";
import type { SchemaFileForm } from "./schemaFiles/schemaFile.ts";
import { ts } from "./typescript.ts";

/** A member of a model as it is written. */
export interface ModelMember {
  /** `()`, `new()` and `[]` for call, construct and index signatures. */
  readonly name: string;
  readonly kind: "property" | "method" | "call" | "construct" | "index";
  /** The type in canonical text, see `canonicalType`: of a method, that of its function. */
  readonly type: string;
  readonly optional: boolean;
  readonly readonly: boolean;
  /** Of a schema file: who writes the data may leave the member out, who reads it has it. */
  readonly filled?: boolean;
}

/**
 * Why a model is not said by its members alone:
 * - `ambient`: it is part of the global scope, of another module, or a class without code (`declare`);
 * - `merged`: it has several declarations in its scope, each with a part of the members;
 * - `nominal`: private and protected members, and members with a symbol for a name, tell it from its likes;
 * - `behaviour`: a class with methods, statics, a base class, work in its constructor, or decorators that are not known to be about data;
 * - `inferred`: a type that only the checker knows;
 * - `generic`: an inline type that names a type parameter of what is around it.
 */
export type Opacity = "ambient" | "merged" | "nominal" | "behaviour" | "inferred" | "generic";

/** A definition of data in one file, as it is written there. Leading comments are not part of its span. */
export interface ModelFact extends Span {
  readonly form: "interface" | "type" | "class" | "typedef" | "inline" | "schema" | SchemaFileForm;
  /** Empty for an inline type. */
  readonly name: string;
  readonly nameSpan: Span;
  /** By a modifier or by an export list of the file. */
  readonly exported: boolean;
  /** The namespace that it stands in, e.g. `Schema.Options`; empty at the top of a file. */
  readonly container: string;
  /** Absent for plain data. */
  readonly opacity?: Opacity;
  /** Canonical texts: `$0 extends string`. */
  readonly typeParameters: readonly string[];
  /** Canonical texts of what it extends or is intersected with. */
  readonly heritage: readonly string[];
  /** Canonical texts of what a class says it implements, and of what a schema is held to. */
  readonly implemented: readonly string[];
  /** In the order of the text; overloads of one name are one member. */
  readonly members: readonly ModelMember[];
}

/** Where a declaration stands. */
interface Place {
  readonly container: string;
  readonly ambient: boolean;
  /** Names that export lists name; `undefined` inside namespaces, where there are none. */
  readonly exportedNames: ReadonlySet<string> | undefined;
  /** In `declare namespace` everything is exported. */
  readonly allExported: boolean;
  readonly aliases: Aliases;
  readonly isData: DataDecorators;
}

/**
 * The models of one file in the order of the text: interfaces, aliases of object types and of
 * intersections with one, and classes that have fields, at the top of the file and in namespaces.
 * What is declared inside functions is not read. A pure function of the tree, which needs no parent pointers.
 *
 * @param text the whole text of the file, whose imports the tree need not hold
 */
export function readModels(sourceFile: ts.SourceFile, text = sourceFile.text): readonly ModelFact[] {
  const found: ModelFact[] = [];
  const exportedNames = namesOfExportLists(sourceFile);
  const aliases = plainAliases(sourceFile);
  visitStatements(sourceFile.statements, { container: "", ambient: false, exportedNames, allExported: false, aliases, isData: dataDecoratorsIn(text) }, sourceFile, found);
  return found;
}

function visitStatements(
  statements: readonly ts.Statement[],
  place: Place,
  sourceFile: ts.SourceFile,
  found: ModelFact[],
): void {
  const declared = new Map<string, number>();
  for (const statement of statements) {
    if (!isModelDeclaration(statement) || !statement.name) continue;
    declared.set(statement.name.text, (declared.get(statement.name.text) ?? 0) + 1);
  }
  for (const statement of statements) {
    if (ts.isModuleDeclaration(statement)) visitNamespace(statement, place, sourceFile, found);
    else if (isModelDeclaration(statement) && statement.name) {
      const model = readModel(statement, statement.name, place, sourceFile);
      const merged = (declared.get(statement.name.text) ?? 0) > 1;
      if (model) found.push(merged ? { ...model, opacity: "merged" } : model);
    }
  }
}

function visitNamespace(node: ts.ModuleDeclaration, place: Place, sourceFile: ts.SourceFile, found: ModelFact[]): void {
  if (!node.body) return;
  const named = ts.isIdentifier(node.name) && !(node.flags & ts.NodeFlags.GlobalAugmentation);
  const container = place.container === "" ? node.name.text : `${place.container}.${node.name.text}`;
  const allExported = place.allExported || hasModifier(node, ts.SyntaxKind.DeclareKeyword);
  const inner: Place = { container, ambient: place.ambient || !named, exportedNames: undefined, allExported, aliases: place.aliases, isData: place.isData };
  if (ts.isModuleBlock(node.body)) visitStatements(node.body.statements, inner, sourceFile, found);
  else if (ts.isModuleDeclaration(node.body)) visitNamespace(node.body, inner, sourceFile, found);
}

type ModelDeclaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration;

function isModelDeclaration(node: ts.Node): node is ModelDeclaration {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node);
}

function readModel(
  node: ModelDeclaration,
  name: ts.Identifier,
  place: Place,
  sourceFile: ts.SourceFile,
): ModelFact | undefined {
  const outer: TypeScope = { sourceFile, names: new Map([[name.text, "$self"]]), depth: 0, aliases: place.aliases };
  const scope = withTypeParameters(outer, node.typeParameters);
  const content = readContent(node, scope, place.isData);
  if (content === undefined || content.members.length === 0) return undefined;
  const nameStart = name.getStart(sourceFile);
  const opacity = place.ambient ? "ambient" : content.opacity;
  return {
    start: node.getStart(sourceFile),
    end: node.end,
    form: ts.isInterfaceDeclaration(node) ? "interface" : ts.isTypeAliasDeclaration(node) ? "type" : "class",
    name: name.text,
    nameSpan: { start: nameStart, end: name.end },
    exported:
      place.allExported ||
      hasModifier(node, ts.SyntaxKind.ExportKeyword) ||
      (place.exportedNames?.has(name.text) ?? false),
    container: place.container,
    ...(opacity ? { opacity } : {}),
    typeParameters: canonicalTypeParameters(node.typeParameters, scope),
    heritage: content.heritage,
    implemented: content.implemented,
    members: content.members,
  };
}

/** What a declaration says of its data. */
export interface ModelContent extends Pick<ModelFact, "members" | "heritage" | "implemented"> {
  readonly opacity: Opacity | undefined;
}

function readContent(node: ModelDeclaration, scope: TypeScope, isData: DataDecorators): ModelContent | undefined {
  if (ts.isClassDeclaration(node)) return readClass(node, scope, isData);
  if (ts.isTypeAliasDeclaration(node)) {
    const shape = readShape(node.type, scope);
    return shape && { ...shape, implemented: [], opacity: shape.certain ? undefined : "nominal" };
  }
  const { members, certain } = membersOf(node.members, scope);
  const heritage = (node.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => canonicalType(type, scope)));
  return { members, heritage, implemented: [], opacity: certain ? undefined : "nominal" };
}

/** The names that the export lists of a file, and its `export default`, give away. */
export function namesOfExportLists(sourceFile: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of sourceFile.statements) {
    if (ts.isExportAssignment(statement) && ts.isIdentifier(statement.expression)) names.add(statement.expression.text);
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier || !statement.exportClause) continue;
    if (!ts.isNamedExports(statement.exportClause)) continue;
    for (const element of statement.exportClause.elements) names.add((element.propertyName ?? element.name).text);
  }
  return names;
}
