import { readdir, realpath, stat } from "node:fs/promises";
import type { Dirent } from "node:fs";
import path from "node:path";
import type { SkippedFile } from "../analysis/analysis.ts";
import { reasonOf } from "./failure.ts";
import { foldersBetween, isIgnored, layerOf, layersAbove, withLayerOf, withSlash } from "./ignoreFiles.ts";
import type { IgnoreLayers } from "./ignoreFiles.ts";
import { mayBeSchema, saysSchema } from "./schemaNames.ts";
import { folderSkipReason, isNeverEntered, isSourceName } from "./sourceNames.ts";

/** What lies below a root, by absolute paths with `/`, sorted. */
export interface Discovered {
  readonly files: readonly string[];
  /** Files and folders that are there but were left out for a reason that a reader wants to know. */
  readonly skipped: readonly SkippedFile[];
}

/**
 * All source files at or below `start` (a folder or a file, absolute with `/`), without what Git ignores
 * (`.gitignore` at every level, `.git/info/exclude`), what `exclude` names (patterns of the `.gitignore`
 * kind, relative to `root`), declaration files, minified files, `node_modules` and generated output. What
 * is named outright is read: an ignore file or `exclude` that covers `start` itself does not count.
 *
 * Links to folders are not followed: what lies below the root is found anyway, what lies elsewhere is not
 * part of it, and no loop can arise. A link to a file outside counts as a file, once.
 *
 * Never rejects for what it finds on disk; rejects with the signal's reason when aborted.
 */
export async function discover(
  start: string,
  exclude: readonly string[],
  signal?: AbortSignal,
  root: string = start,
): Promise<Discovered> {
  const walk = new Walk([layerOf(root, exclude)], signal);
  const found = await stat(start).catch((error: unknown) => reasonOf(error));
  if (typeof found === "string") walk.skip(start, found);
  else if (!found.isDirectory()) walk.files.push(start);
  else {
    await walk.folder(start, await layersAbove(start), true);
    await walk.links(await realpath(start));
  }
  return {
    files: walk.files.sort(byCodeUnit),
    skipped: walk.skipped.sort((left, right) => byCodeUnit(left.file, right.file)),
  };
}

/**
 * Whether `discover(root, exclude)` lists `file` (absolute with `/`) as long as it is there. For watched
 * files: it reads ignore files and the folders between, and of `file` itself only what tells whether JSON is a schema.
 */
export async function belongs(root: string, file: string, exclude: readonly string[]): Promise<boolean> {
  if (!file.startsWith(withSlash(root)) || !mayBeSource(path.posix.basename(file))) return false;
  const excluded = layerOf(root, exclude);
  let layers = await layersAbove(root);
  for (const folder of foldersBetween(root, file)) {
    const name = path.posix.basename(folder);
    if (folder !== root) {
      if (isNeverEntered(name) || isIgnored(layers, folder, true) || isIgnored([excluded], folder, true)) return false;
      const entries = await readdir(folder).catch(() => []);
      if (folderSkipReason(name, entries) !== undefined) return false;
    }
    layers = await withLayerOf(folder, layers);
  }
  return !isIgnored(layers, file, false) && !isIgnored([excluded], file, false) && isSource(file);
}

function mayBeSource(name: string): boolean {
  return isSourceName(name) || mayBeSchema(name);
}

/** Of a file that may be source by its name. */
function isSource(file: string): boolean {
  return isSourceName(path.posix.basename(file)) || saysSchema(file);
}

/** The order of files in every list: by UTF-16 code units, so that it is the same in every locale. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

class Walk {
  readonly files: string[] = [];
  readonly skipped: SkippedFile[] = [];
  readonly #links: string[] = [];
  readonly #excluded: IgnoreLayers;
  readonly #signal: AbortSignal | undefined;

  constructor(excluded: IgnoreLayers, signal: AbortSignal | undefined) {
    this.#excluded = excluded;
    this.#signal = signal;
  }

  skip(file: string, reason: string): void {
    this.skipped.push({ file, reason });
  }

  /** `layers` speak for `folder` from above. The start is entered whatever its name. */
  async folder(folder: string, layers: IgnoreLayers, isStart: boolean): Promise<void> {
    this.#signal?.throwIfAborted();
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      this.skip(folder, reasonOf(error));
      return;
    }
    const reason = isStart ? undefined : folderSkipReason(path.posix.basename(folder), entries.map((entry) => entry.name));
    if (reason !== undefined) {
      this.skip(folder, reason);
      return;
    }
    const own = entries.some((entry) => entry.name === ".gitignore") ? await withLayerOf(folder, layers) : layers;
    for (const entry of entries) {
      const file = withSlash(folder) + entry.name;
      if (entry.isDirectory()) {
        if (!isNeverEntered(entry.name) && !this.#isLeftOut(own, file, true)) await this.folder(file, own, false);
      } else if (mayBeSource(entry.name) && !this.#isLeftOut(own, file, false) && isSource(file)) {
        if (entry.isSymbolicLink()) this.#links.push(file);
        else if (entry.isFile()) this.files.push(file);
      }
    }
  }

  /** Adds the links that lead to files outside `realRoot`, each file once; what lies inside was judged under its own name. */
  async links(realRoot: string): Promise<void> {
    const known = new Set<string>();
    for (const link of this.#links.sort(byCodeUnit)) {
      try {
        const target = await realpath(link);
        if (known.has(target) || target.startsWith(withSlash(realRoot)) || !(await stat(target)).isFile()) continue;
        known.add(target);
        this.files.push(link);
      } catch (error) {
        this.skip(link, reasonOf(error, "a link to a file that is not there"));
      }
    }
  }

  #isLeftOut(layers: IgnoreLayers, file: string, isFolder: boolean): boolean {
    return isIgnored(layers, file, isFolder) || isIgnored(this.#excluded, file, isFolder);
  }
}
