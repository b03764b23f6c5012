import { componentIn, importGraph, loadedBy } from "../../importGraph.ts";
import { ts } from "../../../syntax/typescript.ts";
import type { ProjectAccess, ProjectProgram } from "../../refactoring.ts";
import type { Copy } from "../../semantics/flow.ts";
import { commonBase, programsAround } from "../../semantics/hierarchy.ts";
import { isRefusal, refuse, type Refusal } from "../../semantics/refusals.ts";
import { identifiersOf, isJavaScript, isLocal, isWithin, namesIn, symbolAt, touchOf } from "../../semantics/symbols.ts";
import { outsideOfEntries, runsAsTest } from "./entryFolders.ts";
import { isBeforeObject, isStaticMember, thisOwner } from "../../semantics/thisOwner.ts";
import { baseName } from "../../../syntax/paths.ts";

/** Where the new function goes. */
export type Container =
  /** The top level of a file, which need not be there yet. */
  | { readonly kind: "module"; readonly source: ts.SourceFile | undefined; readonly folder: string }
  /** A private method, called on `this` or on what `calledOn` names; `inheritedIn`: a protected one, called in classes that extend this one, in the programs of `inheritedIn`. */
  | { readonly kind: "class"; readonly node: ts.ClassLikeDeclaration; readonly isStatic: boolean; readonly calledOn?: string; readonly inheritedIn?: readonly ProjectProgram[] }
  /** A function inside the function that all copies stand in. What is known of `narrowed` variables there, it has to be told. */
  | { readonly kind: "block"; readonly body: ts.Block; readonly narrowed: ReadonlySet<ts.Symbol> };

/** The file that the container is in; `undefined` for one that is yet to be made. */
export function sourceOf(container: Container): ts.SourceFile | undefined {
  return container.kind === "module" ? container.source : (container.kind === "class" ? container.node : container.body).getSourceFile();
}

/** Whether what stands at the container sees the declaration of a local symbol. */
export function visibleFrom(container: Container): (symbol: ts.Symbol) => boolean {
  if (container.kind === "module") return () => false;
  const node = container.kind === "class" ? container.node : container.body;
  return (symbol) => {
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    if (container.kind === "block" && container.narrowed.has(symbol)) return false;
    if (declaration === undefined || declaration.getSourceFile() !== node.getSourceFile()) return false;
    const scope = scopeOf(declaration);
    return scope !== undefined && isWithin(node, scope);
  };
}

/** The node in which a declaration is known. */
function scopeOf(declaration: ts.Declaration): ts.Node | undefined {
  let root: ts.Node = declaration;
  while (ts.isBindingElement(root)) root = root.parent.parent;
  if (ts.isFunctionExpression(root) || ts.isClassExpression(root)) return root;
  const list = root.parent;
  const isVar = ts.isVariableDeclaration(root) && ts.isVariableDeclarationList(list) && (list.flags & ts.NodeFlags.BlockScoped) === 0;
  for (let at: ts.Node | undefined = root.parent; at !== undefined; at = at.parent as ts.Node | undefined) {
    if (ts.isFunctionLike(at) || ts.isSourceFile(at) || ts.isModuleBlock(at) || ts.isClassLike(at)) return at;
    if (isVar) continue;
    if (ts.isBlock(at) || ts.isIterationStatement(at, false) || ts.isCaseBlock(at) || ts.isCatchClause(at)) return at;
  }
  return undefined;
}

/** The places for copies of one file, best first. `passesThis`: whether `this` may become a parameter. */
export function containersIn(copies: readonly Copy[], passesThis: boolean, opened: Opened): readonly Container[] | Refusal {
  const source = (copies[0] as Copy).source;
  const module: Container = { kind: "module", source, folder: folderOf(source.fileName) };
  const privateName = copies.find((copy) => copy.control.privateName !== undefined)?.control.privateName;
  if (copies.some((copy) => copy.control.usesThis ?? copy.control.usesSuper)) {
    const method = methodContainer(copies);
    if (!isRefusal(method)) return [method];
    const base = baseContainer(copies, opened);
    return base ? [base, module] : (refuseThis(copies, passesThis) ?? [module]);
  }
  const hidden = privateName ?? copies.map(hiddenMember).find((one) => one !== undefined);
  if (hidden !== undefined) {
    const method = methodContainer(copies);
    if (!isRefusal(method)) return [method];
    const named = staticContainer(copies);
    return named ? [named] : refuse(privateName === undefined ? "private-member" : "private-name", hidden);
  }
  const blocks = commonBlocks(copies);
  const narrowed = blocks.length > 0 ? narrowedIn(copies) : new Set<ts.Symbol>();
  return [module, ...blocks.map((body): Container => ({ kind: "block", body, narrowed }))];
}

