import { areSiblings } from "../../models/names.ts";
import { isTestFile } from "../extractFunction/placement/target.ts";
import { byWorth } from "../keepOneDefinition/choose.ts";
import { isRefusal, refuse, refuseModel, stale, type Refusal } from "../keepOneDefinition/refusal.ts";
import { Collected, collectModels, modelFix, type BuiltModels } from "../models/modelFix.ts";
import { openModels, type ModelContext } from "../models/open.ts";
import { Layouts } from "../modules/layouts.ts";
import { offsetAfter, linesRemoved } from "../textOffsets.ts";
import type { Fix, Fragment, ProjectAccess } from "../refactoring.ts";
import { agreeingMembers, memberNames } from "./agreement.ts";
import { buildOn } from "./buildOn.ts";
import { editsOfChanges, refuseChanges, type Change } from "./change.ts";
import { editableModel, type EditableModel } from "./editable.ts";
import { fewestMembers, makeBase } from "./makeBase.ts";
import { takePart } from "./takePart.ts";

/** The title of the fix as the lightbulb shows it. */
export const shareMembersTitle = "Say the shared members once";
const kind = "share-members";

/**
 * Says once what models have in common. Where one of them has no other members, the others build on it (`extends`, or `&` for
 * aliases); where that is not possible for two, the smaller becomes a part of the larger (`Omit`, `Pick`, `Partial`); else what all
 * have becomes a base. Each model stays the type that it is.
 *
 * @param fragments the declarations, at least two
 */
export function shareMembers(fragments: readonly Fragment[], projects: ProjectAccess): Fix {
  return modelFix(kind, shareMembersTitle, fragments, projects, (editable) => build(editable, projects));
}

function build(fragments: readonly Fragment[], projects: ProjectAccess): BuiltModels | Refusal {
  const programs = openModels(fragments, projects);
  if (isRefusal(programs)) return programs;
  let first: Refusal | undefined;
  for (const project of programs) {
    const { changes: models, leftOut, refusal } = collectModels(fragments, project, editableModel);
    first ??= refusal;
    const together = ofOneKind(models);
    for (const model of models) if (!together.includes(model)) leftOut.push({ fragment: model.fragment, reason: `${model.name} belongs to ${isTestFile(model.fragment.file) ? "tests" : "the program"}.` });
    if (together.length < 2) continue;
    const result = among(together, { project, programs, projects, layouts: new Layouts(projects) });
    if (isRefusal(result)) first = result;
    else return { ...result, leftOut: [...leftOut, ...result.leftOut] };
  }
  return first ?? stale;
}

/** The models of the program, or those of tests, whichever are more. */
function ofOneKind(models: readonly EditableModel[]): readonly EditableModel[] {
  const tests = models.filter(({ fragment }) => isTestFile(fragment.file));
  const others = models.filter((model) => !tests.includes(model));
  return tests.length > others.length ? tests : others;
}

function among(models: readonly EditableModel[], context: ModelContext): BuiltModels | Refusal {
  const { program } = context.project;
  const wholes = byWorth(models, program, () => false).filter((base): base is EditableModel => models.some((one) => one === base)).filter((base) => {
    const names = memberNames(base, program);
    return models.some((model) => model !== base && isSubset(names, agreeingMembers(base, model, program)) && memberNames(model, program).length > names.length);
  });
  wholes.sort((a, b) => memberNames(a, program).length - memberNames(b, program).length);
  let first: Refusal | undefined;
  for (const base of wholes.filter((one) => !isSibling(one, models))) {
    const result = onOne(base, models, context);
    if (!isRefusal(result)) return result;
    first ??= result;
  }
  const parts = models.length === 2 && !wholes.some((one) => isSibling(one, models)) ? partOf(models, context) : undefined;
  if (parts !== undefined && !isRefusal(parts)) return parts;
  const result = onNew(models, context);
  if (!isRefusal(result)) return result;
  const saysLittle = result.code === "no-core" || result.code === "no-gain";
  return first ?? (saysLittle ? (parts ?? result) : result);
}

/** Whether a model is another kind of what the others are, and no part of them: both then build on a base. */
function isSibling({ name }: EditableModel, models: readonly EditableModel[]): boolean {
  return models.some((other) => areSiblings(name, other.name));
}

