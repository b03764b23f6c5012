import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import picomatch from "picomatch";
import { mayHoldCode } from "../syntax/endings.ts";
import { configurationName } from "../workspace/configuration.ts";
import { discover } from "../workspace/discovery.ts";
import { reasonOf } from "../workspace/failure.ts";
import { foldersBetween, repositoryOf, withSlash } from "../workspace/ignoreFiles.ts";
import { isSchemaName } from "../workspace/schemaNames.ts";
import { isStopped } from "./arguments.ts";
import type { Stopped } from "./arguments.ts";

/** What a command works on. All paths are absolute with `/`. */
export interface Target {
  readonly root: string;
  /** Folders and files at or below the root. */
  readonly paths: readonly string[];
}

interface Place {
  readonly path: string;
  readonly isFolder: boolean;
}

/**
 * Finds what the paths on the command line name: folders, files and globs.
 *
 * The root is the one folder that is given; for several paths, the current folder or, where they lie outside
 * of it, the folder that they share. A `drydock.json` above it, in the same repository, makes its own folder
 * the root, so that its settings count for every part of the project.
 */
export async function findTarget(given: readonly string[], currentFolder: string): Promise<Target | Stopped> {
  const places: Place[] = [];
  for (const name of given.length === 0 ? ["."] : given) {
    const found = await placesOf(name, currentFolder);
    if (isStopped(found)) return found;
    places.push(...found);
  }
  const [only] = places;
  const base = places.length === 1 && only?.isFolder === true ? only.path : sharedFolder(places, currentFolder);
  return { root: await configuredFolder(base), paths: [...new Set(places.map((place) => place.path))] };
}

async function placesOf(name: string, currentFolder: string): Promise<readonly Place[] | Stopped> {
  const full = absolute(name, currentFolder);
  const found = await stat(full).catch((error: unknown) => reasonOf(error, "missing"));
  if (typeof found !== "string") {
    if (!found.isDirectory() && !mayHoldCode(full) && !isSchemaName(full)) return { stopped: `“${name}” is neither a folder nor TypeScript or JavaScript.` };
    const mode = found.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK;
    const denied = await access(full, mode).then(() => undefined, (error: unknown) => reasonOf(error));
    return denied === undefined ? [{ path: full, isFolder: found.isDirectory() }] : { stopped: `“${name}” cannot be read: ${denied}.` };
  }
  if (found !== "missing") return { stopped: `“${name}” cannot be read: ${found}.` };
  const { base, isGlob } = picomatch.scan(name);
  if (!isGlob) return { stopped: `there is no file or folder “${name}”.` };
  const matches = picomatch(absolute(name, currentFolder), { dot: true });
  const { files } = await discover(absolute(base, currentFolder), []);
  const places = files.filter((file) => matches(file)).map((file) => ({ path: file, isFolder: false }));
  return places.length > 0 ? places : { stopped: `no TypeScript or JavaScript file matches “${name}”.` };
}

/** The current folder where all places lie in it, else the deepest folder that holds them all. */
function sharedFolder(places: readonly Place[], currentFolder: string): string {
  const holds = (folder: string): boolean =>
    places.every((place) => place.path.startsWith(withSlash(folder)) || (place.isFolder && place.path === folder));
  if (holds(currentFolder)) return currentFolder;
  let folder = path.posix.dirname(places[0]?.path ?? currentFolder);
  while (!holds(folder) && folder !== path.posix.dirname(folder)) folder = path.posix.dirname(folder);
  return folder;
}

/** The nearest folder at or above `folder`, within its repository, that holds a `drydock.json`; else `folder`. */
async function configuredFolder(folder: string): Promise<string> {
  const top = await repositoryOf(folder);
  const above = top === undefined ? [] : foldersBetween(top, folder).toReversed();
  for (const candidate of [folder, ...above]) {
    const found = await stat(path.posix.join(candidate, configurationName)).catch(() => undefined);
    if (found !== undefined) return candidate;
  }
  return folder;
}

function absolute(name: string, currentFolder: string): string {
  const full = path.resolve(currentFolder, name).replaceAll("\\", "/");
  return full === "/" ? full : full.replace(/\/$/, "");
}
