import type { CancellationToken } from "vscode-languageserver/node";
import { cancelled } from "./requests.ts";

/** How long after the last change work begins, in milliseconds, and how long changes may put it off. */
const shortestPause = 120;
const longestPause = 800;
const longestWait = 2_000;

/**
 * Puts work off until changes pause. Typing sends a change and a question for each key: nothing is
 * computed before the fingers rest, and questions that were cancelled meanwhile cost nothing.
 */
export class Settling {
  readonly #work: () => void;
  readonly #waiting = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #firstChange: number | undefined;
  #lastCost = 0;
  #pending = 0;

  /** @param work brings everything up to date; called once per pause */
  constructor(work: () => void) {
    this.#work = work;
  }

  /** Whether nothing changed since the work was done last. */
  get isSettled(): boolean {
    return this.#firstChange === undefined && this.#pending === 0;
  }

  /** Notes a change; the work is done after a pause that is longer where the work was slow before. */
  touch(): void {
    const now = Date.now();
    this.#firstChange ??= now;
    if (this.#pending > 0) return;
    const pause = Math.min(longestPause, Math.max(shortestPause, this.#lastCost * 2));
    const remaining = Math.max(0, this.#firstChange + longestWait - now);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), Math.min(pause, remaining));
  }

  /** Does work that changes texts step by step: nothing is computed from a state in between. */
  async during(changes: () => Promise<void>): Promise<void> {
    this.#pending++;
    clearTimeout(this.#timer);
    try {
      await changes();
    } finally {
      this.#pending--;
      this.touch();
    }
  }

  /** Resolves when the work is done; rejects with the protocol's cancellation when `token` asks for it. */
  async settled(token: CancellationToken): Promise<void> {
    if (token.isCancellationRequested) throw cancelled();
    if (this.isSettled) return;
    await new Promise<void>((resolve, reject) => {
      const done = (): void => {
        listener.dispose();
        resolve();
      };
      const listener = token.onCancellationRequested(() => {
        this.#waiting.delete(done);
        listener.dispose();
        reject(cancelled());
      });
      this.#waiting.add(done);
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #run(): void {
    const start = Date.now();
    this.#firstChange = undefined;
    try {
      this.#work();
    } finally {
      this.#lastCost = Date.now() - start;
      for (const done of this.#waiting) done();
      this.#waiting.clear();
    }
  }
}
