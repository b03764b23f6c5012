import type { Fix, Fragment, OfferedFix, ProjectAccess, ProjectProgram } from "./refactoring.ts";
import { ts } from "../syntax/typescript.ts";
import { programsTogether } from "./models/open.ts";
import { modelFix, type BuiltModels } from "./models/modelFix.ts";
import { buildEdits } from "./keepOneDefinition/buildEdits.ts";
import { Layouts } from "./modules/layouts.ts";
import { byWorth } from "./keepOneDefinition/choose.ts";
import { locate, type LocatedModel } from "./keepOneDefinition/located.ts";
import { isOpenAlias, planReplacement, type Replacement, type View } from "./keepOneDefinition/plan.ts";
import { packageObstacle } from "./keepOneDefinition/packages.ts";
import { chosenElsewhere, isRefusal, refuse, stale, type Refusal } from "./keepOneDefinition/refusal.ts";
import { leadsTo } from "./modules/leadsTo.ts";
import { linesRemoved } from "./textOffsets.ts";

/** The title of the fix as the lightbulb shows it. */
export const keepOneTitle = "Keep one definition";
const kind = "keep-one-definition";

/** At most so many definitions are tried as the one to keep. */
const mostCandidates = 8;

/** For so many of them the edit is built and checked. */
const mostBuilt = 2;

/**
 * Keeps one of several definitions of the same model; the others become references to it, imports,
 * or aliases where their names must live on. Types only change hands: what the program does when it
 * runs stays as it is.
 *
 * Before `interface PurchaseOrder { id: string; total: Money }` beside an `Order` with the same
 * members, after `export type PurchaseOrder = Order;`.
 *
 * @param models the declarations, without leading comments; at least two
 * @param keep the one of them to keep; the most worthy one where nobody has chosen
 * @returns an edit that was checked in every program that owns a file of it; definitions that must
 *   stay are named in `leftOut`. Refused when none can go.
 */
export function keepOneDefinition(models: readonly Fragment[], projects: ProjectAccess, keep?: Fragment): Fix {
  return modelFix(kind, keepOneTitle, models, projects, (editable) => (keep === undefined || editable.includes(keep) ? keepOneOf(editable, projects, keep) : chosenElsewhere));
}

/** The edit of `keepOneDefinition`, of models that all stand in files of code. */
export function keepOneOf(models: readonly Fragment[], projects: ProjectAccess, keep?: Fragment): BuiltModels | Refusal {
  const programs = programsTogether(models, projects);
  const problem = programs.flatMap(({ problems }) => problems)[0];
  if (problem !== undefined) return refuse("project", `The project cannot be read: ${problem}.`.replace(/\.\.$/, "."));
  const choices = choose(viewsOf(models, programs), projects, keep);
  if (isRefusal(choices)) return choices;
  let first: Refusal | undefined;
  for (const choice of choices.slice(0, mostBuilt)) {
    const built = build(choice, programs, projects);
    if (!isRefusal(built)) return built;
    first ??= built;
  }
  return first ?? stale;
}

/** A model in every program that owns its file. */
interface Candidate {
  readonly fragment: Fragment;
  readonly views: ReadonlyMap<ProjectProgram, LocatedModel | Refusal>;
  /** The model in every program that holds its file. */
  readonly seen: ReadonlyMap<ProjectProgram, LocatedModel | Refusal>;
}

function viewsOf(models: readonly Fragment[], programs: readonly ProjectProgram[]): readonly Candidate[] {
  return models.map((fragment) => {
    const seen = new Map(programs.filter(({ program }) => program.getSourceFile(fragment.file)).map((program) => [program, locate(fragment, program)]));
    return { fragment, seen, views: new Map([...seen].filter(([{ owned }]) => owned.includes(fragment.file))) };
  });
}

/** The definition to keep, with what becomes of the others. */
interface Choice {
  readonly kept: LocatedModel;
  readonly replacements: readonly Replacement[];
  readonly leftOut: OfferedFix["leftOut"];
}