/** Why copies that use `this` and are not methods of one class cannot be given it as an argument. */
export function refuseThis(copies: readonly Copy[], passesThis: boolean): Refusal | undefined {
  if (copies.some((copy) => copy.control.usesSuper !== undefined)) return refuse("super");
  const named = copies.find((copy) => copy.control.privateName !== undefined);
  if (named) return refuse("private-name", named.control.privateName);
  if (copies.some((copy) => isBeforeObject(thisOwner(copy.frame), copy))) return refuse("this-in-constructor");
  const isType = copies.some(({ control }) => control.usesThis !== undefined && ts.isThisTypeNode(control.usesThis));
  return isType || !passesThis ? refuse("this") : undefined;
}

/** The name of a member that the copy uses and that only its class, or a class that extends it, may use. */
function hiddenMember(copy: Copy): string | undefined {
  const visit = (node: ts.Node): string | undefined => {
    const name = ts.isPropertyAccessExpression(node) ? node.name : ts.isBindingElement(node) ? (node.propertyName ?? node.name) : undefined;
    const member = name && ts.isIdentifier(name) ? copy.checker.getSymbolAtLocation(name) : undefined;
    const hidden = member?.declarations?.some((one) => (ts.getCombinedModifierFlags(one) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0);
    return hidden ? member?.name : ts.forEachChild(node, visit);
  };
  return copy.nodes.map(visit).find((one) => one !== undefined);
}

/** A static method for copies that stand in one class, whatever runs them, and that is called by the name of the class. */
function staticContainer(copies: readonly Copy[]): Container | undefined {
  const classes = new Set(copies.map(({ frame }) => classAround(frame)));
  const [node] = classes;
  if (classes.size > 1 || node?.name === undefined || isJavaScript(node.getSourceFile())) return undefined;
  const { checker, source } = copies[0] as Copy;
  const symbol = checker.getSymbolAtLocation(node.name);
  const mentions = identifiersOf(source).get(node.name.text) ?? [];
  const sure = mentions.every((one) => symbolAt(checker, one) === symbol && (one === node.name || !touchOf(one).writes));
  return sure ? { kind: "class", node, isStatic: true, calledOn: node.name.text } : undefined;
}

function classAround(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent as ts.Node | undefined) if (ts.isClassLike(at)) return at;
  return undefined;
}

/** The programs that own a file of the copies, and all others that there are. */
export interface Opened {
  readonly owners: readonly ProjectProgram[];
  readonly projects: ProjectAccess;
}

/** A protected method of the class that the classes of all copies have in common, where its file may have what is theirs. */
export function baseContainer(copies: readonly Copy[], opened: Opened): Container | undefined {
  if (refuseThis(copies, true) !== undefined) return undefined;
  const owners = copies.map(({ frame }) => thisOwner(frame));
  const classes = owners.flatMap((owner) => (owner && ts.isClassLike(owner.parent) ? [owner.parent] : []));
  const statics = new Set(owners.map((owner) => owner !== undefined && isStaticMember(owner)));
  const [isStatic = false] = statics;
  const base = classes.length === copies.length && statics.size === 1 ? commonBase(classes, copies, isStatic) : undefined;
  if (!base || refuseFiles([...new Set([base.getSourceFile(), ...copies.map(({ source }) => source)])], opened.projects)) return undefined;
  const inheritedIn = programsAround(base, opened.owners, opened.projects);
  return inheritedIn && { kind: "class", node: base, isStatic, inheritedIn };
}

/** A private method of the class whose methods, fields or constructor all copies are parts of. */
function methodContainer(copies: readonly Copy[]): Container | Refusal {
  let found: { node: ts.ClassLikeDeclaration; isStatic: boolean } | undefined;
  for (const copy of copies) {
    const owner = thisOwner(copy.frame);
    if (owner === undefined || !ts.isClassLike(owner.parent)) return refuse("this");
    if (isBeforeObject(owner, copy)) return refuse("this-in-constructor");
    const isStatic = isStaticMember(owner);
    if (isJavaScript(owner.getSourceFile())) return refuse("this");
    if (found && (found.node !== owner.parent || found.isStatic !== isStatic)) return refuse("this");
    found = { node: owner.parent, isStatic };
  }
  return found ? { kind: "class", ...found } : refuse("this");
}

