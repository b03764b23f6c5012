import type { ModelContent, ModelMember, Opacity } from "./modelFacts.ts";
import { canonicalType, memberName, type TypeScope } from "./canonicalType.ts";
import type { DataDecorators } from "./dataDecorators.ts";
import { accessorMember } from "./modelMembers.ts";
import { hasModifier } from "./modifiers.ts";
import { ts } from "./typescript.ts";

/**
 * The data of a class: its fields, accessors and parameter properties. Whatever else it has (methods,
 * statics, work in the constructor, decorators other than those of data) makes it more than data.
 */
export function readClass(node: ts.ClassDeclaration, scope: TypeScope, isData: DataDecorators): ModelContent {
  const members: ModelMember[] = [];
  const opacities = new Set<Opacity>();
  if (!isData(node) || hasModifier(node, ts.SyntaxKind.AbstractKeyword)) opacities.add("behaviour");
  if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) opacities.add("ambient");
  for (const element of node.members) {
    if (ts.isPropertyDeclaration(element)) readField(element, scope, members, opacities);
    else if (ts.isConstructorDeclaration(element)) readConstructor(element, scope, members, opacities);
    else if (ts.isAccessor(element)) readAccessor(element, node, scope, members, opacities);
    else if (!ts.isSemicolonClassElement(element)) opacities.add("behaviour");
  }
  const implemented: string[] = [];
  for (const clause of node.heritageClauses ?? []) {
    if (clause.token === ts.SyntaxKind.ImplementsKeyword)
      implemented.push(...clause.types.map((type) => canonicalType(type, scope)));
    else opacities.add("behaviour");
  }
  return { members, heritage: [], implemented, opacity: worst.find((opacity) => opacities.has(opacity)) };
}

/** Of several reasons, the first in this list is given. */
const worst: readonly Opacity[] = ["ambient", "behaviour", "nominal", "inferred"];

function readField(
  field: ts.PropertyDeclaration,
  scope: TypeScope,
  members: ModelMember[],
  opacities: Set<Opacity>,
): void {
  if (hasModifier(field, ts.SyntaxKind.StaticKeyword)) {
    opacities.add("behaviour");
    return;
  }
  const { text, certain } = memberName(field.name, scope.sourceFile);
  if (!certain || isHidden(field)) opacities.add("nominal");
  const readonly = hasModifier(field, ts.SyntaxKind.ReadonlyKeyword);
  const type = field.type ? canonicalType(field.type, scope) : inferredType(field.initializer, readonly);
  if (type === undefined) opacities.add("inferred");
  members.push({ name: text, kind: "property", type: type ?? "?", optional: field.questionToken !== undefined, readonly });
}

/** @param members takes up the pair of a getter and a setter as one field */
function readAccessor(accessor: ts.AccessorDeclaration, node: ts.ClassDeclaration, scope: TypeScope, members: ModelMember[], opacities: Set<Opacity>): void {
  if (hasModifier(accessor, ts.SyntaxKind.StaticKeyword)) {
    opacities.add("behaviour");
    return;
  }
  if (isHidden(accessor)) opacities.add("nominal");
  const read = accessorMember(accessor, node.members, scope);
  if (read === undefined) return;
  if (!read.certain) opacities.add("nominal");
  if (read.member.type === "any") opacities.add("inferred");
  members.push(read.member);
}

function readConstructor(
  node: ts.ConstructorDeclaration,
  scope: TypeScope,
  members: ModelMember[],
  opacities: Set<Opacity>,
): void {
  for (const parameter of node.parameters) {
    if (!ts.isParameterPropertyDeclaration(parameter, node) || !ts.isIdentifier(parameter.name)) continue;
    if (isHidden(parameter)) opacities.add("nominal");
    const readonly = hasModifier(parameter, ts.SyntaxKind.ReadonlyKeyword);
    const type = parameter.type ? canonicalType(parameter.type, scope) : inferredType(parameter.initializer, false);
    if (type === undefined) opacities.add("inferred");
    const optional = parameter.questionToken !== undefined;
    members.push({ name: parameter.name.text, kind: "property", type: type ?? "?", optional, readonly });
  }
  if (!(node.body?.statements ?? []).every(isPlainAssignment)) opacities.add("behaviour");
}

/** `this.name = value` where the value is a name or a literal. */
function isPlainAssignment(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return false;
  const { left, operatorToken, right } = statement.expression;
  return (
    operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(left) &&
    left.expression.kind === ts.SyntaxKind.ThisKeyword &&
    (ts.isIdentifier(right) || ts.isLiteralExpression(right))
  );
}

/** The type that a literal gives to a field without annotation; `undefined` where only the checker knows. */
function inferredType(initializer: ts.Expression | undefined, readonly: boolean): string | undefined {
  if (!initializer) return undefined;
  if (ts.isStringLiteralLike(initializer)) return readonly ? JSON.stringify(initializer.text) : "string";
  if (ts.isTemplateExpression(initializer)) return "string";
  if (ts.isNumericLiteral(initializer)) return readonly ? initializer.text : "number";
  if (initializer.kind === ts.SyntaxKind.TrueKeyword) return readonly ? "true" : "boolean";
  if (initializer.kind === ts.SyntaxKind.FalseKeyword) return readonly ? "false" : "boolean";
  return undefined;
}

function isHidden(node: ts.Node): boolean {
  return hasModifier(node, ts.SyntaxKind.PrivateKeyword) || hasModifier(node, ts.SyntaxKind.ProtectedKeyword);
}
