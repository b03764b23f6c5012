import { readFileSync, readdirSync } from "node:fs";
import { join, resolve, sep } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** Real code of many forms that every checkout has: the project's own sources, tests and fixtures, by path. */
export function realSources(): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const folder of ["server/src", "client/src", "test"]) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort()) {
      if (!/\.(tsx?|jsx?|mjs)$/.test(entry)) continue;
      const file = `/${folder}/${entry.split(sep).join("/")}`;
      texts.set(file, readFileSync(join(root, folder, entry), "utf8"));
    }
  }
  return texts;
}
