import { ts } from "../../syntax/typescript.ts";
import type { Copy } from "./flow.ts";
import { isJavaScript } from "./symbols.ts";

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
  if (!base || !checker || isJavaScript(base.getSourceFile()) || base.getSourceFile().isDeclarationFile) return undefined;
  const name = base.name && checker.getSymbolAtLocation(base.name);
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
  for (const at of line) {
    const [base] = checker.getTypeAtLocation(at).getBaseTypes() ?? [];
    const next = base?.symbol.declarations?.find(ts.isClassLike);
    if (next && !line.includes(next)) line.push(next);
  }
  return line;
}

/** Names of members of the class, of what it extends, and of every class that extends it, directly or not. */
export function membersAround(node: ts.ClassLikeDeclaration, program: ts.Program): ReadonlySet<string> {
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  const add = (one: ts.ClassLikeDeclaration): void => {
    for (const property of checker.getPropertiesOfType(checker.getTypeAtLocation(one))) found.add(property.name);
    const symbol = one.name && checker.getSymbolAtLocation(one.name);
    if (symbol) for (const property of checker.getPropertiesOfType(checker.getTypeOfSymbol(symbol))) found.add(property.name);
    for (const { name } of one.members) if (name) found.add(name.getText());
  };
  const family = new Set<ts.ClassLikeDeclaration>([node]);
  const heirs = heirsIn(program);
  for (const one of family) {
    add(one);
    for (const [heir, base] of heirs) if (base === checker.getTypeAtLocation(one).symbol) family.add(heir);
  }
  return found;
}

const known = new WeakMap<ts.Program, ReadonlyMap<ts.ClassLikeDeclaration, ts.Symbol>>();

/** Every class of the program that extends another, with that one. */
function heirsIn(program: ts.Program): ReadonlyMap<ts.ClassLikeDeclaration, ts.Symbol> {
  const before = known.get(program);
  if (before) return before;
  const checker = program.getTypeChecker();
  const found = new Map<ts.ClassLikeDeclaration, ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node) && node.heritageClauses) {
      const [base] = checker.getTypeAtLocation(node).getBaseTypes() ?? [];
      if (base) found.set(node, base.symbol);
    }
    ts.forEachChild(node, visit);
  };
  for (const source of program.getSourceFiles()) if (!source.isDeclarationFile && source.text.includes("extends")) visit(source);
  known.set(program, found);
  return found;
}
