import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { sourceFolder, type PackageFolder } from "../packages.ts";

/** Code whose fixes are measured. */
export interface Program {
  readonly name: string;
  readonly root: string;
  /** The name of the configuration in `root` that holds for all of it. */
  readonly config: string;
}

/**
 * The packages of the benchmarks that are asked for by their folders, all of them when none is named, and other programs by
 * their absolute paths. These have a `tsconfig.check.json`, or a `tsconfig.json`, for all that they hold.
 */
export function programsOf(words: readonly string[], packages: readonly PackageFolder[]): readonly Program[] {
  const asked = words.filter((word) => !word.startsWith("--"));
  const own = packages.filter((folder) => asked.length === 0 || asked.includes(folder)).map((folder) => ({ name: folder, root: sourceFolder(folder), config: "tsconfig.json" }));
  const others = asked.filter((word) => word.startsWith("/")).map((root) => ({ name: basename(root), root, config: existsSync(join(root, "tsconfig.check.json")) ? "tsconfig.check.json" : "tsconfig.json" }));
  return [...own, ...others];
}
