import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { FileEdit } from "../../../server/src/refactorings/refactoring.ts";

/** What was asked of one group, and what came of it. */
export interface Outcome {
  readonly id: string;
  readonly rule: string;
  readonly copies: number;
  /** The code of the refusal; missing where a fix is offered; `no fix` where the rule has none for the group. */
  readonly refused?: string;
  /** The sentence of the refusal. */
  readonly reason?: string;
  readonly edits?: readonly FileEdit[];
  readonly leftOut?: number;
  readonly removedLines?: number;
  /** Of the new function; missing where no new one is made. */
  readonly parameters?: number;
  readonly milliseconds: number;
}

/**
 * Lines of JSON on the disk, one an answer, so that a run that was broken off goes on where it was. They
 * count for one state of Drydock's sources only.
 */
export class Kept<Line extends { readonly id: string }> {
  readonly #file: string;
  readonly #lines = new Map<string, Line>();

  constructor(folder: string, name: string) {
    this.#file = join(folder, `${name}-${digestOfSources()}.jsonl`);
    mkdirSync(folder, { recursive: true });
    if (!existsSync(this.#file)) return;
    for (const line of readFileSync(this.#file, "utf8").split("\n").filter((one) => one !== "")) {
      const value = JSON.parse(line) as Line;
      this.#lines.set(value.id, value);
    }
  }

  get(id: string): Line | undefined {
    return this.#lines.get(id);
  }

  add(line: Line): Line {
    this.#lines.set(line.id, line);
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
    return line;
  }

  forget(): void {
    this.#lines.clear();
    writeFileSync(this.#file, "");
  }
}

let digest: string | undefined;

/** Equal for equal sources of the server. */
function digestOfSources(): string {
  if (digest !== undefined) return digest;
  const hash = createHash("sha256");
  const root = resolve(import.meta.dirname, "../../../server/src");
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name)).sort()) {
    hash.update(`${dirname(entry)}\n`).update(readFileSync(entry));
  }
  return (digest = hash.digest("hex").slice(0, 12));
}
