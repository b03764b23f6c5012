import { actingWith } from "./actsWhenLoaded.ts";
import { circleOf, importGraph, loadedBy } from "../importGraph.ts";
import { refuse, type Refusal } from "../semantics/refusals.ts";
import { isStaticMember } from "../semantics/thisOwner.ts";
import { keptBy } from "../../syntax/keptBy.ts";
import { ts } from "../../syntax/typescript.ts";
import { mentionsAny } from "./loading.ts";
import { baseName } from "../../syntax/paths.ts";

/** Between which of its imports a file has to import a module, so that all is loaded in time and in the order of today. */
export interface LoadOrder {
  /** Behind this one, all that the module does when it is loaded is done already. */
  readonly behind?: ts.Statement | undefined;
  /** This one leads back to the file, to code that may call the functions of the file before it has loaded the rest. */
  readonly before?: ts.Statement | undefined;
}

/** Where `source` has to import `target`, which need not be there yet. */
export function loadOrderOf(program: ts.Program, source: ts.SourceFile, target: string): LoadOrder {
  return { behind: lastToAct(program, source, target), before: firstToLeadBack(program, source) };
}

/** Why a user of `target` would come to load it too late, or something else too early. */
export function refuseLoadOrder(program: ts.Program, target: string, users: readonly string[]): Refusal | undefined {
  for (const user of users) {
    const source = user === target ? undefined : program.getSourceFile(user);
    if (!source) continue;
    const { behind, before } = loadOrderOf(program, source, target);
    const known = loadsOf(program, source).find(({ to }) => to === target)?.statement ?? behind;
    if (before && known && known.pos >= before.pos) return refuse("loaded-in-a-circle", baseName(user));
  }
  return undefined;
}

/** The modules that the imports and re-exports of a file load, in their order. */
function loadsOf(program: ts.Program, source: ts.SourceFile): readonly { readonly to: string; readonly statement: ts.Statement }[] {
  const edges = importGraph(program).get(source.fileName) ?? [];
  return edges.flatMap(({ to, typeOnly, specifier }) => {
    const statement = source.statements.find((one) => one === specifier.parent || one === specifier.parent.parent);
    return typeOnly || !statement ? [] : [{ to, statement }];
  });
}

/** The import with which all modules are loaded that act when `target` is, as far as the file loads them by itself. */
function lastToAct(program: ts.Program, source: ts.SourceFile, target: string): ts.Statement | undefined {
  const acting = new Set(actingWith(program, target));
  let last: ts.Statement | undefined;
  for (const { to, statement } of loadsOf(program, source)) {
    if (acting.size === 0) break;
    for (const file of loadedBy(program, [to])) if (acting.delete(file)) last = statement;
  }
  return last;
}

/** The first import that leads back to the file, where a module on the way may call functions while it is loaded. */
export function firstToLeadBack(program: ts.Program, source: ts.SourceFile): ts.Statement | undefined {
  const known = leadingBack(program);
  const kept = known.get(source.fileName) ?? { statement: findLeadingBack(program, source) };
  known.set(source.fileName, kept);
  return kept.statement;
}

/** What was found for the files of a program. */
const leadingBack = keptBy((_program: ts.Program): Map<string, { readonly statement: ts.Statement | undefined }> => new Map());

function findLeadingBack(program: ts.Program, source: ts.SourceFile): ts.Statement | undefined {
  const circle = circleOf(program, source.fileName);
  const calls = [...circle].some((file) => {
    const one = program.getSourceFile(file);
    return one !== undefined && callsWhenLoaded(program, one, circle, source.fileName);
  });
  return calls ? loadsOf(program, source).find(({ to }) => circle.has(to))?.statement : undefined;
}

/** Whether loading the module calls, or hands to a call, a function of its own or what it imports from the circle. */
function callsWhenLoaded(program: ts.Program, source: ts.SourceFile, circle: ReadonlySet<string>, user: string): boolean {
  const names = new Set<string>();
  const edges = (importGraph(program).get(source.fileName) ?? []).filter(({ to, typeOnly }) => !typeOnly && (to === user || circle.has(to)));
  for (const { specifier } of edges) for (const name of namesImportedBy(specifier.parent)) names.add(name);
  for (const statement of source.statements) {
    if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name) names.add(statement.name.text);
    if (ts.isVariableStatement(statement)) for (const { name } of statement.declarationList.declarations) if (ts.isIdentifier(name)) names.add(name.text);
  }
  const calls = (node: ts.Node): boolean => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node) || ts.isDecorator(node)) return mentionsAny(node, names);
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return false;
    if (ts.isPropertyDeclaration(node) && !isStaticMember(node)) return false;
    return ts.forEachChild(node, (child) => calls(child) || undefined) ?? false;
  };
  return source.statements.some(calls);
}

/** The names that an import gives the file. */
function namesImportedBy(node: ts.Node): readonly string[] {
  const clause = ts.isImportDeclaration(node) ? node.importClause : undefined;
  const bindings = clause?.namedBindings;
  const named = bindings === undefined ? [] : ts.isNamespaceImport(bindings) ? [bindings.name] : bindings.elements.map(({ name }) => name);
  const equals = ts.isExternalModuleReference(node) ? [(node.parent).name] : [];
  return [...(clause?.name ? [clause.name] : []), ...named, ...equals].map(({ text }) => text);
}
