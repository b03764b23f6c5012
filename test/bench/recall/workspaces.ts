import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { recallFolder } from "./sources.ts";

const written = new Map<string, string>();

/**
 * Writes a workspace to the disk, for tools that read it from there, and gives its folder. It is a
 * repository of its own, so that no ignore file of a folder above counts.
 */
export function writtenWorkspace(key: string, files: ReadonlyMap<string, string>): string {
  const known = written.get(key);
  if (known !== undefined) return known;
  const folder = join(recallFolder, "workspaces", encodeURIComponent(key.replaceAll(" ", "-")).replaceAll("%", "="));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync("git", ["init", "--quiet", folder]);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "workspace", private: true, type: "module" }));
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  written.set(key, folder);
  return folder;
}
