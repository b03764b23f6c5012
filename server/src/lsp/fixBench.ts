import { Worker } from "node:worker_threads";
import type { Fix } from "../refactorings/refactoring.ts";
import type { Finding } from "../rules/finding.ts";
import type { Buffers } from "./buffers.ts";
import type { FixAnswer, FixRequest } from "./fixMessages.ts";
import type { Boundary } from "./requests.ts";

/** A fix, and the texts of the files that its edits change as they were when it was built. */
export interface BuiltFix {
  readonly fix: Fix;
  readonly texts: ReadonlyMap<string, string>;
}

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
  #built = new WeakMap<Finding, Promise<BuiltFix | undefined>>();
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
   * Builds and checks the fix, once as long as nothing changes. `undefined` where the rule has none, and
   * where it failed, which is logged.
   */
  build(finding: Finding): Promise<BuiltFix | undefined> {
    const buffers = this.#untold();
    const changed = this.#anythingChanged ? "all" : [...this.#changed];
    if (buffers.length > 0 || changed.length > 0) this.#built = new WeakMap();
    this.#anythingChanged = false;
    this.#changed.clear();
    const known = this.#built.get(finding);
    if (known !== undefined && this.#thread !== undefined) return known;
    const built = this.#ask({ number: ++this.#number, finding, buffers, changed });
    this.#built.set(finding, built);
    return built;
  }

  dispose(): void {
    clearTimeout(this.#idle);
    void this.#thread?.terminate();
  }

  async #ask(request: FixRequest): Promise<BuiltFix | undefined> {
    const thread = (this.#thread ??= this.#start());
    clearTimeout(this.#idle);
    const answer = await new Promise<FixAnswer>((resolve) => {
      this.#waiting.set(request.number, resolve);
      thread.postMessage(request);
    });
    if (this.#waiting.size === 0) this.#idle = setTimeout(() => void this.#thread?.terminate(), idleTime).unref();
    if (!("failure" in answer)) return answer.fix && { fix: answer.fix, texts: new Map(answer.texts) };
    this.#boundary.log(`fix of ${request.finding.id}`, answer.failure);
    this.#built.delete(request.finding);
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