/** The definitions that can take the place of others: of those that do so for most the most worthy one first. */
function choose(candidates: readonly Candidate[], projects: ProjectAccess, keep: Fragment | undefined): readonly Choice[] | Refusal {
  const choices: Choice[] = [];
  let firstRefusal: Refusal | undefined;
  const chosen = candidates.filter(({ fragment }) => fragment === keep);
  for (const kept of keep === undefined ? ranked(candidates, projects).slice(0, mostCandidates) : chosen) {
    const outcomes = candidates
      .filter((candidate) => candidate !== kept)
      .map((gone) => ({ gone, outcome: replacementOf(gone, kept, projects) }));
    const replacements = withoutClashes(outcomes.flatMap(({ outcome }) => (isRefusal(outcome) ? [] : [outcome])));
    const refusals = outcomes.flatMap(({ gone, outcome }) =>
      isRefusal(outcome)
        ? [{ fragment: gone.fragment, refusal: outcome }]
        : replacements.includes(outcome)
          ? []
          : [{ fragment: gone.fragment, refusal: refuse("comments", `A comment of ${outcome.gone.name} and one of another definition belong to the same place.`) }],
    );
    // That one cannot be reached from the other says less than what stands in the way where it can.
    const telling = refusals.find(({ refusal }) => !isApart(refusal)) ?? refusals[0];
    if (telling && (firstRefusal === undefined || (isApart(firstRefusal) && !isApart(telling.refusal)))) firstRefusal = telling.refusal;
    const [first] = replacements;
    if (!first) continue;
    const leftOut = refusals.map(({ fragment, refusal }) => ({ fragment, reason: refusal.reason }));
    choices.push({ kept: first.kept, replacements, leftOut });
    if (choices.filter((choice) => choice.leftOut.length === 0).length >= mostBuilt) break;
  }
  if (choices.length === 0) return firstRefusal ?? stale;
  return choices.sort((a, b) => b.replacements.length - a.replacements.length);
}

function isApart({ code }: Refusal): boolean {
  return code === "other-project" || code === "package";
}

function ranked(candidates: readonly Candidate[], projects: ProjectAccess): readonly Candidate[] {
  const order: Candidate[] = [];
  const programs = new Set(candidates.flatMap(({ views }) => [...views.keys()]));
  for (const program of programs) {
    const located = new Map<LocatedModel, Candidate>();
    for (const candidate of candidates) {
      const view = candidate.views.get(program);
      if (view && !isRefusal(view) && !order.includes(candidate)) located.set(view, candidate);
    }
    for (const model of byWorth([...located.keys()], program.program, (alias) => isOpenAlias(alias, projects))) order.push(...[located.get(model) ?? []].flat());
  }
  return [...order, ...candidates.filter((candidate) => !order.includes(candidate))];
}

function replacementOf(gone: Candidate, kept: Candidate, projects: ProjectAccess): Replacement | Refusal {
  const views: View[] = [];
  for (const [project, model] of gone.views) {
    if (isRefusal(model)) return model;
    const other = kept.seen.get(project);
    const apart = other ? undefined : packagesApart(model, kept, projects);
    if (apart) return apart;
    if (!other) return refuse("other-project", `${model.name} belongs to a project (${nameOf(project)}) that does not include the other definition.`);
    if (isRefusal(other)) return other;
    views.push({ project, gone: model, kept: other });
  }
  const [first, ...others] = views;
  if (!first) return stale;
  return planReplacement([first, ...others], projects);
}

/** Why a definition that its program does not hold cannot be named, where it belongs to a package that may not be imported. */
function packagesApart({ name, fragment: { file } }: LocatedModel, { fragment, seen }: Candidate, projects: ProjectAccess): Refusal | undefined {
  const located = [...seen.values()].find((one): one is LocatedModel => !isRefusal(one));
  const wanted = located?.name ?? "the other definition";
  const obstacle = packageObstacle(name, file, { name: wanted, fragment, exportedAs: [wanted] }, projects);
  return obstacle?.code === "package" ? obstacle : undefined;
}

function nameOf({ configFile }: ProjectProgram): string {
  return configFile === undefined ? "without a tsconfig.json" : configFile.split("/").slice(-2).join("/");
}

