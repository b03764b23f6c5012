import { Comparing } from "../clones/near/comparing.ts";
import type { ComparedRuns } from "../clones/near/comparing.ts";
import type { NearTask } from "../clones/near/nearIndex.ts";
import type { Settings } from "../settings/settings.ts";
import type { AnalysedFile } from "../syntax/facts.ts";
import { definitionsOf } from "../syntax/models.ts";
import type { Definitions } from "../syntax/models.ts";

/**
 * A part of the work of a search that any thread can do which knows the files: plain data that can be sent, and a
 * result that is the same wherever it is made.
 */
export type Job =
  | { readonly kind: "models"; readonly files: readonly string[] }
  | { readonly kind: "near"; readonly tasks: readonly (NearTask & { readonly number: number })[] };

export type JobResult =
  | { readonly kind: "models"; readonly read: readonly { readonly file: string; readonly definitions: Definitions }[] }
  | { readonly kind: "near"; readonly alike: readonly { readonly number: number; readonly runs: readonly ComparedRuns[] }[] };

/** Does jobs in one thread, and keeps what one job needs as the one before. */
export class JobRunner {
  private readonly comparing: Comparing;
  private readonly sourceOf: (file: string) => AnalysedFile | undefined;

  /** @param sourceOf the file of a path; `undefined` where this thread does not know it */
  constructor(settings: Settings, sourceOf: (file: string) => AnalysedFile | undefined) {
    this.comparing = new Comparing(settings, settings.similarity / 100);
    this.sourceOf = sourceOf;
  }

  /** What is not known is left out of the result, and left to whoever asked. */
  run(job: Job): JobResult {
    if (job.kind === "models") {
      const sources = job.files.map(this.sourceOf).filter((source) => source !== undefined);
      return { kind: "models", read: sources.map((source) => ({ file: source.file, definitions: definitionsOf(source) })) };
    }
    const alike = job.tasks.flatMap(({ number, a, b, hits }) => {
      const [first, second] = [this.sourceOf(a), this.sourceOf(b)];
      return first && second ? [{ number, runs: this.comparing.alikeIn(first, second, hits) }] : [];
    });
    return { kind: "near", alike };
  }
}

/** Jobs of so many seeds are short enough that all threads end together, and long enough that messages cost little. */
const hitsPerJob = 4_000;

/** Comparisons of files, as jobs. */
export function comparingJobs(tasks: readonly (NearTask & { readonly number: number })[]): readonly Job[] {
  const jobs: Job[] = [];
  let from = 0;
  let hits = 0;
  for (const [at, task] of tasks.entries()) {
    hits += task.hits.length;
    if (hits < hitsPerJob && at + 1 < tasks.length) continue;
    jobs.push({ kind: "near", tasks: tasks.slice(from, at + 1) });
    from = at + 1;
    hits = 0;
  }
  return jobs;
}

/** Jobs of so many files, likewise. */
const filesPerJob = 100;

/** The models of files, as jobs. */
export function modelJobs(files: readonly string[]): readonly Job[] {
  return Array.from({ length: Math.ceil(files.length / filesPerJob) }, (_, i): Job => ({ kind: "models", files: files.slice(i * filesPerJob, (i + 1) * filesPerJob) }));
}
