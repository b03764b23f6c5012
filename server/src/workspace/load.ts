import { setImmediate } from "node:timers/promises";
import type { Analysis, SkippedFile, Snapshot } from "../analysis/analysis.ts";
import type { Settings } from "../settings/settings.ts";
import { byCodeUnit, discover } from "./discovery.ts";
import { loadSettings } from "./configuration.ts";
import type { ConfigurationProblem } from "./configuration.ts";
import { noteRead } from "./cache/workspaceCache.ts";
import type { Found, WorkspaceCache } from "./cache/workspaceCache.ts";
import { readSourceNow } from "./source.ts";

export interface LoadOptions {
  readonly createAnalysis: (root: string, settings: Settings) => Analysis;
  /** Called with the settings of `drydock.json`; what it gives counts. The editor and the command line lay theirs over them here. */
  readonly settings?: (fromFile: Settings) => Settings;
  /** Ids of all rules, to check those in `drydock.json`. */
  readonly ruleIds?: readonly string[];
  /** Files and folders at or below the root (absolute with `/`) to read; the whole root where not given. */
  readonly paths?: readonly string[];
  /** Called after each file, and once with 0 as soon as the total is known. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** What runs before have kept of this root. */
  readonly cache?: WorkspaceCache;
}

export interface LoadedWorkspace {
  readonly analysis: Analysis;
  /** What is wrong in `drydock.json`. */
  readonly problems: readonly ConfigurationProblem[];
}

/** The event loop gets a turn at least this often, in milliseconds. */
const turn = 12;

/**
 * Finds and reads everything below `root` (absolute with `/`) and hands it to a new analysis. Files that are
 * not read are noted there with their reasons. Gives the event loop its turn between files, so that a
 * server goes on answering. Rejects with the signal's reason when aborted, and for nothing that it finds on disk.
 */
export async function loadWorkspace(root: string, options: LoadOptions): Promise<LoadedWorkspace> {
  const { problems, ...found } = await find(root, options);
  options.cache?.look(found.files);
  return { analysis: await read(root, found, options), problems };
}

/**
 * The snapshot of everything below `root`. Where it is known from a run before, and nothing has changed since,
 * no file is read.
 */
export async function loadSnapshot(root: string, options: LoadOptions): Promise<{ readonly snapshot: Snapshot } & Pick<LoadedWorkspace, "problems">> {
  const start = performance.now();
  const { problems, ...found } = await find(root, options);
  const { cache } = options;
  cache?.look(found.files);
  const known = cache?.restoreSnapshot(found);
  if (known !== undefined) return { snapshot: { ...known, milliseconds: { reading: performance.now() - start, finding: 0 } }, problems };
  const analysis = await read(root, found, options);
  const snapshot = analysis.snapshot();
  cache?.saveSnapshot(found, snapshot);
  return { snapshot, problems };
}

async function find(root: string, options: LoadOptions): Promise<Found & Pick<LoadedWorkspace, "problems">> {
  const { settings: fromFile, problems } = await loadSettings(root, options.ruleIds);
  const settings = options.settings?.(fromFile) ?? fromFile;
  return { settings, problems, ...(await discoverAll(root, options.paths ?? [root], settings.exclude, options.signal)) };
}

async function read(root: string, { settings, files, skipped }: Found, options: LoadOptions): Promise<Analysis> {
  const analysis = options.createAnalysis(root, settings);
  for (const { file, reason } of skipped) analysis.skip(file, reason);
  await readInto(analysis, files, options);
  if (options.cache !== undefined) {
    await readChanged(analysis, options.cache);
    options.cache.save();
  }
  return analysis;
}

/** Reads those of the restored files again that have been written while they were being compared. */
async function readChanged(analysis: Analysis, cache: WorkspaceCache): Promise<void> {
  for (;;) {
    analysis.snapshot();
    const changed = cache.takeChanged();
    if (changed.length === 0) return;
    await readInto(analysis, changed, {});
  }
}

/**
 * Hands `files` (absolute with `/`) to `analysis`, in the order given; what is not read is skipped there. What
 * the cache has looked at and knows is taken from it, all else is read anew.
 */
export async function readInto(
  analysis: Analysis,
  files: readonly string[],
  { onProgress, signal, cache }: Pick<LoadOptions, "onProgress" | "signal" | "cache">,
): Promise<void> {
  onProgress?.(0, files.length);
  let turnedAt = performance.now();
  for (const [index, file] of files.entries()) {
    signal?.throwIfAborted();
    take(analysis, file, cache);
    onProgress?.(index + 1, files.length);
    if (performance.now() - turnedAt > turn) {
      await setImmediate();
      turnedAt = performance.now();
    }
  }
}

function take(analysis: Analysis, file: string, cache: WorkspaceCache | undefined): void {
  const known = cache?.restore(file);
  if (known !== undefined) {
    if ("skipped" in known) analysis.skip(file, known.skipped);
    else analysis.add(file, known);
    return;
  }
  const source = readSourceNow(file);
  if ("skipped" in source) {
    analysis.skip(file, source.skipped);
    cache?.note(file, source);
    return;
  }
  analysis.set(file, source.text);
  if (cache !== undefined) noteRead(cache, file, analysis);
}

async function discoverAll(
  root: string,
  paths: readonly string[],
  exclude: readonly string[],
  signal: AbortSignal | undefined,
): Promise<{ readonly files: readonly string[]; readonly skipped: readonly SkippedFile[] }> {
  const files = new Set<string>();
  const skipped = new Map<string, string>();
  for (const start of paths) {
    const found = await discover(start, exclude, signal, root);
    for (const file of found.files) files.add(file);
    for (const { file, reason } of found.skipped) skipped.set(file, reason);
  }
  return { files: [...files].sort(byCodeUnit), skipped: [...skipped].map(([file, reason]) => ({ file, reason })) };
}
