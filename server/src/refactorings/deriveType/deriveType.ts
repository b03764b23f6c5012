import { byPath, byPlace } from "../../syntax/sorted.ts";
import { ts } from "../../syntax/typescript.ts";
import { isTestFile } from "../extractFunction/placement/target.ts";
import { isJavaScript, originOf } from "../semantics/symbols.ts";
import { planComments } from "../keepOneDefinition/comments.ts";
import type { LocatedModel } from "../keepOneDefinition/located.ts";
import { isPublished, needs, packageOf, platformObstacle } from "../keepOneDefinition/packages.ts";
import { identifiersOf, importsOnlyUsedIn } from "../keepOneDefinition/references.ts";
import { isRefusal, refuse, refuseModel, stale, type Refusal } from "../keepOneDefinition/refusal.ts";
import { refuseEdits } from "../models/check.ts";
import { collectModels, modelFix, type BuiltModels } from "../models/modelFix.ts";
import { openModels, type ModelContext } from "../models/open.ts";
import { changeOf, declarationText } from "../models/probe.ts";
import { editImports, importBindings, type WantedImport } from "../modules/editImports.ts";
import type { Layout } from "../modules/layout.ts";
import { Layouts } from "../modules/layouts.ts";
import type { FileEdit, Fix, Fragment, ProjectAccess, TextEdit } from "../refactoring.ts";
import { linesRemoved } from "../textOffsets.ts";
import { holdsExport, libraryImport, membersOfSchema, packageNameOf, schemaAt, statementOf, type LibraryImport, type Schema } from "./schema.ts";
import { baseName } from "../../syntax/paths.ts";

/** The title of the fix as the lightbulb shows it. */
export const deriveTypeTitle = "Derive the type from its schema";
const kind = "derive-type";

/**
 * Derives types from the schema that says the same, so that both cannot part: `type User = z.infer<typeof UserSchema>`. What runs
 * stays as it is, and the type is the same to the checker.
 *
 * @param fragments the statement of a schema, and the declarations of types that say the same
 */
export function deriveType(fragments: readonly Fragment[], projects: ProjectAccess): Fix {
  return modelFix(kind, deriveTypeTitle, fragments, projects, (editable) => build(editable, projects));
}

function build(fragments: readonly Fragment[], projects: ProjectAccess): BuiltModels | Refusal {
  const programs = openModels(fragments, projects);
  if (isRefusal(programs)) return programs;
  const layouts = new Layouts(projects);
  let first: Refusal | undefined;
  for (const project of programs) {
    const schemas = fragments.flatMap((fragment) => schemaAt(fragment, project.program) ?? []);
    const models = fragments.filter((fragment) => schemaAt(fragment, project.program) === undefined);
    for (const schema of schemas) {
      const { changes: derived, leftOut, refusal } = collectModels(models, project, (model) => derive(model, schema, { project, programs, projects, layouts }));
      first ??= refusal;
      if (derived.length === 0) continue;
      const others = schemas.filter((one) => one !== schema).map((one) => ({ fragment: { file: one.source.fileName, start: one.statement.getStart(one.source), end: one.statement.end }, reason: `${one.name.text} is a schema of its own.` }));
      const edits = editsOf(derived, schema);
      const wrong = refuseEdits(edits, programs, derived.flatMap(({ model, wanted }) => wanted.filter(({ from }) => from === schema.source.fileName).map(({ local, from }) => ({ file: model.source.fileName, local, home: from }))));
      if (wrong === undefined) return { edits, leftOut: [...leftOut, ...others], removedLines: linesRemoved(edits, (file) => projects.read(file)) };
      first ??= wrong;
    }
  }
  return first ?? stale;
}

/** A model with what it becomes. */
interface Derived {
  readonly model: LocatedModel;
  readonly text: string;
  readonly wanted: readonly WantedImport[];
  /** Edits of the model's file: the declaration, and imports. */
  readonly own: readonly TextEdit[];
  /** Comments that the members of the schema take over. */
  readonly moved: readonly TextEdit[];
}

