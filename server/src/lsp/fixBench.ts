import { Worker } from "node:worker_threads";
import type { Fix } from "../refactorings/refactoring.ts";
import type { Buffers } from "./buffers.ts";
import { type FixAnswer, type FixRequest, type FixTask, nameOf } from "./fixMessages.ts";
import type { Boundary } from "./requests.ts";

/** A fix, and the texts of the files that its edits change as they were when it was built. */
export interface BuiltFix {
  readonly fix: Fix;
  readonly texts: ReadonlyMap<string, string>;
}

/** A task that somebody waits for, or that has been done. */
interface Building {
  askers: number;
  readonly givenUp: Int32Array;
  result: Built | undefined;
  readonly answer: Promise<Built>;
}

/** What came of a task: a fix, nothing to build, or nothing that anybody waits for. */
export type Built = BuiltFix | "none" | "given up";

/** So many answers are kept until something changes. */
const mostKept = 50;

/** Programs of large projects take hundreds of megabytes: they are let go after so many milliseconds without a question. */
const idleTime = 5 * 60_000;

/**
 * Has fixes built and checked in a thread of its own, which is started with the first one and again
 * after it died. It sees the open documents as they are when it is asked.
 */
export class FixBench {
  readonly #entry: string;
  readonly #buffers: Buffers;
  readonly #boundary: Boundary;
  readonly #waiting = new Map<number, (answer: FixAnswer) => void>();
  readonly #told = new Map<string, string>();
  readonly #changed = new Set<string>();
  #anythingChanged = false;
  readonly #building = new Map<string, Building>();
  #idle: NodeJS.Timeout | undefined;
  #thread: Worker | undefined;
  #number = 0;

  /** @param entry the script of this process, which runs `runFixThread` when it is not on the main thread */
  constructor(entry: string, buffers: Buffers, boundary: Boundary) {
    this.#entry = entry;
    this.#buffers = buffers;
    this.#boundary = boundary;
  }

  /** Notes that files came, went or changed on disk; without `files`, that anything may have. */
  invalidate(files?: Iterable<string>): void {
    if (files === undefined) this.#anythingChanged = true;
    else for (const file of files) this.#changed.add(file);
  }

  /**
   * Builds and checks the fix, once as long as nothing changes. Nothing where there is none to build, and where it
   * failed, which is logged. When all who asked have aborted, the work is given up at the next opportunity.
   */
  async build(task: FixTask, signal?: AbortSignal): Promise<Built> {
    const building = this.#buildingOf(task);
    building.askers++;
    const abort = (): void => {
      if (--building.askers > 0 || building.result !== undefined) return;
      Atomics.store(building.givenUp, 0, 1);
      if (this.#building.get(nameOf(task)) === building) this.#building.delete(nameOf(task));
    };
    if (signal?.aborted === true) abort();
    signal?.addEventListener("abort", abort, { once: true });
    try {
      return await building.answer;
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  /** What has been built for the texts as they are, without building anything. */
  known(task: FixTask): BuiltFix | undefined {
    const result = this.#isCurrent() ? this.#building.get(nameOf(task))?.result : undefined;
    return typeof result === "object" ? result : undefined;
  }

  #buildingOf(task: FixTask): Building {
    const buffers = this.#untold();
    const changed = this.#anythingChanged ? "all" : [...this.#changed];
    if (buffers.length > 0 || changed.length > 0) this.#building.clear();
    this.#anythingChanged = false;
    this.#changed.clear();
    const name = nameOf(task);
    const known = this.#building.get(name);
    if (known !== undefined && this.#thread !== undefined) return known;
    const givenUp = new Int32Array(new SharedArrayBuffer(4));
    const building: Building = {
      askers: 0,
      givenUp,
      result: undefined,
      answer: this.#ask({ number: ++this.#number, task, buffers, changed, givenUp }).then((built) => {
        if (built === undefined && this.#building.get(name) === building) this.#building.delete(name);
        building.result = built ?? "none";
        return building.result;
      }),
    };
    this.#building.set(name, building);
    const [oldest] = this.#building.keys();
    if (this.#building.size > mostKept && oldest !== undefined) this.#building.delete(oldest);
    return building;
  }

  /** Whether the thread has been told of everything. */
  #isCurrent(): boolean {
    if (this.#anythingChanged || this.#changed.size > 0) return false;
    const files = this.#buffers.files();
    return files.length === this.#told.size && files.every((file) => this.#told.get(file) === this.#buffers.text(file));
  }

  dispose(): void {
    clearTimeout(this.#idle);
    void this.#thread?.terminate();
  }

  /** `undefined` where it failed. */
  async #ask(request: FixRequest): Promise<Built | undefined> {
    const thread = (this.#thread ??= this.#start());
    clearTimeout(this.#idle);
    const answer = await new Promise<FixAnswer>((resolve) => {
      this.#waiting.set(request.number, resolve);
      thread.postMessage(request);
    });
    if (this.#waiting.size === 0) this.#idle = setTimeout(() => void this.#thread?.terminate(), idleTime).unref();
    if ("givenUp" in answer) return "given up";
    if (!("failure" in answer)) return answer.fix === undefined ? "none" : { fix: answer.fix, texts: new Map(answer.texts) };
    this.#boundary.log(`fix: ${nameOf(request.task)}`, answer.failure);
    return undefined;
  }

  #untold(): FixRequest["buffers"] {
    const untold: [string, string | undefined][] = [];
    for (const file of this.#buffers.files()) {
      const text = this.#buffers.text(file);
      if (text === undefined || this.#told.get(file) === text) continue;
      this.#told.set(file, text);
      untold.push([file, text]);
    }
    for (const file of [...this.#told.keys()]) {
      if (this.#buffers.isOpen(file)) continue;
      this.#told.delete(file);
      untold.push([file, undefined]);
    }
    return untold;
  }

  #start(): Worker {
    // Standard output carries the protocol, so the thread's own must not be joined to it.
    const thread = new Worker(this.#entry, { argv: [], stdout: true, stderr: true });
    const died = (why: string): void => {
      if (this.#thread !== thread) return;
      this.#thread = undefined;
      this.#told.clear();
      for (const [number, settle] of this.#waiting) settle({ number, failure: `the thread ended: ${why}` });
      this.#waiting.clear();
    };
    thread.on("message", (answer: FixAnswer) => {
      this.#waiting.get(answer.number)?.(answer);
      this.#waiting.delete(answer.number);
    });
    thread.on("error", (error) => died(error.stack ?? error.message));
    thread.on("exit", (code) => died(`exit code ${code}`));
    // The process ends with its connection, whether the thread is at work or not.
    thread.unref();
    return thread;
  }
}
