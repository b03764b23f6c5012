import { ts } from "../../syntax/typescript.ts";
import type { ProjectAccess } from "../refactoring.ts";
import { baseName, type LocatedModel } from "./located.ts";
import { refuse, type Refusal } from "./refusal.ts";

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

/** Definitions of two packages stay apart: sharing one would need a dependency. */
export function packageObstacle(name: string, file: string, kept: LocatedModel, projects: ProjectAccess): Refusal | undefined {
  const [own, other] = [packageOf(file, projects), packageOf(kept.fragment.file, projects)];
  if (own === other) return undefined;
  const named = (folder: string | undefined): string => (folder ? baseName(folder) : "the workspace");
  return refuse("package", `${name} and ${kept.name} belong to two packages, ${named(own)} and ${named(other)}; sharing one needs a dependency.`);
}
