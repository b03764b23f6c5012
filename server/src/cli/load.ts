import path from "node:path";
import type { Analysis, Snapshot } from "../analysis/analysis.ts";
import type { FilterCounts } from "../clones/filters.ts";
import { didYouMean } from "../settings/suggestion.ts";
import type { Settings } from "../settings/settings.ts";
import { createAnalysis } from "../analysis/workspaceAnalysis.ts";
import { relativeTo } from "../report/report.ts";
import { rules } from "../rules/table.ts";
import type { Severity } from "../settings/severity.ts";
import { WorkspaceCache } from "../workspace/cache/workspaceCache.ts";
import type { ConfigurationProblem } from "../workspace/configuration.ts";
import { loadSnapshot, loadWorkspace } from "../workspace/load.ts";
import type { LoadOptions } from "../workspace/load.ts";
import { isStopped, readNumber } from "./arguments.ts";
import type { Arguments, Stopped } from "./arguments.ts";
import type { Console } from "./console.ts";
import { findTarget } from "./target.ts";

/**
 * Reads what the command line names, with `--rule` and `--min-tokens` over the settings of `drydock.json`. All
 * of it is read anew: fixes are built from the texts, which are to be those that were compared, and what is left
 * out can only be counted where it is looked for.
 *
 * @param counts counts the groups that the snapshot leaves out
 */
export async function loadGiven(given: Arguments, console: Console, entry: string | undefined, counts?: FilterCounts): Promise<Analysis | Stopped> {
  const request = await requestOf(given, console, entry);
  if (isStopped(request)) return request;
  const { analysis, problems } = await loadWorkspace(request.root, {
    ...request.options,
    createAnalysis: (root, settings) => createAnalysis(root, settings, counts),
  });
  tell(problems, console);
  return analysis;
}

/** The snapshot of the same. Where nothing has changed since a run before, no file is read. */
export async function snapshotOf(given: Arguments, console: Console, entry: string | undefined): Promise<Snapshot | Stopped> {
  const request = await requestOf(given, console, entry);
  if (isStopped(request)) return request;
  const { root, options } = request;
  const cache = entry === undefined || given.has("no-cache") ? undefined : WorkspaceCache.of([root, ...(options.paths ?? [])], entry);
  const { snapshot, problems } = await loadSnapshot(root, { ...options, ...(cache === undefined ? {} : { cache }) });
  tell(problems, console);
  return snapshot;
}

interface LoadRequest {
  readonly root: string;
  readonly options: LoadOptions;
}

async function requestOf(given: Arguments, console: Console, entry: string | undefined): Promise<LoadRequest | Stopped> {
  const ruleIds = rules.map(({ id }) => id);
  const only = given.values("rule");
  for (const id of only) {
    if (!ruleIds.includes(id)) return { stopped: `there is no rule “${id}”${didYouMean(id, ruleIds)}` };
  }
  const minTokens = readNumber(given, "min-tokens", { minimum: 10, maximum: 10_000, whole: true });
  if (isStopped(minTokens)) return minTokens;
  const target = await findTarget(given.paths, console.folder);
  if (isStopped(target)) return target;
  const { root, paths } = target;
  return {
    root,
    options: {
      createAnalysis,
      ruleIds,
      paths,
      settings: (fromFile) => withMinTokens(withOnly(fromFile, only), minTokens),
      onProgress: progressOf(console),
      ...(entry === undefined ? {} : { entry }),
    },
  };
}

function tell(problems: readonly ConfigurationProblem[], console: Console): void {
  for (const { file, line, column, message } of problems) {
    console.error(`${relativeTo(console.folder, file)}:${line + 1}:${column + 1}: ${message}`);
  }
}

/** What stands before a path relative to the root so that it leads there from the current folder. */
export function prefixFrom(folder: string, root: string): string {
  const way = path.posix.relative(folder, root);
  if (way === "") return "";
  return way.startsWith("../../..") ? `${root}/` : `${way}/`;
}

/** Only the rules of `--rule`, which are on even where `drydock.json` turns them off. */
function withOnly(settings: Settings, only: readonly string[]): Settings {
  if (only.length === 0) return settings;
  const severities: Record<string, Severity> = {};
  for (const { id, severity } of rules) {
    const configured = settings.rules[id] ?? severity;
    severities[id] = !only.includes(id) ? "off" : configured === "off" ? severity : configured;
  }
  return { ...settings, rules: severities };
}

/** Tests keep their own threshold unless it would be the lower one. */
function withMinTokens(settings: Settings, minTokens: number | undefined): Settings {
  if (minTokens === undefined) return settings;
  return { ...settings, minTokens, minTokensInTests: Math.max(minTokens, settings.minTokensInTests) };
}

function progressOf(console: Console): (done: number, total: number) => void {
  let shownAt = 0;
  return (done, total) => {
    const now = performance.now();
    if (done < total && now - shownAt < 100) return;
    shownAt = now;
    console.progress(done < total ? `Reading ${done} of ${total} files` : "Looking for what is said twice");
  };
}
