import { ts } from "../../../syntax/typescript.ts";

/**
 * The least general type that all of the types are, as text: `Box<Crew>` and `Box<Cargo>` give `Box<T>`. This is
 * anti-unification (Plotkin 1970) of the syntax of types. `undefined` where they have nothing in common but being types.
 *
 * @param letterFor gives the name of the type parameter that stands for a column: what each of the types has at one place
 */
export function generalType(texts: readonly string[], letterFor: (column: readonly string[]) => string): string | undefined {
  const nodes = texts.map(typeNodeOf);
  if (!nodes.every((node) => node !== undefined)) return undefined;
  return ofParts(nodes, letterFor);
}

function typeNodeOf(text: string): ts.TypeNode | undefined {
  const source = ts.createSourceFile("/type.ts", `type Said = ${text}`, ts.ScriptTarget.Latest, true);
  const [statement] = source.statements;
  return statement && ts.isTypeAliasDeclaration(statement) ? statement.type : undefined;
}

function general(nodes: readonly ts.Node[], letterFor: (column: readonly string[]) => string): string | undefined {
  const texts = nodes.map((node) => node.getText());
  if (new Set(texts).size === 1) return texts[0];
  return ofParts(nodes, letterFor) ?? (nodes.every(mayBeParameter) ? letterFor(texts) : undefined);
}

/** Whether a type parameter may stand in place of the node. */
function mayBeParameter(node: ts.Node): boolean {
  return ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node) && !ts.isTypePredicateNode(node);
}

/** The type made of what the parts have in common; `undefined` where the nodes are of different kinds, or differ in what is no type. */
function ofParts(nodes: readonly ts.Node[], letterFor: (column: readonly string[]) => string): string | undefined {
  const [first] = nodes as readonly [ts.Node, ...ts.Node[]];
  const lists = nodes.map((node) => node.getChildren());
  const [parts = []] = lists;
  if (parts.length === 0 || !nodes.every(({ kind }) => kind === first.kind) || !lists.every((list) => list.length === parts.length)) return undefined;
  const text = first.getSourceFile().text;
  let said = "";
  let end = first.getStart();
  for (const [at, part] of parts.entries()) {
    const one = general(lists.map((list) => list[at] as ts.Node), letterFor);
    if (one === undefined) return undefined;
    said += text.slice(end, part.getStart()) + one;
    end = part.end;
  }
  return said;
}
