import { ts } from "../../syntax/typescript.ts";
import { isTestFile } from "../extractFunction/placement/target.ts";
import { planComments } from "../keepOneDefinition/comments.ts";
import type { LocatedModel } from "../keepOneDefinition/located.ts";
import { circleObstacle, isPublished, packageObstacle, packageOf } from "../keepOneDefinition/packages.ts";
import { isRefusal, refuse, refuseModel, type Refusal } from "../keepOneDefinition/refusal.ts";
import { TypeComparison, unresolvedName } from "../keepOneDefinition/sameType.ts";
import { nameThere, type NameThere } from "../models/nameThere.ts";
import { argumentsIn } from "../models/typeArguments.ts";
import type { ProjectAccess, TextEdit } from "../refactoring.ts";
import { baseName } from "../../syntax/paths.ts";

/** An inline type that gives way to the name of a model. */
export interface Use extends NameThere {
  readonly node: ts.TypeLiteralNode;
  readonly source: ts.SourceFile;
  /** The name with its type arguments, which takes the place of the type. */
  readonly text: string;
  /** Comments that the model takes over. */
  readonly moved: readonly TextEdit[];
}

/** Decides whether and how a model is named in the place of an inline type of the same program. */
export function planUse(node: ts.TypeLiteralNode, model: LocatedModel, program: ts.Program, projects: ProjectAccess): Use | Refusal {
  const source = node.getSourceFile();
  const { fileName } = source;
  const { fileName: home } = model.source;
  if (home === fileName && model.node.pos <= node.pos && node.end <= model.node.end) return refuseModel("type-arguments", model.name);
  const apart = packageObstacle(`A type in ${baseName(fileName)}`, fileName, model, projects) ?? circleObstacle(source, model, program);
  if (apart) return apart;
  if (isTestFile(home) && !isTestFile(fileName)) return refuseModel("test", model.name, baseName(fileName));
  if (!ts.isTypeAliasDeclaration(model.node) && isOpen(node, projects))
    return refuse("implicit-index", `A published package gives away this type, which can be passed where an index signature is asked for; ${model.name} cannot.`);
  const checker = program.getTypeChecker();
  for (const one of [model, { node, source }]) {
    const unknown = unresolvedName(one, program);
    if (unknown !== undefined) return refuse("unresolved", `${unknown} cannot be resolved, so that the members cannot be compared.`);
  }
  const given = giveArguments(node, model, checker);
  if (typeof given !== "string") return given;
  const comments = planComments({ node, source, name: "The inline type" }, model);
  if (isRefusal(comments)) return comments;
  const name = nameThere(model, node, program, projects);
  if (isRefusal(name)) return name;
  return { node, source, ...name, text: name.local + given, moved: comments.moved };
}

/** The type arguments as text, for which the model is the same type as the inline one. */
function giveArguments(node: ts.TypeLiteralNode, model: LocatedModel, checker: ts.TypeChecker): string | Refusal {
  const literal = literalOf(model);
  if (literal === undefined) return refuse("members", `${model.name} is not written as plain members, which alone can be compared with an inline type.`);
  const parameters = model.node.typeParameters ?? [];
  const types = new TypeComparison(checker);
  const found = argumentsIn(literal, node.members, parameters, checker);
  const texts: string[] = [];
  for (const parameter of parameters) {
    const argument = found.get(parameter);
    if (argument === undefined) return refuseModel("type-arguments", model.name);
    types.assume(checker.getTypeAtLocation(parameter), checker.getTypeFromTypeNode(argument));
    texts.push(argument.getText());
  }
  const difference = types.memberThatDiffers(checker.getDeclaredTypeOfSymbol(model.symbol), checker.getTypeFromTypeNode(node), true);
  if (difference) return refuse("members", `The inline type and ${model.name} differ in ${difference.member}: ${difference.why}.`);
  return texts.length === 0 ? "" : `<${texts.join(", ")}>`;
}

/** The members of a model whose declaration says them all; `undefined` where it inherits, is mapped or is a class. */
function literalOf({ node }: LocatedModel): readonly ts.TypeElement[] | undefined {
  if (ts.isInterfaceDeclaration(node)) return node.members;
  if (ts.isTypeAliasDeclaration(node) && ts.isTypeLiteralNode(node.type)) return node.type.members;
  return undefined;
}

/** Whether programs that are not seen get values of the type: it is a result or a field of what a published package exports. */
function isOpen(node: ts.Node, projects: ProjectAccess): boolean {
  const source = node.getSourceFile();
  if (!isPublished(packageOf(source.fileName, projects), projects)) return false;
  for (let at = node; !ts.isSourceFile(at); at = at.parent) if (ts.isParameter(at) || ts.isBlock(at) || isHidden(at)) return false;
  return true;
}

function isHidden(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
}
