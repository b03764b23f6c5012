/**
 * How long a keystroke takes: a line is put into a random place of a random file, and the findings of
 * that file are asked for. Prints the median and the 95th percentile over 500 edits with a fixed seed.
 * `npm run bench:edits`, with names of packages, or paths of any folders with code.
 */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createAnalysis } from "../../server/src/analysis/workspaceAnalysis.ts";
import { loadWorkspace } from "../../server/src/workspace/load.ts";
import { packages, preparePackages, sourceFolder } from "./packages.ts";

const edits = 500;

async function measure(name: string, folder: string): Promise<void> {
  const { analysis } = await loadWorkspace(folder, { createAnalysis });
  const files = (await filesOf(folder)).filter((file) => analysis.get(file) !== undefined);
  const lines = analysis.snapshot().lines;
  const random = randomFrom(7);
  const times = Array.from({ length: edits }, () => {
    const file = files[Math.floor(random() * files.length)] as string;
    const text = analysis.get(file)?.text ?? readFileSync(file, "utf8");
    const at = text.indexOf("\n", Math.floor(random() * text.length)) + 1;
    const edited = `${text.slice(0, at)}changed();\n${text.slice(at)}`;
    const start = performance.now();
    analysis.set(file, edited);
    analysis.findingsIn(file);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const percentile = (share: number): string => (times[Math.floor(times.length * share)] as number).toFixed(1);
  console.log(`| ${name} | ${lines} | ${percentile(0.5)} | ${percentile(0.95)} |`);
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const { discover } = await import("../../server/src/workspace/discovery.ts");
  return (await discover(folder, [])).files;
}

/** A linear congruential generator (Knuth's MMIX has the better constants; these do for picking places). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 2 ** 32;
}

const asked = process.argv.slice(2);
if (asked.every((name) => !existsSync(name))) preparePackages();
console.log("| code | lines | median ms | 95 % ms |\n| :-- | --: | --: | --: |");
for (const { folder, name, version } of packages) {
  if (asked.length === 0 || asked.includes(folder)) await measure(`${name}@${version}`, `${sourceFolder(folder)}/src`);
}
for (const path of asked.filter(existsSync)) await measure(path, resolve(path));
