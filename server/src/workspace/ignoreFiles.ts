import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import ignore from "ignore";
import type { Ignore } from "ignore";

/** The patterns of one ignore file, for what lies below `base`. */
export interface IgnoreLayer {
  /** Absolute path with `/`. */
  readonly base: string;
  readonly patterns: Ignore;
}

/** The layers that speak for one folder, from the outermost to its own. The innermost that has something to say decides. */
export type IgnoreLayers = readonly IgnoreLayer[];

/** `patterns` of the `.gitignore` kind, for what lies below `base`. A pattern that cannot be understood matches nothing. */
export function layerOf(base: string, patterns: string | readonly string[]): IgnoreLayer {
  return { base, patterns: ignore({ allowRelativePaths: false }).add(patterns) };
}

/**
 * Whether the layers exclude `file` (absolute, with `/`). The folders above it are taken as let through, by
 * an inner layer or because the user named one: whoever walks down has asked for each of them.
 */
export function isIgnored(layers: IgnoreLayers, file: string, isFolder: boolean): boolean {
  for (const { base, patterns } of layers.toReversed()) {
    if (!file.startsWith(withSlash(base))) continue;
    const relative = file.slice(withSlash(base).length);
    const verdict = patterns.test(isFolder ? `${relative}/` : relative);
    if (verdict.unignored) return false;
    const slash = relative.lastIndexOf("/");
    const isForItsFolder = verdict.ignored && slash > 0 && patterns.ignores(relative.slice(0, slash + 1));
    if (verdict.ignored && !isForItsFolder) return true;
  }
  return false;
}

/** `layers`, and the `.gitignore` of `folder` where it has one. */
export async function withLayerOf(folder: string, layers: IgnoreLayers): Promise<IgnoreLayers> {
  const patterns = await readIfThere(path.posix.join(folder, ".gitignore"));
  return patterns === undefined ? layers : [...layers, layerOf(folder, patterns)];
}

/**
 * What Git says about `folder` from above: `.git/info/exclude` of its repository and the `.gitignore` of
 * each folder from the repository's top down to, but without, `folder` itself. Empty outside a repository.
 */
export async function layersAbove(folder: string): Promise<IgnoreLayers> {
  const top = await repositoryOf(folder);
  if (top === undefined) return [];
  const exclude = await readIfThere(path.posix.join(top, ".git/info/exclude"));
  let layers: IgnoreLayers = exclude === undefined ? [] : [layerOf(top, exclude)];
  for (const above of foldersBetween(top, folder)) layers = await withLayerOf(above, layers);
  return layers;
}

/** The folders from `top` down to `folder`, without `folder` itself; empty where they are the same. */
export function foldersBetween(top: string, folder: string): readonly string[] {
  const folders: string[] = [];
  for (let above = folder; above !== top; ) {
    const next = path.posix.dirname(above);
    if (next === above) return [];
    above = next;
    folders.unshift(above);
  }
  return folders;
}

/** The nearest folder at or above `folder` that holds `.git`. */
export async function repositoryOf(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = path.posix.dirname(at)) {
    const found = await stat(path.posix.join(at, ".git")).catch(() => undefined);
    if (found !== undefined) return at;
    if (path.posix.dirname(at) === at) return undefined;
  }
}

/** `folder` with exactly one `/` at its end. */
export function withSlash(folder: string): string {
  return folder.endsWith("/") ? folder : `${folder}/`;
}

/** An ignore file that cannot be read counts as one that is not there, as it does for Git. */
async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch(() => undefined);
}
