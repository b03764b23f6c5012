import { setImmediate } from "node:timers/promises";
import type { Analysis, SkippedFile } from "../analysis/analysis.ts";
import type { Settings } from "../settings/settings.ts";
import { byCodeUnit, discover } from "./discovery.ts";
import { loadSettings } from "./configuration.ts";
import type { ConfigurationProblem } from "./configuration.ts";
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
  const { settings: fromFile, problems } = await loadSettings(root, options.ruleIds);
  const settings = options.settings?.(fromFile) ?? fromFile;
  const analysis = options.createAnalysis(root, settings);
  const { files, skipped } = await discoverAll(root, options.paths ?? [root], settings.exclude, options.signal);
  for (const { file, reason } of skipped) analysis.skip(file, reason);
  await readInto(analysis, files, options);
  return { analysis, problems };
}

/** Reads `files` (absolute with `/`) anew and hands them to `analysis`; what is not read is skipped there. In the order given. */
export async function readInto(
  analysis: Analysis,
  files: readonly string[],
  { onProgress, signal }: Pick<LoadOptions, "onProgress" | "signal">,
): Promise<void> {
  onProgress?.(0, files.length);
  let turnedAt = performance.now();
  for (const [index, file] of files.entries()) {
    signal?.throwIfAborted();
    const source = readSourceNow(file);
    if ("text" in source) analysis.set(file, source.text);
    else analysis.skip(file, source.skipped);
    onProgress?.(index + 1, files.length);
    if (performance.now() - turnedAt > turn) {
      await setImmediate();
      turnedAt = performance.now();
    }
  }
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