/** Leaves out replacements that move another comment to the same place. */
function withoutClashes(replacements: readonly Replacement[]): readonly Replacement[] {
  const moved = new Map<number, string>();
  return replacements.filter((replacement) => {
    if (replacement.moved.some(({ start, text }) => (moved.get(start) ?? text) !== text)) return false;
    for (const { start, text } of replacement.moved) moved.set(start, text);
    return true;
  });
}

/** Builds the edit and checks it; where it fails as a whole, the definitions that fail alone are left out. */
function build(choice: Choice, programs: readonly ProjectProgram[], projects: ProjectAccess): BuiltModels | Refusal {
  const { kept } = choice;
  const layouts = new Layouts(projects);
  const attempt = (replacements: readonly Replacement[]): { readonly edits: OfferedFix["edits"]; readonly obstacle: string | undefined } => {
    const edits = buildEdits(replacements, kept, layouts);
    return { edits, obstacle: obstacleOf(edits, replacements, programs) };
  };
  let { replacements } = choice;
  let leftOut = choice.leftOut;
  let { edits, obstacle } = attempt(replacements);
  if (obstacle !== undefined && replacements.length > 1) {
    const alone = replacements.map((replacement) => ({ replacement, failure: attempt([replacement]).obstacle }));
    replacements = alone.filter(({ failure }) => failure === undefined).map(({ replacement }) => replacement);
    leftOut = [
      ...leftOut,
      ...alone.flatMap(({ replacement, failure }) => (failure === undefined ? [] : [{ fragment: replacement.gone.fragment, reason: failure }])),
    ];
    if (replacements.length > 0) ({ edits, obstacle } = attempt(replacements));
  }
  if (obstacle !== undefined) return refuse("new-errors", obstacle);
  return { edits, leftOut, removedLines: linesRemoved(edits, (file) => projects.read(file)) };
}

/**
 * Whether everything that is of the one type or the other stays as it is: both are interfaces, or both names of braces, whose
 * members are the same one by one. Between an interface and an alias there is a difference where an index signature is asked for.
 */
function isSameToOthers({ gone: { node: gone }, kept: { node: kept } }: Replacement): boolean {
  if (gone.typeParameters !== undefined) return false;
  if (ts.isInterfaceDeclaration(gone)) return ts.isInterfaceDeclaration(kept);
  return ts.isTypeAliasDeclaration(gone) && ts.isTypeAliasDeclaration(kept) && ts.isTypeLiteralNode(gone.type) && ts.isTypeLiteralNode(kept.type);
}

function obstacleOf(
  edits: OfferedFix["edits"],
  replacements: readonly Replacement[],
  programs: readonly ProjectProgram[],
): string | undefined {
  const followers = replacements.flatMap((one) => one.followers);
  const others = followers.map(({ project }) => project).filter((one, at, all) => all.findIndex(({ program }) => program === one.program) === at);
  for (const program of [...programs, ...others.filter((one) => programs.every((known) => known.program !== one.program))]) {
    if (!edits.some(({ file }) => program.program.getSourceFile(file))) continue;
    const error = program.firstError(edits, replacements.every(isSameToOthers) ? "names" : "types");
    if (error) return `The change would bring a type error: ${error.message.split("\n")[0] ?? ""}`;
    for (const { gone, kept, form, local, staysExported, references } of replacements) {
      const [name = local] = form === "reexport" ? [gone.name] : local.split(".");
      const isNamed = form === "alias" || staysExported || references.length > 0;
      if (isNamed && gone.source !== kept.source && !leadsTo(program.after(edits), gone.source.fileName, name, kept.source.fileName))
        return `The import of ${kept.name} would not lead to ${kept.source.fileName}.`;
    }
    for (const { local, source } of followers.filter((one) => one.project.program === program.program))
      if (local !== undefined && source.fileName !== replacements[0]?.kept.source.fileName && !leadsTo(program.after(edits), source.fileName, local, replacements[0]?.kept.source.fileName ?? ""))
        return `The import of ${local} in ${source.fileName} would not lead to the kept definition.`;
  }
  return undefined;
}
