import { ts } from "../../../server/src/syntax/typescript.ts";
import type { FunctionWithBody } from "./candidates.ts";

/** A parameter or variable of a function. */
export interface Variable {
  readonly name: string;
  readonly node: ts.Identifier;
  readonly type: ts.Type;
  readonly isWritable: boolean;
  readonly isNumber: boolean;
  /** Where it is known. */
  readonly from: number;
  readonly to: number;
}

/** Everything that the function and the functions in it declare. */
export function variablesOf(checker: ts.TypeChecker, owner: FunctionWithBody): readonly Variable[] {
  const found: Variable[] = [];
  const add = (name: ts.BindingName, from: number, scope: ts.Node, isWritable: boolean): void => {
    if (!ts.isIdentifier(name)) {
      for (const element of name.elements) if (ts.isBindingElement(element)) add(element.name, from, scope, isWritable);
      return;
    }
    const type = checker.getTypeAtLocation(name);
    found.push({ name: name.text, node: name, type, isWritable, isNumber: (type.flags & ts.TypeFlags.Number) !== 0, from, to: scope.end });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isParameter(node) && node.name.kind !== ts.SyntaxKind.ObjectBindingPattern && "body" in node.parent && node.parent.body) add(node.name, node.parent.body.getStart(), node.parent, true);
    if (ts.isVariableDeclaration(node) && ts.isVariableDeclarationList(node.parent)) {
      const list = node.parent.parent;
      const scope = ts.isVariableStatement(list) ? list.parent : list;
      const from = ts.isVariableStatement(list) ? list.end : ts.isIterationStatement(list, false) ? list.statement.getStart() : node.end;
      add(node.name, from, scope, (node.parent.flags & ts.NodeFlags.Const) === 0);
    }
    ts.forEachChild(node, visit);
  };
  visit(owner);
  return found;
}

/** Those of the variables that can be read at the offset. */
export function visibleAt(variables: readonly Variable[], offset: number): readonly Variable[] {
  const visible = variables.filter(({ from, to }) => from <= offset && offset < to);
  return visible.filter((one) => !visible.some((other) => other !== one && other.name === one.name && other.from > one.from));
}

/** The identifiers of a function that stand for what it declares itself. */
export function ownNames(checker: ts.TypeChecker, owner: FunctionWithBody): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node !== owner.name) {
      const shorthand = ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node;
      const symbol = shorthand ? checker.getShorthandAssignmentValueSymbol(node.parent) : checker.getSymbolAtLocation(node);
      const declaration = symbol?.valueDeclaration;
      const isVariable = ((symbol?.flags ?? 0) & (ts.SymbolFlags.Variable | ts.SymbolFlags.Function)) !== 0;
      const isOwn = declaration !== undefined && isVariable && declaration.getSourceFile() === owner.getSourceFile() && declaration.pos >= owner.pos && declaration.end <= owner.end;
      if (isOwn && !(ts.isBindingElement(node.parent) && node.parent.propertyName === node)) found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(owner);
  return found;
}
