import { ts } from "../../syntax/typescript.ts";
import { importGraph } from "../importGraph.ts";
import type { ProjectAccess } from "../refactoring.ts";
import type { LocatedModel } from "./located.ts";
import { refuse, refuseModel, type Refusal } from "./refusal.ts";
import { baseName } from "../../syntax/paths.ts";

/** The nearest folder above a file with a `package.json`, without `/` at its end; `undefined` when there is none. */
export function packageOf(file: string, projects: ProjectAccess): string | undefined {
  for (let folder = file; folder.includes("/"); ) {
    folder = folder.slice(0, folder.lastIndexOf("/"));
    if (projects.read(`${folder}/package.json`) !== undefined) return folder;
  }
  return undefined;
}

/** Whether others may install a package, so that not all uses of what it exports can be seen. */
export function isPublished(folder: string | undefined, projects: ProjectAccess): boolean {
  if (folder === undefined) return false;
  const manifest = manifestOf(folder, projects);
  return "name" in manifest && manifest["private"] !== true;
}

/** The fields of the `package.json` of a folder; none where it cannot be read. */
export function manifestOf(folder: string, projects: ProjectAccess): Readonly<Record<string, unknown>> {
  const file = `${folder}/package.json`;
  const manifest: unknown = ts.parseConfigFileTextToJson(file, projects.read(file) ?? "").config;
  return typeof manifest === "object" && manifest !== null ? { ...manifest } : {};
}

/**
 * Why a file may not import a model of another one: it belongs to a package that does not depend on the model's, which may
 * not export it, or the model stands in a folder for a platform that the file is not of.
 */
export function packageObstacle(name: string, file: string, kept: Pick<LocatedModel, "name" | "fragment" | "exportedAs">, projects: ProjectAccess): Refusal | undefined {
  const home = kept.fragment.file;
  const [own, other] = [packageOf(file, projects), packageOf(home, projects)];
  const named = (folder: string | undefined): string => (folder ? baseName(folder) : "the workspace");
  if (own !== other && (!dependsOn(own, other, projects) || !kept.exportedAs.includes(kept.name)))
    return refuse("package", `${name} and ${kept.name} belong to two packages, ${named(own)} and ${named(other)}; sharing one needs a dependency.`);
  return platformObstacle(name, file, kept.name, home);
}

/** Why a file may not import from another one of its package: that stands in a folder for a platform that the file is not of. */
export function platformObstacle(name: string, file: string, wanted: string, home: string): Refusal | undefined {
  const own = platformsOf(file);
  const platform = platformsOf(home).find((one) => !own.includes(one));
  return platform === undefined ? undefined : refuseModel("platform", wanted, platform, name);
}

/** Why a file should not import from that of a model: that one imports it, and neither could be read without the other any more. */
export function circleObstacle(source: ts.SourceFile, { source: home }: Pick<LocatedModel, "source">, program: ts.Program): Refusal | undefined {
  const imports = (from: ts.SourceFile, to: ts.SourceFile): boolean => importGraph(program).get(from.fileName)?.some((edge) => edge.to === to.fileName) === true;
  return source !== home && imports(home, source) && !imports(source, home) ? refuseModel("circle", baseName(home.fileName), baseName(source.fileName)) : undefined;
}

/** Whether the program of a package may import from another one, by its `package.json`. */
export function dependsOn(own: string | undefined, other: string | undefined, projects: ProjectAccess): boolean {
  if (own === undefined || other === undefined) return false;
  const { name } = manifestOf(other, projects);
  return typeof name === "string" && needs(own, name, projects);
}

/** Whether who installs the package of a folder gets another one with it, or has to have it. */
export function needs(folder: string | undefined, name: string, projects: ProjectAccess): boolean {
  const manifest = folder === undefined ? {} : manifestOf(folder, projects);
  return [manifest["dependencies"], manifest["peerDependencies"]].some((list) => typeof list === "object" && list !== null && name in list);
}

/** Folders whose code runs in one place only. What is common to several does not import from them. */
const platforms = /^(?:browser(?:-\w+)?|node|electron(?:-\w+)?|client|server|web|frontend|backend|renderer|worker|desktop|mobile|native|ios|android)$/;

function platformsOf(file: string): readonly string[] {
  return file.split("/").slice(0, -1).filter((folder) => platforms.test(folder));
}
