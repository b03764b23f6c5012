import { setImmediate } from "node:timers/promises";
import type { Analysis, ReadSource, SkippedFile, Snapshot } from "../analysis/analysis.ts";
import type { Settings } from "../settings/settings.ts";
import { JobRunner } from "../rules/jobs.ts";
import { readFacts } from "../syntax/readFacts.ts";
import { byCodeUnit, discover } from "./discovery.ts";
import { loadSettings } from "./configuration.ts";
import type { ConfigurationProblem } from "./configuration.ts";
import type { Found, WorkspaceCache } from "./cache/workspaceCache.ts";
import { ReadingThreads } from "./reading/readingThreads.ts";
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
  /** The script of this process, where threads may be started with it. */
  readonly entry?: string;
  /** What runs before have kept of this root. */
  readonly cache?: WorkspaceCache;
}

export interface LoadedWorkspace {
  readonly analysis: Analysis;
  /** What is wrong in `drydock.json`. */
  readonly problems: readonly ConfigurationProblem[];
}

/** So many files are read between two looks at the time, where threads share them in one block. */
const atOnce = 4;
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
 * Hands `files` (absolute with `/`) to `analysis`; what is not read is skipped there. What the cache has looked
 * at and knows is taken from it, all else is read anew, by threads beside this one where there is much of it.
 */
export async function readInto(
  analysis: Analysis,
  files: readonly string[],
  { onProgress, signal, cache, entry }: Pick<LoadOptions, "onProgress" | "signal" | "cache" | "entry">,
): Promise<void> {
  const start = performance.now();
  let done = 0;
  onProgress?.(done, files.length);
  const take = (file: string, source: ReadSource | { readonly skipped: string }): void => {
    if ("skipped" in source) analysis.skip(file, source.skipped);
    else analysis.add(file, source);
    cache?.note(file, source);
    onProgress?.(++done, files.length);
  };
  let turnedAt = start;
  const giveTurn = async (): Promise<void> => {
    signal?.throwIfAborted();
    if (performance.now() - turnedAt <= turn) return;
    await setImmediate();
    turnedAt = performance.now();
  };
  const unknown: string[] = [];
  for (const file of files) {
    await giveTurn();
    const known = cache?.restore(file);
    if (known === undefined) unknown.push(file);
    else take(file, known);
  }
  const threads = new ReadingThreads(unknown, { entry, root: analysis.root, settings: analysis.settings }, take);
  try {
    const readHere = async (block: readonly string[]): Promise<void> => {
      const size = threads.areRunning ? atOnce : 1;
      for (let at = 0; at < block.length; at += size) {
        await giveTurn();
        const some = block.slice(at, at + size);
        if (threads.areRunning) threads.readHere(some);
        else some.forEach(readAlone);
      }
    };
    const readAlone = (file: string): void => {
      const source = readSourceNow(file);
      take(file, "skipped" in source ? source : { facts: readFacts(file, source.text), text: () => source.text });
    };
    for (let block = threads.next(); block !== undefined; block = threads.next()) await readHere(block);
    await readHere(await threads.done());
    analysis.noteReading(performance.now() - start);
    if (threads.areRunning) await compareAhead(analysis, threads, giveTurn);
  } finally {
    await threads.stop();
  }
}

/** Does most of the work of the first snapshot, as far as it can be shared in threads that know the files. */
async function compareAhead(analysis: Analysis, threads: ReadingThreads, giveTurn: () => Promise<void>): Promise<void> {
  const jobs = [...analysis.jobs((file) => threads.isShared(file))];
  const sharing = threads.share(jobs, (result) => analysis.take(result));
  const runner = new JobRunner(analysis.settings, (file) => analysis.get(file));
  const runRest = async (): Promise<void> => {
    for (let job = jobs.pop(); job !== undefined; job = jobs.pop()) {
      await giveTurn();
      analysis.take(runner.run(job));
    }
  };
  for (const prepare of analysis.preparations()) {
    prepare();
    await giveTurn();
  }
  await runRest();
  await sharing;
  await runRest();
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
