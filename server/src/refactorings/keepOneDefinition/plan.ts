import { ts } from "../../syntax/typescript.ts";
import type { ProjectAccess, ProjectProgram, TextEdit } from "../refactoring.ts";
import { planComments } from "./comments.ts";
import { refuseAugmented } from "../models/augmented.ts";
import { namespacesOf, type LocatedModel } from "./located.ts";
import { circleObstacle, isPublished, packageObstacle, packageOf } from "./packages.ts";
import { packageSpecifier } from "../modules/packageSpecifier.ts";
import { followersOf, type Follower } from "./followers.ts";
import { exportOf, importedName, inDocumentation, meansKept } from "./names.ts";
import { referencesIn, identifiersOf, isTypePosition } from "./references.ts";
import { isRefusal, refuse, type Refusal } from "./refusal.ts";
import { originOf } from "../semantics/symbols.ts";
import { whatDiffers } from "./sameType.ts";
import { baseName } from "../../syntax/paths.ts";

/** How one definition gives way to the kept one. */
export interface Replacement {
  /** The program that makes the edit of the file of `gone`, and as which it sees both. */
  readonly project: ProjectProgram;
  readonly gone: LocatedModel;
  readonly kept: LocatedModel;
  /**
   * - `alias`: its name lives on as `type B = A`, in its place;
   * - `reexport`: `export type { A as B } from "…"`, in its place;
   * - `imported`: an import takes its name over, `export type { B }` takes its place where it is exported;
   * - `renamed`: the declaration goes, and its references name the kept one.
   */
  readonly form: "alias" | "reexport" | "imported" | "renamed";
  /** The name of the kept definition in the file of the gone one; none for `reexport`. */
  readonly local: string;
  /** How the file of the gone one names the kept one's, where that belongs to another package. */
  readonly specifier: string | undefined;
  readonly references: readonly ts.Identifier[];
  /** Where it was exported and is so no more: all other files that named it. */
  readonly followers: readonly Follower[];
  /** Whether its file goes on exporting its name. */
  readonly staysExported: boolean;
  /** Comments that the kept definition takes over. */
  readonly moved: readonly TextEdit[];
}

/** A program with a model as that program sees it. */
export interface View {
  readonly project: ProjectProgram;
  readonly gone: LocatedModel;
  readonly kept: LocatedModel;
}

/**
 * Decides whether and how `kept` takes the place of `gone`.
 *
 * @param views the two models in every program that owns the file of `gone`, at least one; the first makes the edit
 */
export function planReplacement(views: readonly [View, ...View[]], projects: ProjectAccess): Replacement | Refusal {
  const [{ project, gone, kept }] = views;
  const obstacle = formObstacle(gone, kept, project.program, projects) ?? packageObstacle(gone.name, gone.fragment.file, kept, projects) ?? circleObstacle(gone.source, kept, project.program);
  if (obstacle) return obstacle;
  for (const view of views) {
    const difference = whatDiffers(view.kept, view.gone, view.project.program);
    if (difference) return difference;
  }
  const comments = planComments(gone, kept);
  if (isRefusal(comments)) return comments;
  const augmented = refuseAugmented(gone, projects) ?? refuseAugmented(kept, projects);
  if (augmented) return augmented;
  const references = referencesIn(gone, project.program.getTypeChecker());
  const home = packageOf(kept.fragment.file, projects);
  const isAcross = home !== packageOf(gone.fragment.file, projects);
  const specifier = isAcross && home !== undefined ? packageSpecifier(kept.source.fileName, home, kept.symbol, project.program, projects) : undefined;
  if (isAcross && specifier === undefined) return refuse("package", `No import shows how ${baseName(gone.fragment.file)} could name ${baseName(kept.fragment.file)} of another package.`);
  const followers = isAcross || comments.ownLeading || ts.isClassDeclaration(kept.node) || inDocumentation(gone.source, gone.name) ? undefined : followersOf(gone, kept, project, projects);
  const staysExported = followers === undefined && gone.exportedAs.length > 0;
  const form = chooseForm(gone, kept, references, comments.ownLeading, staysExported, project.program);
  if (isRefusal(form)) return form;
  const hasGone = form.form === "renamed" || form.form === "imported";
  return { project, gone, kept, specifier, references, moved: comments.moved, followers: hasGone ? (followers ?? []) : [], staysExported: staysExported || !hasGone, ...form };
}

function formObstacle(gone: LocatedModel, kept: LocatedModel, program: ts.Program, projects: ProjectAccess): Refusal | undefined {
  if (gone.exportedAs.includes("default") && gone.hasExport) {
    return refuse("default-export", `${gone.name} is the default export of ${baseName(gone.fragment.file)}, which must be a declaration of its own.`);
  }
  if (ts.isClassDeclaration(gone.node)) {
    if (gone.exportedAs.length > 0)
      return refuse("class", `${gone.name} is an exported class: it exists when the program runs, and others may construct it.`);
    const value = referencesIn(gone, program.getTypeChecker()).some((reference) => !isTypePosition(reference));
    if (value) return refuse("class", `${gone.name} is a class that is used when the program runs.`);
  }
  if (isOpenAlias(gone, projects) && !ts.isTypeAliasDeclaration(kept.node)) {
    return refuse(
      "implicit-index",
      `${gone.name} is a type alias of a published package and can be passed where an index signature is asked for; ${kept.name} cannot.`,
    );
  }
  if (isApart(gone, kept) && qualifiedName(gone, kept, program) === undefined) {
    return refuse("scope", `${kept.fullName} stands in a namespace, out of reach of ${gone.fullName}.`);
  }
  return undefined;
}

