import type { ModelMember } from "./modelFacts.ts";
import { canonicalSignature, canonicalType, memberName, type TypeScope } from "./canonicalType.ts";
import { hasModifier } from "./modifiers.ts";
import { ts } from "./typescript.ts";

/** Members, and whether their names and types say all: `certain` is false where a symbol is a name or a type. */
export interface Members {
  readonly members: readonly ModelMember[];
  readonly certain: boolean;
}

/** An object type as an alias writes it. */
export interface Shape extends Members {
  readonly heritage: readonly string[];
}

/** The members of an interface or of an object type. */
export function membersOf(elements: readonly ts.TypeElement[], scope: TypeScope): Members {
  return joined(elements.flatMap((element) => (ts.isAccessor(element) ? accessorMember(element, elements, scope) : readMember(element, scope)) ?? []));
}

/**
 * The object type that an alias names: `{ … }`, `{ … } & Base`, or one of them in `Readonly<…>`,
 * `Partial<…>`, `Required<…>`; `undefined` for every other type.
 */
export function readShape(node: ts.TypeNode, scope: TypeScope): Shape | undefined {
  if (ts.isParenthesizedTypeNode(node)) return readShape(node.type, scope);
  if (ts.isTypeLiteralNode(node)) return { ...membersOf(node.members, scope), heritage: [] };
  if (ts.isIntersectionTypeNode(node)) {
    const parts = node.types.map((type) => readShape(type, scope) ?? canonicalType(type, scope));
    const shapes = parts.filter((part) => typeof part !== "string");
    if (shapes.length === 0) return undefined;
    const { members, certain } = joined(shapes.flatMap((shape) => shape.members.map((member) => ({ member, certain: shape.certain }))));
    const named = parts.flatMap((part) => (typeof part === "string" ? [part] : part.heritage));
    return { members, certain, heritage: named };
  }
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName) || node.typeArguments?.length !== 1) return undefined;
  const change = wrappers.get(scope.names.has(node.typeName.text) ? "" : node.typeName.text);
  const shape = change && node.typeArguments[0] && readShape(node.typeArguments[0], scope);
  if (!shape || shape.heritage.length > 0) return undefined;
  return { ...shape, members: shape.members.map((member) => ({ ...member, ...change })) };
}

/** What the global mapped types of one argument do to every member. */
const wrappers: ReadonlyMap<string, Partial<ModelMember>> = new Map([
  ["Readonly", { readonly: true }],
  ["Partial", { optional: true }],
  ["Required", { optional: false }],
]);

/** A member that was read, and whether its name and type say all. */
export interface ReadMember {
  readonly member: ModelMember;
  readonly certain: boolean;
}

function readMember(element: ts.TypeElement, scope: TypeScope): ReadMember | undefined {
  const flags = { optional: element.questionToken !== undefined, readonly: hasModifier(element, ts.SyntaxKind.ReadonlyKeyword) };
  if (ts.isPropertySignature(element)) {
    const { text, certain } = memberName(element.name, scope.sourceFile);
    const type = element.type ? canonicalType(element.type, scope) : "any";
    return { member: { name: text, kind: "property", type, ...flags }, certain: certain && !type.includes("unique symbol") };
  }
  if (ts.isMethodSignature(element)) {
    const { text, certain } = memberName(element.name, scope.sourceFile);
    return { member: { name: text, kind: "method", type: canonicalSignature(element, scope), ...flags }, certain };
  }
  if (ts.isCallSignatureDeclaration(element))
    return { member: { name: "()", kind: "call", type: canonicalSignature(element, scope), ...flags }, certain: true };
  if (ts.isConstructSignatureDeclaration(element))
    return { member: { name: "new()", kind: "construct", type: canonicalSignature(element, scope), ...flags }, certain: true };
  if (ts.isIndexSignatureDeclaration(element))
    return { member: { name: "[]", kind: "index", type: canonicalSignature(element, scope), ...flags }, certain: true };
  return undefined;
}

/**
 * The property that a getter and a setter of one name are: readonly without the setter, and `undefined` for the second of the two. What is
 * read has another type than what is written in few.
 *
 * @param elements all members beside it
 */
export function accessorMember(accessor: ts.AccessorDeclaration, elements: readonly (ts.TypeElement | ts.ClassElement)[], scope: TypeScope): ReadMember | undefined {
  const { text: name, certain } = memberName(accessor.name, scope.sourceFile);
  const both = elements.filter((element) => ts.isAccessor(element)).filter((element) => memberName(element.name, scope.sourceFile).text === name);
  if (both[0] !== accessor) return undefined;
  const types = both.map((element) => (ts.isGetAccessor(element) ? element.type : element.parameters[0]?.type)).map((type) => (type ? canonicalType(type, scope) : undefined));
  const [type = "any"] = types.filter((one) => one !== undefined);
  const isOne = types.every((one) => one === undefined || one === type);
  return { member: { name, kind: "property", type, optional: false, readonly: !both.some((element) => ts.isSetAccessor(element)) }, certain: certain && isOne };
}

/** Overloads, and the parts of an intersection that say the same name, become one member. */
function joined(read: readonly ReadMember[]): Members {
  const byName = new Map<string, ModelMember>();
  for (const { member } of read) {
    const earlier = byName.get(member.name);
    byName.set(member.name, earlier ? { ...earlier, type: `${earlier.type}&${member.type}` } : member);
  }
  return { members: [...byName.values()], certain: read.every(({ certain }) => certain) };
}
