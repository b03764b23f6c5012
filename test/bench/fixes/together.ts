import { spawnSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { benchFolder, sourceFolder, type PackageFolder } from "../packages.ts";
import { errorsOf, moreThan, type Errors } from "./packageChecker.ts";

const cli = resolve(import.meta.dirname, "../../../dist/server.cjs");

/** A package after `drydock fix`. */
export interface Together {
  readonly root: string;
  /** The last line that the command printed. */
  readonly said: string;
  readonly errors: readonly string[];
}

/** Applies all fixes to a copy of the package with the command line as a user runs it, and checks it whole. */
export function fixTogether(folder: PackageFolder, before: Errors): Together {
  const root = join(benchFolder, "together", folder);
  rmSync(root, { recursive: true, force: true });
  cpSync(sourceFolder(folder), root, { recursive: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--max-old-space-size=8192", cli, "fix", root], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`drydock fix ended with ${status}: ${stderr}`);
  const said = stdout.trim().split("\n").pop() ?? "";
  return { root, said, errors: moreThan(before, errorsOf(root)) };
}