/**
 * Whether an alias is used by programs that are not seen here. They may pass it where an index
 * signature is asked for, which an interface or a class does not allow; in programs that are seen,
 * the type check finds such a use.
 */
export function isOpenAlias({ node, exportedAs, fragment }: LocatedModel, projects: ProjectAccess): boolean {
  return ts.isTypeAliasDeclaration(node) && exportedAs.length > 0 && isPublished(packageOf(fragment.file, projects), projects);
}

/** Whether the kept definition stands in a namespace that the other one is not part of. */
function isApart(gone: LocatedModel, kept: LocatedModel): boolean {
  return gone.node.parent !== kept.node.parent && !ts.isSourceFile(kept.node.parent);
}

/** The full name by which the kept definition is known in the place of the other one, in whose file its outermost namespace stands or is imported. */
function qualifiedName(gone: LocatedModel, kept: LocatedModel, program: ts.Program): string | undefined {
  const checker = program.getTypeChecker();
  const [outermost] = namespacesOf(kept.node);
  const own = outermost && checker.getSymbolAtLocation(outermost.name);
  if (!own) return undefined;
  const namespace = checker.getExportSymbolOfSymbol(own);
  const name = gone.source === kept.source ? outermost.name.text : importedName(gone.source, { symbol: namespace }, checker);
  const symbol = name === undefined ? undefined : checker.resolveName(name, gone.node, ts.SymbolFlags.Namespace, true);
  if (name === undefined || !symbol || checker.getExportSymbolOfSymbol(originOf(checker, symbol)) !== namespace) return undefined;
  return name + kept.fullName.slice(outermost.name.text.length);
}

type Form = Pick<Replacement, "form" | "local">;

function chooseForm(
  gone: LocatedModel,
  kept: LocatedModel,
  references: readonly ts.Identifier[],
  ownLeading: boolean,
  staysExported: boolean,
  program: ts.Program,
): Form | Refusal {
  if (isApart(gone, kept)) return { form: "alias", local: qualifiedName(gone, kept, program) ?? kept.fullName };
  const isSeen = staysExported || !ts.isSourceFile(gone.node.parent);
  const sameFile = gone.source === kept.source;
  const local = sameFile ? localInSameFile(gone, kept, program) : localInOtherFile(gone, kept, program);
  const classKept = ts.isClassDeclaration(kept.node);
  if (!isSeen && !ownLeading && !classKept && !gone.hasCompanion && !inDocumentation(gone.source, gone.name)) {
    if (local === gone.name) return { form: "imported", local };
    if (local !== undefined && references.every((reference) => meansKept(reference, local, kept, sameFile, program)))
      return { form: "renamed", local };
    if (!sameFile) return { form: "imported", local: gone.name };
  }
  if (local !== undefined && local !== gone.name) return { form: "alias", local };
  if (sameFile || gone.hasCompanion || !ts.isSourceFile(gone.node.parent)) {
    const why =
      gone.name === kept.name
        ? `${gone.fullName} shares its name with something that stays, so that ${kept.fullName} cannot be imported there.`
        : `The name ${kept.name} means something else at ${gone.fullName}.`;
    return refuse("name-taken", why);
  }
  if (!gone.hasExport && ownLeading)
    return refuse("comments", `The comment in front of ${gone.name} in ${baseName(gone.fragment.file)} says something that ${kept.name} lacks. Move it first.`);
  if (!references.filter(inExport).every(isTypeExport))
    return refuse("export-list", `${gone.name} is exported by a list that is not one of types, which an import of the same name cannot take over safely.`);
  return gone.hasExport && references.length === 0 ? { form: "reexport", local: gone.name } : { form: "imported", local: gone.name };
}

function inExport({ parent }: ts.Identifier): boolean {
  return ts.isExportSpecifier(parent) || ts.isExportAssignment(parent);
}

/** Whether an identifier stands in `export type { … }` or behind `type` in another list. */
function isTypeExport({ parent }: ts.Identifier): boolean {
  return ts.isExportSpecifier(parent) && (parent.isTypeOnly || parent.parent.parent.isTypeOnly);
}

/** The name of the kept definition where it is seen from another declaration of its file. */
function localInSameFile(gone: LocatedModel, kept: LocatedModel, program: ts.Program): string | undefined {
  return meansKept(gone.node, kept.name, kept, true, program) ? kept.name : undefined;
}

/**
 * The name that an import of the kept definition has, or can have, in another file: its own where
 * that is free there, or is set free by the definition that goes.
 */
function localInOtherFile(gone: LocatedModel, kept: LocatedModel, program: ts.Program): string | undefined {
  const checker = program.getTypeChecker();
  const exported = exportOf(kept);
  const wish = exported === "default" ? kept.name : exported;
  const known = importedName(gone.source, kept, checker);
  if (known !== undefined) return known;
  if (wish === gone.name) return gone.name;
  return identifiersOf(gone.source, wish).length === 0 ? wish : undefined;
}
