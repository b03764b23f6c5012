import { setTimeout as pause } from "node:timers/promises";
import type { Finding } from "../rules/finding.ts";
import type { Fix } from "../refactorings/refactoring.ts";
import type { FixChoice } from "../rules/rule.ts";
import type { Engine } from "./engine.ts";
import type { Built, FixBench } from "./fixBench.ts";
import type { Folder } from "./folder.ts";
import type { Boundary } from "./requests.ts";

interface Decision {
  readonly fix: Fix;
  /** The texts of the copies' files that it was made for, in the order of the copies. */
  readonly texts: readonly (string | undefined)[];
}

/** A fix that is to be decided. */
interface Wanted {
  readonly folder: Folder;
  readonly id: string;
  readonly choice: string | undefined;
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
  #queue: Wanted[] = [];
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

  /** The ways to mend the finding that a user may choose besides. */
  choicesOf(finding: Finding): readonly FixChoice[] {
    return this.#engine.rules.find(({ id }) => id === finding.rule)?.choices?.(finding) ?? [];
  }

  /** What was decided for the current texts of the copies' files. Other files may have changed since. */
  known(folder: Folder, finding: Finding, choice?: string): Fix | undefined {
    const decision = this.#made.get(folder)?.get(keyOf(finding.id, choice));
    const texts = textsOf(folder, finding);
    return decision?.texts.every((text, index) => text === texts[index]) === true ? decision.fix : undefined;
  }

  /** Builds and checks the edit for the texts as they are now. */
  async decide(folder: Folder, finding: Finding, choice: string | undefined, signal?: AbortSignal): Promise<Built> {
    const texts = textsOf(folder, finding);
    const built = await this.#bench.build({ kind: "finding", finding, choice }, signal);
    if (typeof built === "string") return built;
    const made = this.#made.get(folder) ?? new Map<string, Decision>();
    this.#made.set(folder, made);
    const key = keyOf(finding.id, choice);
    made.delete(key);
    made.set(key, { fix: built.fix, texts });
    const [oldest] = made.keys();
    if (made.size > mostKept && oldest !== undefined) made.delete(oldest);
    return built;
  }

  /**
   * Has the findings decided in the background, the first of them first. Resolves when the first
   * is decided, or after `patience` milliseconds.
   */
  async consider(folder: Folder, findings: readonly Finding[], patience: number): Promise<void> {
    const wanted = findings.flatMap((finding) => this.#fixesOf(finding).filter((choice) => this.known(folder, finding, choice) === undefined).map((choice) => ({ folder, id: finding.id, choice })));
    const others = this.#queue.filter((one) => one.folder !== folder || wanted.every(({ id, choice }) => id !== one.id || choice !== one.choice));
    this.#queue = [...wanted, ...others].slice(0, longestQueue);
    if (!this.#isWorking) this.#boundary.run("decide fixes", () => this.#work());
    const [first] = findings;
    const end = Date.now() + patience;
    const isDecided = (finding: Finding): boolean => this.#fixesOf(finding).every((choice) => this.known(folder, finding, choice) !== undefined);
    while (first !== undefined && !isDecided(first) && Date.now() < end) {
      await pause(20);
    }
  }

  /** What is worth deciding before somebody asks: the fix of the title, or all choices where there is none. */
  #fixesOf(finding: Finding): readonly (string | undefined)[] {
    return this.titleOf(finding) === undefined ? this.choicesOf(finding).map(({ id }) => id) : [undefined];
  }

  dispose(): void {
    this.#queue = [];
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
        const finding = next.folder.finding(next.id);
        if (finding !== undefined && this.known(next.folder, finding, next.choice) === undefined) {
          await this.decide(next.folder, finding, next.choice);
        }
      }
    } finally {
      this.#isWorking = false;
    }
  }
}

function keyOf(id: string, choice: string | undefined): string {
  return choice === undefined ? id : `${id} ${choice}`;
}

function textsOf(folder: Folder, finding: Finding): readonly (string | undefined)[] {
  return finding.copies.map(({ file }) => folder.analysis?.get(file)?.text);
}
