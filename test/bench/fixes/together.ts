import { spawnSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { errorsOf, moreThan, type Errors } from "./packageChecker.ts";

const cli = resolve(import.meta.dirname, "../../../dist/server.cjs");

/** A package after `drydock fix`. */
export interface Together {
  readonly root: string;
  /** The last line that the command printed. */
  readonly said: string;
  readonly errors: readonly string[];
}

/**
 * Applies the fixes of some rules, or of all, to a copy of a folder.
 *
 * @param config the name of the configuration that holds for all of it
 */
export function fixCopy(source: string, root: string, before: Errors, rules: readonly string[] = [], config?: string): Together {
  rmSync(root, { recursive: true, force: true });
  cpSync(source, root, { recursive: true, verbatimSymlinks: true });
  const chosen = rules.flatMap((rule) => ["--rule", rule]);
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--max-old-space-size=8192", cli, "fix", root, ...chosen], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`drydock fix ended with ${status}: ${stderr}`);
  const said = stdout.trim().split("\n").pop() ?? "";
  return { root, said, errors: moreThan(before, errorsOf(root, config)) };
}
