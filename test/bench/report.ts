/**
 * Reports real packages with the command line as a user runs it and prints a table: what was found
 * and what it took. `npm run bench:report`, with the names of packages for some of them only.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { packages, preparePackages, sourceFolder } from "./packages.ts";

interface Report {
  readonly summary: {
    readonly files: number;
    readonly lines: number;
    readonly duplicatedLines: number;
    readonly removableLines: number;
    readonly findings: Readonly<Record<string, number>>;
  };
}

const repetitions = 5;
const cli = resolve(import.meta.dirname, "../../dist/server.cjs");
const preload = pathToFileURL(join(import.meta.dirname, "peakMemory.mjs")).href;

preparePackages();
const asked = process.argv.slice(2);
const rows = packages
  .filter(({ folder }) => asked.length === 0 || asked.includes(folder))
  .map(({ folder, name, version }) => {
    const folderOfSources = join(sourceFolder(folder), "src");
    const runs = Array.from({ length: repetitions }, () => measure(folderOfSources));
    const { summary } = (runs[0] as Run).report;
    return [
      `${name}@${version}`,
      summary.files,
      summary.lines,
      Object.values(summary.findings).reduce((sum, count) => sum + count, 0) - (summary.findings["duplicate-model"] ?? 0),
      summary.findings["duplicate-model"] ?? 0,
      summary.duplicatedLines,
      summary.removableLines,
      median(runs.map(({ seconds }) => seconds)).toFixed(2),
      Math.round(median(runs.map(({ megabytes }) => megabytes))),
    ];
  });

const head = ["package", "files", "lines", "code groups", "model groups", "duplicated lines", "removable lines", "seconds", "peak MB"];
for (const row of [head, head.map((_, i) => (i === 0 ? ":--" : "--:")), ...rows]) console.log(`| ${row.join(" | ")} |`);
console.log(`\nWhole process, median of ${repetitions} runs, Node ${process.version}.`);

interface Run {
  readonly report: Report;
  readonly seconds: number;
  readonly megabytes: number;
}

function measure(folder: string): Run {
  const temporary = mkdtempSync(join(tmpdir(), "drydock-bench-"));
  const memory = join(temporary, "memory");
  const output = join(temporary, "report.json");
  const start = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", preload, cli, "report", folder, "--no-cache", "--format", "json", "--output", output],
    { env: { ...process.env, DRYDOCK_BENCH_MEMORY: memory }, encoding: "utf8" },
  );
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`drydock report ${folder} ended with ${String(status)}: ${stderr}`);
  const report = JSON.parse(readFileSync(output, "utf8")) as Report;
  const megabytes = Number(readFileSync(memory, "utf8")) / 1024;
  rmSync(temporary, { recursive: true });
  return { report, seconds, megabytes };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}
