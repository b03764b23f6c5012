import { ts } from "../../syntax/typescript.ts";
import type { ProjectAccess } from "../refactoring.ts";

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
  const file = `${folder}/package.json`;
  const text = projects.read(file) ?? "";
  const manifest: unknown = ts.parseConfigFileTextToJson(file, text).config;
  const isObject = typeof manifest === "object" && manifest !== null;
  return isObject && "name" in manifest && !("private" in manifest && manifest.private === true);
}
