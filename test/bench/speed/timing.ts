import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command, Tool } from "./tools.ts";

/** What a tool took, as medians over all its runs. */
export interface Timing {
  readonly tool: Tool;
  readonly seconds: number;
  /** The largest resident size of the process and those that it waited for; `undefined` where GNU time is missing. */
  readonly megabytes: number | undefined;
}

interface Run {
  readonly seconds: number;
  readonly megabytes: number | undefined;
}

/** GNU time, of which every Linux distribution has a package, tells the largest size of any process. */
const gnuTime = "/usr/bin/time";
const sizes = existsSync(gnuTime) ? join(mkdtempSync(join(tmpdir(), "drydock-speed-")), "size") : undefined;

/**
 * Runs every tool so often, one after the other and then all again, so that what else the machine does
 * meets all alike.
 */
export function timingsOf(tools: readonly Tool[], folder: string, repetitions: number): readonly Timing[] {
  for (const { before } of tools) if (before !== undefined) run(before(folder), folder);
  const runs = tools.map((): Run[] => []);
  for (let round = 0; round < repetitions; round++) {
    for (const [i, tool] of tools.entries()) runs[i]?.push(run(tool.command(folder), folder));
  }
  return tools.map((tool, i) => {
    const ofTool = runs[i] ?? [];
    const megabytes = ofTool.map((one) => one.megabytes).filter((one) => one !== undefined);
    return { tool, seconds: median(ofTool.map((one) => one.seconds)), megabytes: megabytes.length === 0 ? undefined : median(megabytes) };
  });
}

/** @throws where the process fails: a figure of a run that did nothing would mean nothing */
function run({ program, args, env }: Command, folder: string): Run {
  const [first, ...rest] = sizes === undefined ? [program, ...args] : [gnuTime, "--format", "%M", "--output", sizes, program, ...args];
  const start = performance.now();
  const { status, error, stderr } = spawnSync(first, rest, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - start) / 1000;
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${String(status)}: ${stderr.trim()}`);
  return { seconds, megabytes: sizes === undefined ? undefined : Number(readFileSync(sizes, "utf8").trim().split("\n").at(-1)) / 1024 };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