function isSubset(names: readonly string[], others: ReadonlySet<string>): boolean {
  return names.every((name) => others.has(name));
}

/** All models that hold every member of one of them build on that one. */
function onOne(base: EditableModel, models: readonly EditableModel[], context: ModelContext): BuiltModels | Refusal {
  const { project, projects } = context;
  const { program } = project;
  const names = memberNames(base, program);
  const collected = new Collected<Change>();
  for (const model of models.filter((one) => one !== base)) {
    const agreeing = agreeingMembers(base, model, program);
    const missing = names.find((name) => !agreeing.has(name));
    collected.take(model.fragment, missing === undefined ? buildOn(model, base, agreeing, program, projects) : refuse("members", `${model.name} and ${base.name} differ in ${missing}.`));
  }
  const { changes, leftOut, refusal } = collected;
  if (changes.length === 0) return refusal ?? stale;
  const all = builtOf(changes, leftOut, context);
  if (!isRefusal(all) || changes.length === 1) return all;
  const alone = new Collected<Change>();
  for (const change of changes) alone.take(change.model.fragment, refuseChanges([change], project, context.programs, context.layouts, projects) ?? change);
  return alone.changes.length === 0 ? all : builtOf(alone.changes, [...leftOut, ...alone.leftOut], context);
}

/** One of two models becomes a part of the other, or the same with all members optional. */
function partOf(models: readonly EditableModel[], context: ModelContext): BuiltModels | Refusal {
  const { program } = context.project;
  let first: Refusal | undefined;
  for (const [model, whole] of [models, [...models].reverse()]) {
    if (!model || !whole) continue;
    const [mine, all] = [memberNames(model, program), memberNames(whole, program)];
    const isWhole = mine.length === all.length;
    if (!isWhole && !isSubset(mine, agreeingMembers(model, whole, program))) continue;
    if (!mine.every((name) => all.includes(name)) || (isWhole && [...model.own.values()].some(({ questionToken }) => questionToken === undefined))) continue;
    const change = takePart(model, whole, program, context.layouts, context.projects);
    const result = isRefusal(change) ? change : builtOf([change], [], context);
    if (!isRefusal(result)) return result;
    first ??= result;
  }
  return first ?? refuseModel("no-core");
}

/** What all models have becomes a base of its own. */
function onNew(models: readonly EditableModel[], context: ModelContext): BuiltModels | Refusal {
  const { project, projects, layouts } = context;
  const { program } = project;
  const [first, ...others] = models;
  if (!first) return stale;
  const core = others.reduce((names, other) => {
    const agreeing = agreeingMembers(first, other, program);
    return names.filter((name) => agreeing.has(name) && other.own.has(name));
  }, [...first.own.keys()]);
  if (core.length < fewestMembers) return refuseModel("no-core");
  // Where all hold nothing else, they are one and no overlap.
  if (models.every(({ own }) => own.size === core.length)) return refuseModel("no-core");
  const base = makeBase(models, core, program, layouts, projects);
  if (isRefusal(base)) return base;
  const leftOut = base.leftOut.map(({ model, refusal }) => ({ fragment: model.fragment, reason: refusal.reason }));
  const built = builtOf(base.changes, leftOut, context);
  if (isRefusal(built)) return built;
  if (built.removedLines <= 0 && base.changes.some(({ isOtherName }) => isOtherName)) return refuseModel("no-gain", models.map(({ name }) => name).join(" and "));
  const offset = offsetAfter(built.edits, base.home.fileName, base.at - 1);
  return { ...built, rename: { file: base.home.fileName, offset: (offset ?? -1) + 1 + base.nameOffset } };
}

function builtOf(changes: readonly Change[], leftOut: BuiltModels["leftOut"], { project, programs, projects, layouts }: ModelContext): BuiltModels | Refusal {
  const wrong = refuseChanges(changes, project, programs, layouts, projects);
  if (wrong) return wrong;
  const edits = editsOfChanges(changes, project.program, layouts, false);
  return { edits, leftOut, removedLines: linesRemoved(edits, (file) => projects.read(file)) };
}
