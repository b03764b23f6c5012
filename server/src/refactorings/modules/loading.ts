import { refuse, type Refusal } from "../semantics/refusals.ts";
import { loadedBy } from "../importGraph.ts";
import { ts } from "../../syntax/typescript.ts";
import { baseName } from "../../syntax/paths.ts";

/**
 * Why a constant of `home` may not have its value yet when one of `users` is loaded, or when a function of
 * theirs is called: modules load each other in a circle.
 */
export function refuseCircle(program: ts.Program, home: string, users: readonly string[]): Refusal | undefined {
  const others = users.filter((user) => user !== home);
  const loaded = loadedBy(program, [home]);
  const circular = others.find((user) => loaded.has(user));
  if (circular !== undefined) return refuse("import-cycle", `${baseName(circular)} and ${baseName(home)}`);
  const own = users.includes(home) && [...loaded].some((file) => file !== home && loadedBy(program, [file]).has(home));
  return own ? refuse("loaded-in-a-circle", baseName(home)) : undefined;
}

/** Whether a function of the file may be called before the statement is reached, when the file is loaded. */
export function callsBefore(source: ts.SourceFile, statement: ts.Statement): boolean {
  const functions = new Set(source.statements.flatMap((one) => (ts.isFunctionDeclaration(one) && one.name ? [one.name.text] : [])));
  return source.statements.slice(0, source.statements.indexOf(statement)).some((one) => !ts.isFunctionDeclaration(one) && !ts.isImportDeclaration(one) && !ts.isExportDeclaration(one) && mentionsAny(one, functions));
}

/** Whether an identifier in the node is one of the names. */
export function mentionsAny(node: ts.Node, names: ReadonlySet<string>): boolean {
  return (ts.isIdentifier(node) && names.has(node.text)) || (ts.forEachChild(node, (child) => mentionsAny(child, names) || undefined) ?? false);
}

/** Whether the node stands in a function that can be called before its own place in the file is reached. */
export function isInHoisted(node: ts.Node): boolean {
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) if (ts.isFunctionDeclaration(at)) return true;
  return false;
}
