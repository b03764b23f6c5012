import { byPath, byPlace } from "../../syntax/sorted.ts";
import { ts } from "../../syntax/typescript.ts";
import { byWorth } from "../keepOneDefinition/choose.ts";
import { isOpenAlias } from "../keepOneDefinition/plan.ts";
import { locate, type LocatedModel } from "../keepOneDefinition/located.ts";
import { isRefusal, stale, type Refusal } from "../keepOneDefinition/refusal.ts";
import { importsOnlyUsedIn } from "../keepOneDefinition/references.ts";
import { refuseEdits } from "../models/check.ts";
import { Collected, modelFix, type BuiltModels } from "../models/modelFix.ts";
import { openModels, ownersOf, typeLiteralAt } from "../models/open.ts";
import { editImports } from "../modules/editImports.ts";
import { Layouts } from "../modules/layouts.ts";
import { changesSomething } from "../refactoring.ts";
import type { FileEdit, Fix, Fragment, ProjectAccess, ProjectProgram, TextEdit } from "../refactoring.ts";
import { linesRemoved } from "../textOffsets.ts";
import { nameInlineTypes } from "./nameInlineTypes.ts";
import { planUse, type Use } from "./planUse.ts";

/** The title of the fix as the lightbulb shows it. */
export const useModelTitle = "Use the named type";
/** The same where nothing has a name yet. */
export const nameTypeTitle = "Name the type once";
const kind = "use-model";

/**
 * Names a model in the place of inline object types that say the same, with type arguments where it is generic. Where all
 * are inline, one of them gets a name that the others use.
 *
 * Before `(order: { id: string; total: Money }) => void` beside an `Order` with the same members, after `(order: Order) => void`.
 *
 * @param fragments named models as a whole and inline types from brace to brace, at least one of these
 */
export function useModel(fragments: readonly Fragment[], projects: ProjectAccess): Fix {
  return modelFix(kind, useModelTitle, fragments, projects, (editable) => build(editable, projects));
}

function build(fragments: readonly Fragment[], projects: ProjectAccess): BuiltModels | Refusal {
  const programs = openModels(fragments, projects);
  if (isRefusal(programs)) return programs;
  const inline = fragments.filter((fragment) => programs.some(({ program }) => typeLiteralAt(fragment, program)));
  const named = fragments.filter((fragment) => !inline.includes(fragment));
  if (inline.length === 0) return stale;
  if (named.length > 0) return useNamed(inline, named, programs, projects);
  const result = nameInlineTypes(inline, programs, projects);
  return isRefusal(result) ? result : { ...result, title: nameTypeTitle };
}

/** Tries the most worthy of the models first, in the first program that knows all. */
function useNamed(inline: readonly Fragment[], named: readonly Fragment[], programs: readonly ProjectProgram[], projects: ProjectAccess): BuiltModels | Refusal {
  let first: Refusal | undefined;
  for (const project of programs) {
    const located = named.map((fragment) => locate(fragment, project));
    first ??= located.find(isRefusal);
    const models = located.filter((one): one is LocatedModel => !isRefusal(one));
    for (const model of byWorth(models, project.program, (alias) => isOpenAlias(alias, projects))) {
      const result = useOne(inline, model, project, programs, projects);
      if (!isRefusal(result)) return result;
      first ??= result;
    }
  }
  return first ?? stale;
}

function useOne(inline: readonly Fragment[], model: LocatedModel, project: ProjectProgram, programs: readonly ProjectProgram[], projects: ProjectAccess): BuiltModels | Refusal {
  const collected = new Collected<Use>();
  for (const fragment of inline) {
    const plans = [project, ...ownersOf(fragment.file, programs).filter((one) => one !== project)].map((one) => planIn(fragment, model, one, projects));
    collected.take(fragment, plans.find(isRefusal) ?? plans[0] ?? stale);
  }
  const { changes: uses, leftOut, refusal } = collected;
  if (uses.length === 0) return refusal ?? stale;
  const edits = editsOf(uses, model, project, new Layouts(projects));
  const names = uses.map(({ source, local }) => ({ file: source.fileName, local, home: model.source.fileName }));
  // An alias is the type that it names. An interface is not quite: it has no index signature where one is asked for.
  const wrong = refuseEdits(edits, programs, names, ts.isTypeAliasDeclaration(model.node) ? "nothing" : "types");
  return wrong ?? { edits, leftOut, removedLines: linesRemoved(edits, (file) => projects.read(file)) };
}

function planIn(fragment: Fragment, model: LocatedModel, project: ProjectProgram, projects: ProjectAccess): Use | Refusal {
  const node = typeLiteralAt(fragment, project.program);
  const own = locate(model.fragment, project);
  if (isRefusal(own)) return own;
  return node === undefined ? stale : planUse(node, own, project.program, projects);
}

function editsOf(uses: readonly Use[], model: LocatedModel, { program }: ProjectProgram, layouts: Layouts): readonly FileEdit[] {
  const sources = new Set([...uses.map(({ source }) => source), model.source]);
  const isAway = uses.some(({ source }) => source !== model.source);
  const start = model.node.getStart(model.source);
  const edits = [...sources].map((source): FileEdit => {
    const own = uses.filter((use) => use.source === source);
    const changes: TextEdit[] = own.map(({ node, text }) => ({ start: node.getStart(source), end: node.end, text }));
    const wanted = new Map(own.flatMap((use) => (use.wanted === undefined ? [] : [[use.local, use.wanted] as const])));
    const unused = importsOnlyUsedIn(source, own.map(({ node: { pos, end } }) => ({ start: pos, end })), program, own.map(({ text }) => text).join("\n"));
    changes.push(...editImports(source, [...wanted.values()], unused, program, layouts.of(source)));
    if (source === model.source) {
      changes.push(...new Map(uses.flatMap(({ moved }) => moved.map((edit) => [edit.start, edit] as const))).values());
      if (isAway && model.exportedAs.length === 0) changes.push({ start, end: start, text: "export " });
    }
    return { kind: "change", file: source.fileName, edits: changes.sort(byPlace) };
  });
  return edits.filter(changesSomething).sort(byPath);
}