function derive(model: LocatedModel, schema: Schema, context: ModelContext): Derived | Refusal {
  const { project: { program }, projects } = context;
  const { node, source, name } = model;
  if (ts.isClassDeclaration(node)) return refuse("class", `${name} is a class: it exists when the program runs.`);
  if (isJavaScript(schema.source)) return refuseModel("javascript");
  if (model.exportedAs.includes("default") && model.hasExport) return refuse("default-export", `${name} is the default export of ${baseName(source.fileName)}, which must be a declaration of its own.`);
  if (node.typeParameters) return refuse("type-parameters", `${name} has type parameters, which a schema has not.`);
  if (!ts.isSourceFile(node.parent)) return refuse("scope", `${model.fullName} stands in a namespace.`);
  if (isTestFile(schema.source.fileName) && !isTestFile(source.fileName)) return refuseModel("test", schema.name.text, name);
  const [own, other] = [packageOf(source.fileName, projects), packageOf(schema.source.fileName, projects)];
  if (own !== other) return refuse("package", `${name} and ${schema.name.text} belong to two packages; sharing one needs a dependency.`);
  const platform = platformObstacle(name, source.fileName, schema.name.text, schema.source.fileName);
  if (platform) return platform;
  if (isMadeOf(schema, model, program)) return refuseModel("schema-by-type", schema.name.text, name);
  const library = libraryImport(schema, program);
  if (library === undefined) return refuseModel("schema-library", schema.name.text);
  const libraryName = packageNameOf(library.specifier);
  if (model.exportedAs.length > 0 && isPublished(own, projects) && !needs(own, libraryName, projects))
    return refuse("package", `${name} is exported by a published package that does not depend on “${libraryName}”, so that its users need not have it.`);
  const literal = membersOfSchema(schema);
  const comments = literal ? planComments(model, { node: literal, source: schema.source, name: schema.name.text }) : { moved: [], ownLeading: false };
  if (isRefusal(comments)) return comments;
  const local = schemaNameAt(schema, model, program);
  if (isRefusal(local)) return local;
  return chooseSide(model, { schema, library, local, moved: comments.moved }, context);
}

interface Source {
  readonly schema: Schema;
  readonly library: LibraryImport;
  readonly local: { readonly text: string; readonly wanted: readonly WantedImport[] };
  readonly moved: readonly TextEdit[];
}

/** Derives what comes out of the schema, or what goes in, whichever is the model to the checker. */
function chooseSide(model: LocatedModel, { schema, library, local, moved }: Source, { project, programs, projects, layouts }: ModelContext): Derived | Refusal {
  const { output, input, either } = library.library;
  const layout = layouts.of(model.source);
  const attempt = (member: string): { readonly derived: Derived; readonly change: string | undefined } => {
    const { text, wanted } = typeText(member, local.text, library, model, project.program);
    const all = [...local.wanted, ...wanted];
    const derived = { model, text, wanted: all, own: ownEdits(model, text, all, project.program, layout), moved };
    const node = model.node as ts.InterfaceDeclaration | ts.TypeAliasDeclaration;
    const probe = [{ start: node.getStart(model.source), end: node.end, text: declarationOf(model, text, layout) }, ...editImports(model.source, all, [], project.program, layout)].sort(byPlace);
    const edits: readonly FileEdit[] = [{ kind: "change", file: model.source.fileName, edits: probe }, ...exporting(schema, model)];
    return { derived, change: changeOf({ file: model.source.fileName, name: model.name, before: declarationText(node, model.source) }, edits, programs, projects) };
  };
  const out = attempt(output);
  const into = input === undefined ? out : attempt(input);
  if (out.change === undefined) return into.change === undefined && either !== undefined ? attempt(either).derived : out.derived;
  if (into.change === undefined) return into.derived;
  const isOne = into.change === out.change;
  return isOne ? refuse("members", `${model.name} and what ${schema.name.text} describes are not one type: ${out.change}.`) : refuseModel("transforms", schema.name.text, model.name, out.change, into.change);
}

