import { isDerivation, typeNameOf } from "./schemas/typeName.ts";
import { ts } from "./typescript.ts";

/** What names stand for inside a type: type parameters by their position, the model itself by one word. */
export interface TypeScope {
  readonly sourceFile: ts.SourceFile;
  readonly names: ReadonlyMap<string, string>;
  /** Number of type parameters in scope: the position of the next one. */
  readonly depth: number;
  /** Names of the file that stand for plain types, see `plainAliases`. */
  readonly aliases?: Aliases;
}

/** What names stand for, each with the source that its type is written in. */
export type Aliases = ReadonlyMap<string, { readonly type: ts.TypeNode; readonly sourceFile: ts.SourceFile }>;

/** The aliases at the top of a file whose type is said by keywords, literals, arrays, unions and other names: `type Id = string`. */
export function plainAliases(sourceFile: ts.SourceFile): Aliases {
  const aliases = new Map<string, { type: ts.TypeNode; sourceFile: ts.SourceFile }>();
  for (const statement of sourceFile.statements)
    if (ts.isTypeAliasDeclaration(statement) && !statement.typeParameters && isPlain(statement.type))
      aliases.set(statement.name.text, { type: statement.type, sourceFile });
  return aliases;
}

function isPlain(node: ts.TypeNode): boolean {
  if (ts.isParenthesizedTypeNode(node)) return isPlain(node.type);
  if (ts.isTypeOperatorNode(node)) return node.operator === ts.SyntaxKind.ReadonlyKeyword && isPlain(node.type);
  if (ts.isArrayTypeNode(node)) return isPlain(node.elementType);
  if (ts.isUnionTypeNode(node)) return node.types.every(isPlain);
  if (ts.isTypeReferenceNode(node)) return (node.typeArguments ?? []).every(isPlain);
  return ts.isLiteralTypeNode(node) || (node.kind >= ts.SyntaxKind.FirstKeyword && node.kind <= ts.SyntaxKind.LastKeyword);
}

/** How tightly a printed type holds together; the looser one stands in parentheses inside the tighter. */
type Tightness = 0 | 1 | 2 | 3 | 4;
const loose: Tightness = 0;
const union: Tightness = 1;
const intersection: Tightness = 2;
const operator: Tightness = 3;
const atom: Tightness = 4;

type Printed = readonly [text: string, tightness: Tightness];

/**
 * The type in canonical text, equal for types that differ only in how they are written: without
 * layout, comments and needless parentheses, unions, intersections and members sorted, `T[]` for
 * `Array<T>`, strings in double quotes, type parameters by position, parameters and tuple elements
 * without their names. Works on trees without parent pointers.
 */
export function canonicalType(node: ts.TypeNode, scope: TypeScope): string {
  return print(node, scope)[0];
}

/** The scope with the names of `parameters` in it, each standing for its position. */
export function withTypeParameters(
  scope: TypeScope,
  parameters: readonly ts.TypeParameterDeclaration[] | undefined,
): TypeScope {
  if (!parameters || parameters.length === 0) return scope;
  const names = new Map(scope.names);
  parameters.forEach((parameter, i) => names.set(parameter.name.text, `$${scope.depth + i}`));
  return { ...scope, names, depth: scope.depth + parameters.length };
}

/** Each type parameter without its name: modifiers, constraint, default. `scope` holds them already. */
export function canonicalTypeParameters(
  parameters: readonly ts.TypeParameterDeclaration[] | undefined,
  scope: TypeScope,
): readonly string[] {
  return (parameters ?? []).map((parameter) => {
    const modifiers = (parameter.modifiers ?? []).map((modifier) => modifier.getText(scope.sourceFile) + " ");
    const constraint = parameter.constraint ? ` extends ${canonicalType(parameter.constraint, scope)}` : "";
    const fallback = parameter.default ? ` = ${canonicalType(parameter.default, scope)}` : "";
    return (modifiers.join("") + (scope.names.get(parameter.name.text) ?? "") + constraint + fallback).trim();
  });
}

