import { ts } from "../../syntax/typescript.ts";
import { isTestFile } from "../extractFunction/placement/target.ts";
import { planComments } from "../keepOneDefinition/comments.ts";
import { circleObstacle, packageObstacle } from "../keepOneDefinition/packages.ts";
import { refuseAugmented } from "../models/augmented.ts";
import { isMarkup } from "../keepOneDefinition/choose.ts";
import { isRefusal, refuse, refuseModel, stale, type Refusal } from "../keepOneDefinition/refusal.ts";
import { isOpenAlias } from "../keepOneDefinition/plan.ts";
import type { ProjectAccess, TextEdit } from "../refactoring.ts";
import { changeNaming, type Change } from "./change.ts";
import { nameEnd, refuseTakingOut, withoutMembers, type EditableModel } from "./editable.ts";

/**
 * Lets a model inherit members that another one has too: `interface Order extends Entry { … }`, or `type Order = Entry & { … }`.
 *
 * @param shared names of the members, which `base` has all
 */
export function buildOn(model: EditableModel, base: EditableModel, shared: ReadonlySet<string>, program: ts.Program, projects: ProjectAccess): Change | Refusal {
  const apart = refuseBase(model, base, program, projects) ?? refuseAugmented(base, projects);
  if (apart) return apart;
  const own = [...model.own.keys()].filter((name) => shared.has(name));
  if (own.length === 0) return refuseModel("not-plain", model.name);
  // A member of which the models say different things is declared by both.
  const clashes = new Map(own.map((name) => [name, planComments(model, base, new Set([name]))] as const));
  const gone = new Set(own.filter((name) => !isRefusal(clashes.get(name) ?? stale)));
  const clash = [...clashes.values()].find(isRefusal);
  if (clash && gone.size < 2) return clash;
  const lost = refuseTakingOut(model, gone);
  if (lost) return lost;
  const comments = planComments(model, base, gone);
  if (isRefusal(comments)) return comments;
  const given = argumentsFor(model, base);
  if (given === undefined) return refuse("type-parameters", `${base.name} has type parameters that ${model.name} lacks.`);
  return changeNaming(model, base, comments.moved, { program, projects }, (local) => inheriting(model, local + given, gone));
}

/** The type arguments that a base is given: the model's own parameters, of which it must have as many. */
function argumentsFor(model: EditableModel, base: EditableModel): string | undefined {
  const [own, asked] = [model.node.typeParameters ?? [], base.node.typeParameters ?? []];
  if (asked.length === 0) return "";
  return own.length === asked.length ? `<${own.map(({ name }) => name.text).join(", ")}>` : undefined;
}

/** Why a model cannot build on another one, whatever their members are. */
function refuseBase(model: EditableModel, base: EditableModel, program: ts.Program, projects: ProjectAccess): Refusal | undefined {
  const apart = packageObstacle(model.name, model.source.fileName, base, projects) ?? circleObstacle(model.source, base, program);
  if (apart) return apart;
  if (isMarkup(base.source) && !isMarkup(model.source)) return refuseModel("markup", base.name, model.name);
  if (isTestFile(base.source.fileName) && !isTestFile(model.source.fileName)) return refuseModel("test", base.name, model.name);
  if (isOpenAlias(model, projects) && !ts.isTypeAliasDeclaration(base.node))
    return refuse("implicit-index", `${model.name} is a type alias of a published package and can be passed where an index signature is asked for; with ${base.name} in it, it cannot.`);
  return undefined;
}

/** The edits that name what a model inherits from, and take out what it inherits. */
export function inheriting(model: EditableModel, base: string, gone: ReadonlySet<string>): readonly TextEdit[] {
  const { literal, source, own } = model;
  const isEmpty = [...own.keys()].every((name) => gone.has(name));
  if (ts.isInterfaceDeclaration(literal)) {
    const clause = literal.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
    const at = clause ? clause.types.end : nameEnd(literal, source);
    return [{ start: at, end: at, text: clause ? `, ${base}` : ` extends ${base}` }, ...withoutMembers(model, gone)];
  }
  const start = literal.getStart(source);
  if (isEmpty) return [{ start, end: literal.end, text: base }];
  return [{ start, end: start, text: `${base} & ` }, ...withoutMembers(model, gone)];
}