/**
 * The body of the nearest function around all copies, and the innermost block around them, where a function sees more
 * of what they use. Only in a module is a function that is declared in a block surely known in that block alone.
 */
function commonBlocks(copies: readonly Copy[]): readonly ts.Block[] {
  const first = copies[0] as Copy;
  let innermost: ts.Block | undefined;
  for (let at: ts.Node | undefined = first.nodes[0]?.parent; at !== undefined && !ts.isSourceFile(at); at = at.parent as ts.Node | undefined) {
    const block = at;
    if (!ts.isBlock(block) || !copies.every((copy) => isWithin(copy.nodes[0] as ts.Node, block))) continue;
    if (!ts.isFunctionLike(block.parent)) innermost ??= ts.isExternalModule(first.source) ? block : undefined;
    else return innermost ? [block, innermost] : [block];
  }
  return [];
}

/** Variables of which more is known where the copies read them than their declaration says, and that the copies leave as they are. */
function narrowedIn(copies: readonly Copy[]): ReadonlySet<ts.Symbol> {
  const narrowed = new Set<ts.Symbol>();
  const written = new Set<ts.Symbol>();
  for (const { checker, nodes } of copies)
    for (const name of nodes.flatMap(namesIn)) {
      const symbol = symbolAt(checker, name);
      if (!symbol || !(symbol.flags & ts.SymbolFlags.Variable) || !isLocal(symbol)) continue;
      const { reads, writes } = touchOf(name);
      if (writes) written.add(symbol);
      else if (reads && !ts.isShorthandPropertyAssignment(name.parent) && checker.getTypeAtLocation(name) !== checker.getTypeOfSymbol(symbol)) narrowed.add(symbol);
    }
  return new Set([...narrowed].filter((symbol) => !written.has(symbol)));
}

export function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf("/"), 0)) || "/";
}

/** What must hold of the files before code may be shared between them. */
export function refuseFiles(sources: readonly ts.SourceFile[], projects: ProjectAccess): Refusal | undefined {
  if (sources.length < 2) return undefined;
  if (!sources.every((source) => ts.isExternalModule(source))) return refuse("different-modules");
  if (new Set(sources.map((source) => source.impliedNodeFormat)).size > 1) return refuse("different-modules");
  const tests = sources.filter((source) => isTestFile(source.fileName));
  if (tests.length > 0 && tests.length < sources.length) return refuse("test-and-source");
  const packages = new Set(sources.map((source) => packageOf(source.fileName, projects)));
  if (packages.size > 1) return refuse("different-packages", [...packages].map((folder) => nameOfPackage(folder, projects)).sort().join(" and "));
  const sides = new Set(sources.map(sideOf));
  if (sides.size > 1) return refuse("boundary", [...sides].sort().find((one) => one !== ""));
  return undefined;
}

export function isTestFile(file: string): boolean {
  return /(\.|-|_)(test|spec)s?\.[cm]?[jt]sx?$|\/(__tests__|__mocks__|tests?|specs?|e2e)\//.test(file);
}

function packageOf(file: string, projects: ProjectAccess): string {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    if (projects.read(`${folder === "/" ? "" : folder}/package.json`) !== undefined) return folder;
    if (folder === "/" || !folder.includes("/")) return "/";
  }
}

/** The name that a package has by its manifest, else that of its folder. */
function nameOfPackage(folder: string, projects: ProjectAccess): string {
  const name = /"name"\s*:\s*"([^"]+)"/.exec(projects.read(`${folder === "/" ? "" : folder}/package.json`) ?? "")?.[1];
  return `"${name ?? baseName(folder)}"`;
}

/** The directive that says where a module runs, such as "use client". */
export function directiveOf(source: ts.SourceFile): string {
  const first = source.statements[0];
  const text = first && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression) ? first.expression.text : "";
  return text === "use strict" ? "" : text;
}

/** Where a module runs, by its directive or by its name: `db.server.ts` for a server alone, `view.ios.ts` on one platform. */
function sideOf(source: ts.SourceFile): string {
  const { fileName } = source;
  const mark = /\.(?:server|client|ios|android|native|web|windows|macos)(?=\.[cm]?[jt]sx?$)/.exec(fileName)?.[0];
  return directiveOf(source) || (mark ?? (fileName.includes("/lib/server/") ? ".server" : ""));
}