/** The derived type, and the import of its name where the file has none. */
function typeText(member: string, schema: string, { library, binding, specifier, target }: LibraryImport, { source }: LocatedModel, program: ts.Program): { readonly text: string; readonly wanted: readonly WantedImport[] } {
  if (library.isProperty) return { text: `typeof ${schema}.${member}`, wanted: [] };
  const checker = program.getTypeChecker();
  const type = (name: string): string => `${name}<typeof ${schema}>`;
  const known = importBindings(source).filter((one) => {
    const { moduleSpecifier } = statementOf(one);
    return ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === specifier;
  });
  const holder = known.find((one) => holdsExport(one, member, checker));
  if (holder?.name) return { text: type(`${holder.name.text}.${member}`), wanted: [] };
  const direct = known.find((one) => ts.isImportSpecifier(one) && (one.propertyName ?? one.name).text === member);
  if (direct?.name) return { text: type(direct.name.text), wanted: [] };
  if (!holdsExport(binding, member, checker) || !binding.name) return { text: type(member), wanted: [{ from: target.fileName, specifier, name: member, local: member, typeOnly: true }] };
  const name = ts.isImportSpecifier(binding) ? (binding.propertyName ?? binding.name).text : ts.isNamespaceImport(binding) ? "*" : "default";
  const local = binding.name.text;
  return { text: type(`${local}.${member}`), wanted: [{ from: target.fileName, specifier, name, local, typeOnly: true }] };
}

/** What the schema is called in the model's file. */
function schemaNameAt(schema: Schema, { source }: LocatedModel, program: ts.Program): Source["local"] | Refusal {
  const { text } = schema.name;
  if (source === schema.source) return { text, wanted: [] };
  const checker = program.getTypeChecker();
  const known = importBindings(source).find(({ name }) => {
    const symbol = name && checker.getSymbolAtLocation(name);
    return symbol !== undefined && originOf(checker, symbol) === schema.symbol;
  });
  if (known?.name) return { text: known.name.text, wanted: [] };
  if (identifiersOf(source, text).length > 0) return refuse("name-taken", `The name ${text} means something else in ${baseName(source.fileName)}.`);
  return { text, wanted: [{ from: schema.source.fileName, name: text, local: text, typeOnly: true }] };
}

/** Whether the schema's own declaration names the model: neither can then be made of the other. */
function isMadeOf({ statement, source }: Schema, model: LocatedModel, program: ts.Program): boolean {
  const checker = program.getTypeChecker();
  const visit = (node: ts.Node): boolean => {
    if (ts.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      const target = symbol && checker.getExportSymbolOfSymbol(originOf(checker, symbol));
      const isType = ts.isTypeReferenceNode(node.parent) || ts.isExpressionWithTypeArguments(node.parent);
      if (target === model.symbol && isType) return true;
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return source.text.includes(model.name) && visit(statement);
}

function declarationOf({ name, hasExport }: LocatedModel, text: string, { end }: Layout): string {
  return `${hasExport ? "export " : ""}type ${name} = ${text}${end}`;
}

function ownEdits(model: LocatedModel, text: string, wanted: readonly WantedImport[], program: ts.Program, layout: Layout): readonly TextEdit[] {
  const { node, source } = model;
  const unused = importsOnlyUsedIn(source, [{ start: node.pos, end: node.end }], program, text);
  return [{ start: node.getStart(source), end: node.end, text: declarationOf(model, text, layout) }, ...editImports(source, wanted, unused, program, layout)];
}

/** Makes the schema known to the other file. */
function exporting(schema: Schema, { source }: LocatedModel): readonly FileEdit[] {
  if (source === schema.source || schema.isExported) return [];
  const start = schema.statement.getStart(schema.source);
  return [{ kind: "change", file: schema.source.fileName, edits: [{ start, end: start, text: "export " }] }];
}

function editsOf(derived: readonly Derived[], schema: Schema): readonly FileEdit[] {
  const byFile = new Map<string, Map<string, TextEdit>>();
  const add = (file: string, edits: readonly TextEdit[]): void => {
    const own = byFile.get(file) ?? new Map<string, TextEdit>();
    byFile.set(file, own);
    for (const edit of edits) own.set(`${edit.start} ${edit.end} ${edit.text}`, edit);
  };
  for (const { model, own, moved } of derived) {
    add(model.source.fileName, own);
    add(schema.source.fileName, moved);
    for (const edit of exporting(schema, model)) if (edit.kind === "change") add(edit.file, edit.edits);
  }
  return [...byFile]
    .filter(([, edits]) => edits.size > 0)
    .map(([file, edits]): FileEdit => ({ kind: "change", file, edits: [...edits.values()].sort(byPlace) }))
    .sort(byPath);
}
