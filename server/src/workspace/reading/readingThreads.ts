import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ReadSource } from "../../analysis/analysis.ts";
import type { Settings } from "../../settings/settings.ts";
import { storedFacts } from "../../syntax/storedFacts.ts";
import { takeBlock } from "./messages.ts";
import type { ReadBlock, ReadingTask } from "./messages.ts";

/** With fewer files, starting a thread takes longer than it saves. */
const fewestFiles = 500;
/** More threads have nothing left to do: files come faster than they can be compared. */
const mostThreads = 3;

/** Threads that read files while the calling one reads others. */
export class ReadingThreads {
  readonly #files: readonly string[];
  readonly #taken = new SharedArrayBuffer(4);
  readonly #missing: Set<string>;
  readonly #threads: readonly { readonly worker: Worker; readonly ended: Promise<void> }[];

  /**
   * Starts threads where it is worth it.
   *
   * @param entry the script of this process, which runs `runReadingThread` when it is given a task
   * @param take is called with each file that a thread has read, as the event loop gets its turn
   */
  constructor(
    files: readonly string[],
    { entry, root, settings }: { readonly entry: string | undefined; readonly root: string; readonly settings: Settings },
    take: (file: string, source: ReadSource | { readonly skipped: string }) => void,
  ) {
    this.#files = files;
    this.#missing = new Set(files);
    const count = entry === undefined || files.length < fewestFiles ? 0 : Math.min(mostThreads, availableParallelism() - 1);
    const task: ReadingTask = { task: "read", root, settings, files, taken: this.#taken };
    this.#threads = Array.from({ length: count }, () => {
      // Standard output carries the report or the protocol, so the thread's own must not be joined to it.
      const worker = new Worker(entry ?? "", { argv: [], workerData: task, stdout: true, stderr: true });
      worker.on("message", (block: ReadBlock) => this.#receive(block, take));
      const ended = new Promise<void>((resolve) => {
        worker.once("exit", () => resolve());
        // What a thread that died has taken and not sent is among the missing.
        worker.once("error", () => resolve());
      });
      return { worker, ended };
    });
  }

  /** The next files for the calling thread; `undefined` when all are taken. */
  next(): readonly string[] | undefined {
    const block = takeBlock(this.#files, this.#taken);
    for (const file of block ?? []) this.#missing.delete(file);
    return block;
  }

  /** Resolves when all threads are done, with the files that none of them has read. */
  async done(): Promise<readonly string[]> {
    await Promise.all(this.#threads.map(({ ended }) => ended));
    return [...this.#missing];
  }

  /** Ends the threads, whatever they are at. */
  async stop(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #receive({ files, bytes }: ReadBlock, take: (file: string, source: ReadSource | { readonly skipped: string }) => void): void {
    for (const read of files) {
      this.#missing.delete(read.file);
      if ("skipped" in read) take(read.file, { skipped: read.skipped });
      else {
        const facts = storedFacts(new Uint8Array(bytes, read.facts, read.factsLength));
        take(read.file, { facts, text: () => Buffer.from(bytes, read.text, read.textLength).toString() });
      }
    }
  }
}
