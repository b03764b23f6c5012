import { setTimeout as pause } from "node:timers/promises";
import type { Finding } from "../rules/finding.ts";
import type { Fix } from "../refactorings/refactoring.ts";
import type { Engine } from "./engine.ts";
import type { Built, FixBench } from "./fixBench.ts";
import type { Folder } from "./folder.ts";
import type { Boundary } from "./requests.ts";

interface Decision {
  readonly fix: Fix;
  /** The texts of the copies' files that it was made for, in the order of the copies. */
  readonly texts: readonly (string | undefined)[];
}

/** So many findings wait at most; those asked about last go first. */
const longestQueue = 50;

/** So many decisions are kept for a folder: they hold on to the texts that they were made for. */
const mostKept = 200;

/**
 * Which fixes are possible. Deciding means building and checking the edit, which may take seconds in a
 * large project: so menus show what is known, and what somebody looked at is decided in the background,
 * one after the other.
 */
export class Decisions {
  readonly #engine: Engine;
  readonly #bench: FixBench;
  readonly #boundary: Boundary;
  readonly #made = new WeakMap<Folder, Map<string, Decision>>();
  #queue: { readonly folder: Folder; readonly id: string }[] = [];
  #isWorking = false;

  constructor(engine: Engine, bench: FixBench, boundary: Boundary) {
    this.#engine = engine;
    this.#bench = bench;
    this.#boundary = boundary;
  }

  /** The title of the finding's fix, known without deciding; `undefined` where its rule has none. */
  titleOf(finding: Finding): string | undefined {
    return this.#engine.rules.find(({ id }) => id === finding.rule)?.fixTitle(finding);
  }

  /** What was decided for the current texts of the copies' files. Other files may have changed since. */
  known(folder: Folder, finding: Finding): Fix | undefined {
    const decision = this.#made.get(folder)?.get(finding.id);
    const texts = textsOf(folder, finding);
    return decision?.texts.every((text, index) => text === texts[index]) === true ? decision.fix : undefined;
  }

  /** Builds and checks the edit for the texts as they are now. */
  async decide(folder: Folder, finding: Finding, signal?: AbortSignal): Promise<Built> {
    const texts = textsOf(folder, finding);
    const built = await this.#bench.build({ kind: "finding", finding }, signal);
    if (typeof built === "string") return built;
    const made = this.#made.get(folder) ?? new Map<string, Decision>();
    this.#made.set(folder, made);
    made.delete(finding.id);
    made.set(finding.id, { fix: built.fix, texts });
    const [oldest] = made.keys();
    if (made.size > mostKept && oldest !== undefined) made.delete(oldest);
    return built;
  }

  /**
   * Has the findings decided in the background, the first of them first. Resolves when the first
   * is decided, or after `patience` milliseconds.
   */
  async consider(folder: Folder, findings: readonly Finding[], patience: number): Promise<void> {
    const wanted = findings.filter((finding) => this.titleOf(finding) !== undefined && this.known(folder, finding) === undefined);
    const others = this.#queue.filter((one) => one.folder !== folder || wanted.every(({ id }) => id !== one.id));
    this.#queue = [...wanted.map(({ id }) => ({ folder, id })), ...others].slice(0, longestQueue);
    if (!this.#isWorking) this.#boundary.run("decide fixes", () => this.#work());
    const [first] = findings;
    const end = Date.now() + patience;
    while (first !== undefined && wanted.includes(first) && this.known(folder, first) === undefined && Date.now() < end) {
      await pause(20);
    }
  }

  dispose(): void {
    this.#queue = [];
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
        const finding = next.folder.finding(next.id);
        if (finding !== undefined && this.known(next.folder, finding) === undefined) {
          await this.decide(next.folder, finding);
        }
      }
    } finally {
      this.#isWorking = false;
    }
  }
}

function textsOf(folder: Folder, finding: Finding): readonly (string | undefined)[] {
  return finding.copies.map(({ file }) => folder.analysis?.get(file)?.text);
}