/** The type of something that is called: `(string,number?)=>void`. */
export function canonicalSignature(node: ts.SignatureDeclarationBase, scope: TypeScope): string {
  const inner = withTypeParameters(scope, node.typeParameters);
  const generics = canonicalTypeParameters(node.typeParameters, inner);
  const names = new Map(inner.names);
  node.parameters.forEach((parameter, i) => {
    if (ts.isIdentifier(parameter.name)) names.set(`value ${parameter.name.text}`, `#${i}`);
  });
  const body: TypeScope = { ...inner, names };
  const parameters = node.parameters.map((parameter) => {
    const rest = parameter.dotDotDotToken ? "..." : "";
    const self = ts.isIdentifier(parameter.name) && parameter.name.text === "this" ? "this:" : "";
    const optional = parameter.questionToken || parameter.initializer ? "?" : "";
    return rest + self + (parameter.type ? canonicalType(parameter.type, body) : "any") + optional;
  });
  const result = node.type ? canonicalType(node.type, body) : "any";
  return `${generics.length > 0 ? `<${generics.join(",")}>` : ""}(${parameters.join(",")})=>${result}`;
}

/** The name of a member, and whether the text alone says which one it is: that of `[key]` depends on what `key` is. */
export function memberName(name: ts.PropertyName, sourceFile: ts.SourceFile): { text: string; certain: boolean } {
  if (ts.isComputedPropertyName(name)) {
    if (ts.isStringLiteralLike(name.expression) || ts.isNumericLiteral(name.expression))
      return { text: name.expression.text, certain: true };
    const text = name.expression.getText(sourceFile).replace(/\s+/g, "");
    return { text: `[${text}]`, certain: /^Symbol\.\w+$/.test(text) };
  }
  return { text: name.text, certain: !ts.isPrivateIdentifier(name) };
}

