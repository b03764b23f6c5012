import { codeEnding } from "../../syntax/endings.ts";
import { ts } from "../../syntax/typescript.ts";
import type { ProjectAccess, ProjectProgram } from "../refactoring.ts";
import type { Copy } from "./flow.ts";
import { isJavaScript, originOf, startingAt } from "./symbols.ts";

/** A class with the classes that it extends, all as they are declared, the nearest first. */
type Line = readonly ts.ClassLikeDeclaration[];

/**
 * The nearest class that the classes of all copies are or extend, where one method of it can do what they do: all
 * that the copies use of `this` is a member that it has. `undefined` where there is none.
 */
export function commonBase(classes: readonly ts.ClassLikeDeclaration[], copies: readonly Copy[], isStatic: boolean): ts.ClassLikeDeclaration | undefined {
  const [first, ...rest] = classes.map((one, at) => lineOf(one, (copies[at] as Copy).checker));
  const base = first?.find((one) => rest.every((line) => line.includes(one)));
  const checker = copies[0]?.checker;
  if (!base?.name || !checker || isJavaScript(base.getSourceFile()) || base.getSourceFile().isDeclarationFile) return undefined;
  const name = checker.getSymbolAtLocation(base.name);
  const type = isStatic && name ? checker.getTypeOfSymbol(name) : checker.getTypeAtLocation(base);
  const hasAll = copies.every(({ control }) =>
    control.thises.every(({ parent }) => {
      const member = ts.isPropertyAccessExpression(parent) ? parent.name : undefined;
      return member !== undefined && ts.isIdentifier(member) && checker.getPropertyOfType(type, member.text) !== undefined;
    }),
  );
  return hasAll ? base : undefined;
}

function lineOf(node: ts.ClassLikeDeclaration, checker: ts.TypeChecker): Line {
  const line = [node];
  for (const at of line)
    for (const base of basesOf(at, checker)) {
      const next = base.declarations?.find(ts.isClassLike);
      if (next && !line.includes(next)) line.push(next);
    }
  return line;
}

/** What the class extends; what a function makes of a class, as a mixin does, may be several classes at once. */
function basesOf(node: ts.ClassLikeDeclaration, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const types = checker.getTypeAtLocation(node).getBaseTypes() ?? [];
  return types.flatMap((type: ts.Type) => (type.isIntersection() ? type.types : [type])).flatMap((type) => symbolOf(type) ?? []);
}

/** A type that is made of others need not have a symbol. */
export function symbolOf(type: ts.Type): ts.Symbol | undefined {
  return type.getSymbol();
}

/** Where more files than this, of projects that are not open yet, name a class, opening their projects would take too long. */
const mostFiles = 12;

/** So many names of classes that extend one another are looked for in files. */
const mostHeirs = 20;

/**
 * The programs in which the class may be extended or used: those of `owners`, of its own file, and of every file that names
 * it or a class that extends it. `undefined` where there are too many, or one of them cannot be read.
 */
