import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ReadSource } from "../../analysis/analysis.ts";
import { deriveAhead } from "../../analysis/deriveAhead.ts";
import type { Job, JobResult } from "../../rules/jobs.ts";
import type { Settings } from "../../settings/settings.ts";
import { readBlock, sourceIn } from "./blocks.ts";
import { takeBlock } from "./messages.ts";
import type { FromThread, ReadBlock, ReadingTask, ToThread } from "./messages.ts";

/** With fewer files, starting a thread takes longer than it saves. */
const fewestFiles = 500;
/** More threads have nothing left to do: files come faster than they can be compared. */
const mostThreads = 3;
/** So many jobs a thread is given ahead, so that it need not wait for the next one. */
const jobsAhead = 3;

type Take = (file: string, source: ReadSource | { readonly skipped: string }) => void;

/** A thread, and when it has nothing left to read. */
interface ReadingThread {
  readonly worker: Worker;
  readonly read: Promise<void>;
  /** Jobs that it has not answered, the oldest first; `undefined` once it has ended. */
  jobs: Job[] | undefined;
}

/** Threads that read files while the calling one reads others, and then do a part of the work that comes of them. */
export class ReadingThreads {
  readonly #files: readonly string[];
  readonly #taken = new SharedArrayBuffer(4);
  readonly #missing: Set<string>;
  readonly #threads: readonly ReadingThread[];
  readonly #blocks: ReadBlock[] = [];
  readonly #shared = new Set<string>();
  readonly #take: Take;
  readonly #derive: ReturnType<typeof deriveAhead>;
  #whenDone: ((thread: ReadingThread, result: JobResult | undefined) => void) | undefined;

  /**
   * Starts threads where it is worth it.
   *
   * @param entry the script of this process, which runs `runReadingThread` when it is given a task
   * @param take is called with each file that is read, for those that a thread has read as the event loop gets its turn
   */
  constructor(
    files: readonly string[],
    { entry, root, settings }: { readonly entry: string | undefined; readonly root: string; readonly settings: Settings },
    take: Take,
  ) {
    this.#files = files;
    this.#take = take;
    this.#missing = new Set(files);
    this.#derive = deriveAhead(root, settings);
    const count = entry === undefined || files.length < fewestFiles ? 0 : Math.min(mostThreads, availableParallelism() - 1);
    const task: ReadingTask = { task: "read", root, settings, files, taken: this.#taken };
    this.#threads = Array.from({ length: count }, () => this.#start(entry ?? "", task));
  }

  get areRunning(): boolean {
    return this.#threads.some(({ jobs }) => jobs !== undefined);
  }

  /** The next files for the calling thread; `undefined` when all are taken. */
  next(): readonly string[] | undefined {
    const block = takeBlock(this.#files, this.#taken);
    for (const file of block ?? []) this.#missing.delete(file);
    return block;
  }

  /** Reads files in the calling thread so that the others know them too. */
  readHere(files: readonly string[]): void {
    this.#receive(readBlock(files, this.#derive));
  }

  /** Resolves when all threads have nothing left to read, with the files that none of them has read. */
  async done(): Promise<readonly string[]> {
    await Promise.all(this.#threads.map(({ read }) => read));
    return [...this.#missing];
  }

  /** Whether the threads know the file. */
  isShared(file: string): boolean {
    return this.#shared.has(file);
  }

  /**
   * Has the threads do jobs, once everything is read, while the caller does others: those that no thread has taken
   * are taken one by one from the end of `jobs`.
   *
   * @param jobs those that take longest first; it is emptied
   * @param take is called with each result of a thread
   * @returns resolves when no thread has a job left. Jobs of threads that died are in `jobs` again
   */
  async share(jobs: Job[], take: (result: JobResult) => void): Promise<void> {
    const running = this.#threads.filter((thread) => thread.jobs !== undefined);
    const give = (thread: ReadingThread): void => {
      const job = jobs.shift();
      if (job === undefined) return;
      thread.jobs?.push(job);
      tell(thread, { kind: "job", job });
    };
    await new Promise<void>((resolve) => {
      const settle = (): void => {
        if (running.every((thread) => thread.jobs === undefined || thread.jobs.length === 0)) resolve();
      };
      this.#whenDone = (thread, result) => {
        if (result === undefined) jobs.push(...(thread.jobs ?? []));
        else {
          thread.jobs?.shift();
          take(result);
          give(thread);
        }
        settle();
      };
      for (const thread of running) tell(thread, { kind: "files", blocks: this.#blocks });
      for (let i = 0; i < jobsAhead; i++) running.forEach(give);
      settle();
    });
    this.#whenDone = undefined;
  }

  /** Ends the threads, whatever they are at. */
  async stop(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #start(entry: string, task: ReadingTask): ReadingThread {
    // Standard output carries the report or the protocol, so the thread's own must not be joined to it.
    const worker = new Worker(entry, { argv: [], workerData: task, stdout: true, stderr: true });
    let hasRead = (): void => undefined;
    const thread: ReadingThread = { worker, read: new Promise((resolve) => (hasRead = resolve)), jobs: [] };
    worker.on("message", (message: FromThread) => {
      if (message.kind === "block") this.#receive(message.block);
      else if (message.kind === "read") hasRead();
      else this.#whenDone?.(thread, message.result);
    });
    const end = (): void => {
      // What a thread that died has taken and not sent is among the missing.
      hasRead();
      if (thread.jobs !== undefined) this.#whenDone?.(thread, undefined);
      thread.jobs = undefined;
    };
    worker.once("exit", end);
    worker.once("error", end);
    return thread;
  }

  #receive(block: ReadBlock): void {
    this.#blocks.push(block);
    for (const read of block.files) {
      this.#missing.delete(read.file);
      this.#shared.add(read.file);
      this.#take(read.file, sourceIn(block, read));
    }
  }
}

function tell({ worker }: ReadingThread, message: ToThread): void {
  worker.postMessage(message);
}