function print(node: ts.TypeNode, scope: TypeScope): Printed {
  const within = (child: ts.TypeNode, least: Tightness): string => {
    const [text, tightness] = print(child, scope);
    return tightness < least ? `(${text})` : text;
  };
  if (ts.isParenthesizedTypeNode(node)) return print(node.type, scope);
  const alias = aliasOf(node, scope);
  if (alias) return print(alias.type, alias.scope);
  if (ts.isTypeReferenceNode(node)) return printReference(node, scope, within);
  if (ts.isExpressionWithTypeArguments(node)) return [compact(node.expression, scope) + typeArguments(node, scope), atom];
  if (ts.isUnionTypeNode(node)) return joined(unionParts(node, scope), "|", union);
  if (ts.isIntersectionTypeNode(node))
    return joined(flattened(node, ts.isIntersectionTypeNode).map((part) => within(part, intersection)), "&", intersection);
  if (ts.isArrayTypeNode(node)) return [`${within(node.elementType, atom)}[]`, atom];
  if (ts.isTypeOperatorNode(node)) return [`${ts.tokenToString(node.operator)} ${within(node.type, operator)}`, operator];
  if (ts.isLiteralTypeNode(node)) return [literalText(node.literal, scope), atom];
  if (ts.isTypeLiteralNode(node)) return [`{${memberTexts(node.members, scope).join(";")}}`, atom];
  if (ts.isFunctionTypeNode(node)) return [canonicalSignature(node, scope), loose];
  if (ts.isConstructorTypeNode(node))
    return [`${node.modifiers ? "abstract " : ""}new ${canonicalSignature(node, scope)}`, loose];
  if (ts.isTupleTypeNode(node)) return [`[${node.elements.map((element) => print(element, scope)[0]).join(",")}]`, atom];
  if (ts.isNamedTupleMember(node)) {
    const optional = node.questionToken ? "?" : "";
    return [(node.dotDotDotToken ? "..." : "") + within(node.type, optional ? atom : loose) + optional, atom];
  }
  if (ts.isOptionalTypeNode(node)) return [`${within(node.type, atom)}?`, atom];
  if (ts.isRestTypeNode(node)) return [`...${print(node.type, scope)[0]}`, atom];
  if (ts.isIndexedAccessTypeNode(node))
    return [`${within(node.objectType, atom)}[${print(node.indexType, scope)[0]}]`, atom];
  if (ts.isTypeQueryNode(node)) return [`typeof ${compact(node.exprName, scope)}${typeArguments(node, scope)}`, operator];
  if (ts.isImportTypeNode(node)) {
    const qualifier = node.qualifier ? `.${compact(node.qualifier, scope)}` : "";
    const prefix = node.isTypeOf ? "typeof " : "";
    return [`${prefix}import(${print(node.argument, scope)[0]})${qualifier}${typeArguments(node, scope)}`, node.isTypeOf ? operator : atom];
  }
  if (ts.isTypePredicateNode(node)) {
    const subject = scope.names.get(`value ${node.parameterName.getText(scope.sourceFile)}`) ?? "this";
    const claim = node.type ? ` is ${print(node.type, scope)[0]}` : "";
    return [`${node.assertsModifier ? "asserts " : ""}${subject}${claim}`, loose];
  }
  if (ts.isConditionalTypeNode(node)) {
    const [check, against] = [within(node.checkType, union), within(node.extendsType, union)];
    return [`${check} extends ${against}?${print(node.trueType, scope)[0]}:${print(node.falseType, scope)[0]}`, loose];
  }
  if (ts.isMappedTypeNode(node)) return [printMapped(node, scope), atom];
  if (ts.isTemplateLiteralTypeNode(node)) {
    const spans = node.templateSpans.map((span) => `\${${print(span.type, scope)[0]}}${span.literal.text}`);
    return [`\`${node.head.text}${spans.join("")}\``, atom];
  }
  return [compact(node, scope), /^\w+$/.test(compact(node, scope)) ? atom : loose];
}

function printReference(
  node: ts.TypeReferenceNode,
  scope: TypeScope,
  within: (child: ts.TypeNode, least: Tightness) => string,
): Printed {
  const name = compact(node.typeName, scope);
  const [first, ...others] = node.typeArguments ?? [];
  if (first && ts.isTypeQueryNode(first) && isDerivation(name)) return [typeNameOf(compact(first.exprName, scope)), atom];
  if (first && others.length === 0 && !scope.names.has(name)) {
    if (name === "Array") return [`${within(first, atom)}[]`, atom];
    if (name === "ReadonlyArray") return [`readonly ${within(first, atom)}[]`, operator];
  }
  return [(scope.names.get(name) ?? name) + typeArguments(node, scope), atom];
}

function printMapped(node: ts.MappedTypeNode, scope: TypeScope): string {
  const inner = withTypeParameters(scope, [node.typeParameter]);
  const sign = (token: ts.MappedTypeNode["readonlyToken"] | ts.MappedTypeNode["questionToken"], word: string): string => {
    if (!token) return "";
    if (token.kind === ts.SyntaxKind.PlusToken || token.kind === ts.SyntaxKind.MinusToken)
      return (token.kind === ts.SyntaxKind.MinusToken ? "-" : "") + word;
    return word;
  };
  const keys = node.typeParameter.constraint ? canonicalType(node.typeParameter.constraint, scope) : "";
  const renamed = node.nameType ? ` as ${canonicalType(node.nameType, inner)}` : "";
  const value = node.type ? canonicalType(node.type, inner) : "any";
  const readonly = node.readonlyToken ? sign(node.readonlyToken, "readonly") + " " : "";
  return `{${readonly}[$${scope.depth} in ${keys}${renamed}]${sign(node.questionToken, "?")}:${value}}`;
}

function memberTexts(members: readonly ts.TypeElement[], scope: TypeScope): readonly string[] {
  return members.map((member) => memberText(member, scope)).sort();
}

