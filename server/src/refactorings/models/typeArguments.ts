import { ts } from "../../syntax/typescript.ts";

/**
 * The types in an inline object type that stand where a generic model names its parameters, by parameter. Only what is
 * written alike is found, and a parameter that stands for two different texts is left out.
 */
export function argumentsIn(
  model: readonly ts.TypeElement[],
  inline: readonly ts.TypeElement[],
  parameters: readonly ts.TypeParameterDeclaration[],
  checker: ts.TypeChecker,
): ReadonlyMap<ts.TypeParameterDeclaration, ts.TypeNode> {
  const found = new Map<ts.TypeParameterDeclaration, ts.TypeNode>();
  const torn = new Set<ts.TypeParameterDeclaration>();
  const match = (a: ts.Node, b: ts.Node): void => {
    if (ts.isTypeReferenceNode(a) && ts.isIdentifier(a.typeName) && !a.typeArguments && ts.isTypeNode(b)) {
      const symbol = checker.getSymbolAtLocation(a.typeName);
      const parameter = parameters.find((one) => symbol?.declarations?.includes(one));
      if (parameter) {
        const known = found.get(parameter);
        if (known && known.getText() !== b.getText()) torn.add(parameter);
        else found.set(parameter, b);
        return;
      }
    }
    if (a.kind !== b.kind) return;
    const [left, right] = [childrenOf(a), childrenOf(b)];
    if (left.length === right.length) left.forEach((child, at) => match(child, right[at] ?? child));
  };
  for (const member of model) {
    const name = member.name?.getText();
    const other = inline.find((one) => one.kind === member.kind && one.name?.getText() === name);
    if (other) match(member, other);
  }
  for (const parameter of torn) found.delete(parameter);
  return found;
}

function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
}
