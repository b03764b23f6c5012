import type { Finding } from "../rules/finding.ts";
import type { Fix } from "../refactorings/refactoring.ts";
import type { Engine } from "./engine.ts";
import type { Folder } from "./folder.ts";
import type { Boundary } from "./requests.ts";
import type { Settling } from "./settling.ts";

interface Decision {
  readonly fix: Fix;
  /** The texts of the copies' files that it was made for, in the order of the copies. */
  readonly texts: readonly (string | undefined)[];
}

/** Time between two decisions in the background, in milliseconds: requests go first. */
const breath = 40;
/** So many findings wait at most; those asked about last go first. */
const longestQueue = 50;

/**
 * Which fixes are possible. Deciding means building and checking the edit, which may take seconds in a
 * large project: so menus show what is known, and what somebody looked at is decided in the background,
 * one at a time, while nothing changes.
 */
export class Decisions {
  readonly #engine: Engine;
  readonly #settling: Settling;
  readonly #boundary: Boundary;
  readonly #made = new WeakMap<Folder, Map<string, Decision>>();
  #queue: { readonly folder: Folder; readonly id: string }[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(engine: Engine, settling: Settling, boundary: Boundary) {
    this.#engine = engine;
    this.#settling = settling;
    this.#boundary = boundary;
  }

  /** The title of the finding's fix, known without deciding; `undefined` where its rule has none. */
  titleOf(finding: Finding): string | undefined {
    return this.#ruleOf(finding)?.fixTitle(finding);
  }

  /** What was decided for the current texts of the copies' files. Other files may have changed since. */
  known(folder: Folder, finding: Finding): Fix | undefined {
    const decision = this.#made.get(folder)?.get(finding.id);
    const texts = textsOf(folder, finding);
    return decision?.texts.every((text, index) => text === texts[index]) === true ? decision.fix : undefined;
  }

  /** Builds and checks the edit now. `undefined` where the rule has no fix. */
  decide(folder: Folder, finding: Finding): Fix | undefined {
    const rule = this.#ruleOf(finding);
    if (rule?.fixTitle(finding) === undefined) return undefined;
    const fix = rule.fix(finding, folder.projects());
    const made = this.#made.get(folder) ?? new Map<string, Decision>();
    made.set(finding.id, { fix, texts: textsOf(folder, finding) });
    this.#made.set(folder, made);
    return fix;
  }

  /** Asks for decisions in the background, the first of `findings` first. */
  consider(folder: Folder, findings: readonly Finding[]): void {
    const wanted = findings.filter((finding) => this.known(folder, finding) === undefined).map(({ id }) => ({ folder, id }));
    const others = this.#queue.filter((one) => one.folder !== folder || wanted.every(({ id }) => id !== one.id));
    this.#queue = [...wanted, ...others].slice(0, longestQueue);
    this.#schedule();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#queue = [];
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#queue.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#boundary.run("decide a fix", () => this.#next());
      this.#schedule();
    }, breath);
  }

  #next(): void {
    if (!this.#settling.isSettled) return;
    const next = this.#queue.shift();
    const finding = next?.folder.finding(next.id);
    if (next === undefined || finding === undefined || this.known(next.folder, finding) !== undefined) return;
    this.decide(next.folder, finding);
  }

  #ruleOf({ rule }: Finding): Engine["rules"][number] | undefined {
    return this.#engine.rules.find(({ id }) => id === rule);
  }
}

function textsOf(folder: Folder, finding: Finding): readonly (string | undefined)[] {
  return finding.copies.map(({ file }) => folder.analysis?.get(file)?.text);
}