function memberText(member: ts.TypeElement, scope: TypeScope): string {
  if (ts.isPropertySignature(member) || ts.isMethodSignature(member)) {
    const name = memberName(member.name, scope.sourceFile).text;
    const readonly = member.modifiers ? "readonly " : "";
    if (ts.isMethodSignature(member)) return `${name}${member.questionToken ? "?" : ""}${canonicalSignature(member, scope)}`;
    return `${readonly}${name}${member.questionToken ? "?" : ""}:${member.type ? canonicalType(member.type, scope) : "any"}`;
  }
  if (ts.isCallSignatureDeclaration(member)) return canonicalSignature(member, scope);
  if (ts.isConstructSignatureDeclaration(member)) return `new ${canonicalSignature(member, scope)}`;
  if (ts.isIndexSignatureDeclaration(member))
    return `${member.modifiers ? "readonly " : ""}[]${canonicalSignature(member, scope)}`;
  return compact(member, scope);
}

/** What a name stands for, in a scope in which it does not stand for itself again. */
function aliasOf(node: ts.TypeNode, scope: TypeScope): { readonly type: ts.TypeNode; readonly scope: TypeScope } | undefined {
  if (!scope.aliases || !ts.isTypeReferenceNode(node) || node.typeArguments || !ts.isIdentifier(node.typeName)) return undefined;
  const name = node.typeName.text;
  const alias = scope.names.has(name) ? undefined : scope.aliases.get(name);
  if (!alias) return undefined;
  return { type: alias.type, scope: { ...scope, sourceFile: alias.sourceFile, names: new Map([...scope.names, [name, name]]) } };
}

/** The texts of the members of a union, those of unions within and of unions behind names among them. */
function unionParts(node: ts.UnionTypeNode, scope: TypeScope): readonly string[] {
  return node.types.flatMap((type) => {
    let part = type;
    while (ts.isParenthesizedTypeNode(part)) part = part.type;
    const alias = aliasOf(part, scope);
    if (alias && ts.isUnionTypeNode(alias.type)) return unionParts(alias.type, alias.scope);
    if (ts.isUnionTypeNode(part)) return unionParts(part, scope);
    const [text, tightness] = print(part, scope);
    return [tightness < intersection ? `(${text})` : text];
  });
}

function joined(parts: readonly string[], separator: string, tightness: Tightness): Printed {
  const texts = [...new Set(parts)].sort();
  const [only, ...others] = texts;
  return only !== undefined && others.length === 0 ? [only, atom] : [texts.join(separator), tightness];
}

function flattened<T extends ts.UnionTypeNode | ts.IntersectionTypeNode>(
  node: T,
  same: (node: ts.Node) => node is T,
): readonly ts.TypeNode[] {
  return node.types.flatMap((type) => {
    let part = type;
    while (ts.isParenthesizedTypeNode(part)) part = part.type;
    return same(part) ? flattened(part, same) : [part];
  });
}

function typeArguments(node: ts.NodeWithTypeArguments, scope: TypeScope): string {
  const texts = (node.typeArguments ?? []).map((argument) => canonicalType(argument, scope));
  return texts.length > 0 ? `<${texts.join(",")}>` : "";
}

function literalText(literal: ts.LiteralTypeNode["literal"], scope: TypeScope): string {
  if (ts.isStringLiteral(literal) || ts.isNoSubstitutionTemplateLiteral(literal)) return JSON.stringify(literal.text);
  if (ts.isNumericLiteral(literal) || ts.isBigIntLiteral(literal)) return literal.text;
  return compact(literal, scope);
}

/** The text of a node that has no canonical form of its own, without layout and comments. */
function compact(node: ts.Node, { sourceFile }: TypeScope): string {
  if (ts.isIdentifier(node)) return node.text;
  return node
    .getText(sourceFile)
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([^\w$]) ?/g, "$1");
}