export function programsAround(node: ts.ClassLikeDeclaration, owners: readonly ProjectProgram[], projects: ProjectAccess): readonly ProjectProgram[] | undefined {
  if (!node.name || !isSeenElsewhere(node, owners)) return owners;
  const { fileName } = node.getSourceFile();
  const programs = [...owners];
  const add = (files: readonly string[]): void => {
    for (const one of projects.programsFor(files)) if (one.configFile === undefined || !programs.some(({ configFile }) => configFile === one.configFile)) programs.push(one);
  };
  add([fileName]);
  // What is the default of its file takes any name elsewhere, but the specifier names the file.
  const words = new Set([node.name.text, ...(/\bdefault\b/.test(node.getSourceFile().text) ? [fileName.replace(/(\/index)?\.\w+$/, "").replace(/^.*\//, "")] : [])]);
  for (const word of words) {
    const files = projects.filesWith(word, fileName)?.filter((file) => codeEnding.test(file) && !programs.some(({ program }) => program.getSourceFile(file)));
    if (files === undefined || files.length > mostFiles) return undefined;
    if (files.length > 0) add(files);
    for (const { program } of programs) for (const one of familyIn(program, node)) if (one.name) words.add(one.name.text);
  }
  return programs.some(({ problems }) => problems.length > 0) ? undefined : programs;
}

/**
 * The texts of files of other projects that name the class or a class that extends it. Such a file may extend it with a member of
 * the name of a new one, even in place of a private one. The texts tell, for opening all projects takes too long.
 */
export function textsElsewhere(node: ts.ClassLikeDeclaration, owners: readonly ProjectProgram[], projects: ProjectAccess): readonly string[] {
  if (!node.name || !isSeenElsewhere(node, owners)) return [];
  const { fileName } = node.getSourceFile();
  const texts = new Map<string, string>();
  const words = new Set([node.name.text]);
  for (const { program } of owners) for (const one of familyIn(program, node)) if (one.name) words.add(one.name.text);
  for (const word of words) {
    for (const file of projects.filesWith(word, fileName) ?? []) {
      if (texts.has(file) || owners.some(({ program }) => program.getSourceFile(file))) continue;
      const text = projects.read(file) ?? "";
      texts.set(file, text);
      for (const [, heir] of text.matchAll(/\bclass\s+([\w$]+)[^{]*?\sextends\s/g)) if (heir !== undefined && words.size < mostHeirs) words.add(heir);
    }
  }
  return [...texts.values()];
}

/** Whether other files may name the class: their module exports it, or it is one of a script. */
function isSeenElsewhere(node: ts.ClassLikeDeclaration, programs: readonly ProjectProgram[]): boolean {
  const source = node.getSourceFile();
  const checker = programs.find(({ program }) => program.getSourceFile(source.fileName) === source)?.program.getTypeChecker();
  const module = checker?.getSymbolAtLocation(source);
  const own = node.name && checker?.getSymbolAtLocation(node.name);
  return !checker || !module || !own || checker.getExportsOfModule(module).some((one) => originOf(checker, one) === originOf(checker, own));
}

/** Names of members of the class, of what it extends, and of every class that extends it in one of the programs, directly or not. */
export function membersAround(node: ts.ClassLikeDeclaration, programs: readonly ts.Program[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const program of programs) {
    const checker = program.getTypeChecker();
    for (const one of familyIn(program, node)) {
      for (const property of checker.getPropertiesOfType(checker.getTypeAtLocation(one))) found.add(property.name);
      const symbol = one.name && checker.getSymbolAtLocation(one.name);
      if (symbol) for (const property of checker.getPropertiesOfType(checker.getTypeOfSymbol(symbol))) found.add(property.name);
      for (const { name } of one.members) if (name) found.add(name.getText());
    }
  }
  return found;
}

/** The class, as the program has it, and every class that extends it there, directly or not; none where the program lacks it. */
export function familyIn(program: ts.Program, node: ts.ClassLikeDeclaration): ReadonlySet<ts.ClassLikeDeclaration> {
  const source = program.getSourceFile(node.getSourceFile().fileName);
  const own = source && startingAt(source, node.getStart(), ts.isClassLike)[0];
  const family = new Set(own ? [own] : []);
  const checker = program.getTypeChecker();
  const heirs = heirsIn(program);
  for (const one of family) {
    const symbol = symbolOf(checker.getTypeAtLocation(one));
    for (const [heir, bases] of heirs) if (symbol && bases.includes(symbol)) family.add(heir);
  }
  return family;
}

const known = new WeakMap<ts.Program, ReadonlyMap<ts.ClassLikeDeclaration, readonly ts.Symbol[]>>();

/** Every class of the program that extends another, with what it extends. */
function heirsIn(program: ts.Program): ReadonlyMap<ts.ClassLikeDeclaration, readonly ts.Symbol[]> {
  const before = known.get(program);
  if (before) return before;
  const checker = program.getTypeChecker();
  const found = new Map<ts.ClassLikeDeclaration, readonly ts.Symbol[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node) && node.heritageClauses) found.set(node, basesOf(node, checker));
    ts.forEachChild(node, visit);
  };
  for (const source of program.getSourceFiles()) if (!source.isDeclarationFile && source.text.includes("extends")) visit(source);
  known.set(program, found);
  return found;
}
