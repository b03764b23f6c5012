import { containerOf } from "../../syntax/embedded/codeBlocks.ts";
import { ts } from "../../syntax/typescript.ts";
import { isJavaScript, originOf } from "../semantics/symbols.ts";
import type { ImportBinding, WantedImport } from "../modules/editImports.ts";
import { targetOf } from "../modules/moduleSpecifier.ts";
import type { ProjectAccess, ProjectProgram, TextEdit } from "../refactoring.ts";
import { isEmptiedBy, mayGo } from "./emptied.ts";
import { isPublic } from "./entryPoints.ts";
import { locate, type LocatedModel } from "./located.ts";
import { manifestOf, packageOf } from "./packages.ts";
import { exportOf, importedName, inDocumentation, meansKept } from "./names.ts";
import { identifiersOf, referencesFrom } from "./references.ts";
import { isRefusal } from "./refusal.ts";
import { baseName } from "../../syntax/paths.ts";

/** Another file that names a definition which goes, and what becomes of its names. */
export interface Follower {
  readonly source: ts.SourceFile;
  readonly project: ProjectProgram;
  readonly dropped: readonly ImportBinding[];
  readonly wanted: readonly WantedImport[];
  readonly renames: readonly TextEdit[];
  /** Re-exports of the definition, which nobody needs any more. */
  readonly handedOn: readonly ts.ExportSpecifier[];
  /** The name of the kept definition there; none where it is only handed on. */
  readonly local: string | undefined;
}

/** More files than this are not changed for the sake of one name. */
const mostFiles = 60;

/**
 * All other files of the workspace that name an exported definition, each with what makes it name the kept one;
 * `undefined` where the name must live on: programs that are not seen may import it, or some use of it cannot be changed.
 */
export function followersOf(gone: LocatedModel, kept: LocatedModel, project: ProjectProgram, projects: ProjectAccess): readonly Follower[] | undefined {
  if (!gone.hasExport || gone.hasCompanion || gone.exportedAs.length !== 1 || gone.exportedAs[0] !== gone.name) return undefined;
  if (isPublic(gone, project.program, projects)) return undefined;
  const files = projects.filesWith(gone.name, gone.fragment.file)?.filter((file) => file !== gone.fragment.file);
  if (files === undefined || files.length > mostFiles) return undefined;
  const followers: Follower[] = [];
  for (const file of files) {
    const follower = followerOf(file, gone, kept, projects);
    if (follower === "stays") return undefined;
    if (follower !== "none") followers.push(follower);
  }
  return !isEmptiedBy(gone) || mayGo(gone, followers, project, projects) ? followers : undefined;
}

function followerOf(file: string, gone: LocatedModel, kept: LocatedModel, projects: ProjectAccess): Follower | "none" | "stays" {
  const home = packageOf(gone.fragment.file, projects);
  if (packageOf(file, projects) !== home) return mayImport(projects.read(file) ?? "", home, projects) ? "stays" : "none";
  if (containerOf(file) !== undefined || /\.d\.[cm]?ts$/.test(file)) return "stays";
  let first: Follower | "none" = "none";
  for (const project of projects.programsFor([file])) {
    const source = project.program.getSourceFile(file);
    if (source === undefined || project.problems.length > 0 || isJavaScript(source)) return "stays";
    const own = locate(gone.fragment, project);
    if (isRefusal(own)) continue;
    const follower = inProject(source, own, locate(kept.fragment, project), kept, project);
    if (follower === "stays") return "stays";
    if (first === "none") first = follower;
  }
  return first;
}

/** Whether a file of another package may import something of this one, by the text of its imports. */
function mayImport(text: string, home: string | undefined, projects: ProjectAccess): boolean {
  if (home === undefined) return true;
  const { name } = manifestOf(home, projects);
  const isNamed = typeof name === "string" && ["'", '"'].some((quote) => text.includes(quote + name));
  return isNamed || text.includes(`/${baseName(home)}/`);
}

function inProject(
  source: ts.SourceFile,
  gone: LocatedModel,
  keptThere: ReturnType<typeof locate>,
  kept: LocatedModel,
  project: ProjectProgram,
): Follower | "none" | "stays" {
  const { program } = project;
  const checker = program.getTypeChecker();
  const references = referencesFrom(source, gone, checker);
  if (references === undefined) return "stays";
  if (references.length === 0) return "none";
  if (inDocumentation(source, gone.name)) return "stays";
  const imports = references.flatMap(({ parent }) => (ts.isImportSpecifier(parent) ? [parent] : []));
  const handedOn = references.flatMap(({ parent }) => (ts.isExportSpecifier(parent) ? [parent] : []));
  const uses = references.filter(({ parent }) => !ts.isImportSpecifier(parent) && !ts.isExportSpecifier(parent));
  if (handedOn.some((one) => one.propertyName !== undefined || one.parent.parent.moduleSpecifier === undefined)) return "stays";
  const [specifier] = imports;
  if (imports.length > 1 || (uses.length > 0 && specifier === undefined)) return "stays";
  if (specifier === undefined) return { source, project, dropped: [], wanted: [], renames: [], handedOn, local: undefined };
  const isHome = source.fileName === kept.source.fileName;
  const isRenamed = specifier.propertyName !== undefined;
  if (isHome && isRenamed) return "stays";
  const known = isHome ? kept.name : isRefusal(keptThere) ? undefined : importedName(source, keptThere, checker);
  const local = isRenamed ? specifier.name.text : (known ?? freeLocal(source, gone, kept));
  const isClear = uses.every((use) => local === gone.name || meansKept(use, local, isRefusal(keptThere) ? undefined : keptThere, known !== undefined, program));
  if (!isRenamed && !isClear) return "stays";
  const wanted = !isRenamed && known !== undefined ? [] : [wantedFor(specifier, local, keptThere, kept, program)];
  const renames = isRenamed || local === gone.name ? [] : uses.map((use) => ({ start: use.getStart(source), end: use.end, text: local }));
  return { source, project, dropped: [specifier], wanted, renames, handedOn, local };
}

/** The kept definition's own name where it is free, else the name that its import takes over. */
function freeLocal(source: ts.SourceFile, gone: LocatedModel, kept: LocatedModel): string {
  const exported = exportOf(kept);
  const wish = exported === "default" ? kept.name : exported;
  return wish === gone.name || identifiersOf(source, wish).length === 0 ? wish : gone.name;
}

/** The import that takes the place of one: of the same module where that exports the kept definition too. */
function wantedFor(specifier: ts.ImportSpecifier, local: string, keptThere: ReturnType<typeof locate>, kept: LocatedModel, program: ts.Program): WantedImport {
  const { moduleSpecifier } = specifier.parent.parent.parent;
  const module = targetOf(moduleSpecifier, program);
  const checker = program.getTypeChecker();
  const symbol = module && checker.getSymbolAtLocation(module);
  const exported = !symbol || isRefusal(keptThere) ? undefined : checker.getExportsOfModule(symbol).find((one) => originOf(checker, one) === keptThere.symbol);
  const type = { local, typeOnly: true };
  if (module && exported && ts.isStringLiteral(moduleSpecifier)) return { ...type, from: module.fileName, specifier: moduleSpecifier.text, name: exported.name };
  return { ...type, from: kept.source.fileName, name: exportOf(kept) };
}