/** Modules that several files can share the function in, best first; each is taken if what the function reads allows it. */
export function modulesFor(sources: readonly ts.SourceFile[], project: ProjectProgram, moduleReads: ReadonlySet<string>, projects: ProjectAccess): readonly Container[] | Refusal {
  const program = project.program;
  const folder = commonFolder(sources.map((source) => source.fileName));
  const asContainer = (source: ts.SourceFile): Container => ({ kind: "module", source, folder: folderOf(source.fileName) });
  // To import a file of tests is to run them, and what tests share does not belong among the sources but in a folder of tests.
  if (sources.every((source) => isTestFile(source.fileName))) {
    const folders = [folder, ...sources.map((source) => folderOf(source.fileName)).sort()];
    const home = folders.find((one) => (isFolderOfTests(one) || sources.every((source) => folderOf(source.fileName) === one)) && !runsAsTest(one, project, projects));
    const found = [...sharedModules(sources, program, folder).map(asContainer), ...(home === undefined ? [] : [{ kind: "module", source: undefined, folder: home } as const])];
    return found.length > 0 ? found : refuse("no-folder-of-tests");
  }
  const containers: Container[] = [];
  const own = sources.filter((source) => moduleReads.has(source.fileName) && directiveOf(source) !== "use server");
  containers.push(...own.map(asContainer));
  containers.push(...sharedModules(sources, program, folder).map(asContainer));
  containers.push({ kind: "module", source: undefined, folder: outsideOfEntries(folder, projects) });
  containers.push(...sources.filter((source) => !own.includes(source) && directiveOf(source) !== "use server").map(asContainer));
  return containers;
}

function isFolderOfTests(folder: string): boolean {
  return /\/(__)?(tests?|specs?|fixtures?|mocks?|e2e|testing|test-?(utils?|helpers?|support))(__)?(\/|$)/i.test(folder);
}

/** Small modules below the common folder that all the files import already and that hold functions for others. */
function sharedModules(sources: readonly ts.SourceFile[], program: ts.Program, folder: string): readonly ts.SourceFile[] {
  const graph = importGraph(program);
  const [first, ...rest] = sources.map(
    (source) => new Set((graph.get(source.fileName) ?? []).filter((edge) => !edge.typeOnly).map((edge) => edge.to)),
  );
  if (first === undefined) return [];
  const common = [...first].filter((file) => rest.every((set) => set.has(file)));
  return common
    .filter((file) => file.startsWith(folder === "/" ? "/" : folder + "/") && /(util|helper|shared|common|lib|tools?|support)s?(\/|\.|$)/i.test(file.slice(folder.length)))
    .filter((file) => /test|spec|fixture|mock/i.test(file) === sources.every((source) => isTestFile(source.fileName)))
    .map((file) => program.getSourceFile(file))
    .filter((source) => source !== undefined)
    .filter((source) => !source.isDeclarationFile && source.statements.some((one) => ts.isFunctionDeclaration(one)))
    .filter((source) => !sources.includes(source));
}

export function commonFolder(files: readonly string[]): string {
  const [first, ...rest] = files.map((file) => file.split("/").slice(0, -1));
  if (first === undefined) return "/";
  const length = rest.reduce((shortest, parts) => {
    let at = 0;
    while (at < shortest && parts[at] === first[at]) at++;
    return at;
  }, first.length);
  return first.slice(0, length).join("/") || "/";
}

/**
 * Why making `users` import `target`, and `target` import `added`, would close a circle of modules
 * that load each other, or may close one through a component. Circles that are there already do not count.
 */
export function refuseCycle(program: ts.Program, target: string, users: readonly string[], added: readonly string[]): Refusal | undefined {
  const graph = importGraph(program);
  const loads = (from: string, to: string): boolean => (graph.get(from) ?? []).some((edge) => edge.to === to && !edge.typeOnly);
  const reached = loadedBy(program, [target, ...added]);
  const linked = users.filter((user) => user !== target && !(loads(user, target) && added.every((file) => loads(target, file))));
  const circular = linked.find((user) => reached.has(user));
  if (circular !== undefined) return refuse("import-cycle", `${baseName(circular)} and ${baseName(target)}`);
  const component = linked.length > 0 ? componentIn(program, reached) : undefined;
  return component === undefined ? undefined : refuse("component-loaded", component);
}
