/**
 * How long whole processes take, ours and others', in one run and taking turns. `npm run bench:speed`
 * measures the packages of the other benchmarks; with `-- name=folder …` the TypeScript of those folders,
 * such as clones of applications. `--runs N` says how often, `--ours` leaves the other tools out,
 * `--node-jscpd` takes the old jscpd in, on the smallest code, and `--degenerate` measures what nobody writes.
 */
import { parseArgs } from "node:util";
import { codeOf, laidOut, typeScriptOf } from "./speed/code.ts";
import type { Code } from "./speed/code.ts";
import { degenerate, doubled } from "./speed/degenerate.ts";
import { timingsOf } from "./speed/timing.ts";
import type { Timing } from "./speed/timing.ts";
import { coldIn, drydock, nodeJscpd, others } from "./speed/tools.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "5" },
    ours: { type: "boolean", default: false },
    "node-jscpd": { type: "boolean", default: false },
    degenerate: { type: "boolean", default: false },
  },
});
const runs = Number(options.runs);

if (options.degenerate) {
  print("| input | MB | seconds | peak MB |\n| :-- | --: | --: | --: |");
  for (const { name, texts } of degenerate) {
    const input = texts();
    const megabytes = [...input.values()].reduce((sum, text) => sum + text.length, 0) / 1e6;
    const [timing] = timingsOf(drydock.slice(0, 1), laidOut(name, input).folder, runs);
    if (timing !== undefined) print(`| ${name} | ${megabytes.toFixed(1)} | ${timing.seconds.toFixed(2)} | ${size(timing)} |`);
  }
} else {
  const all = codeOf(positionals);
  const { tools, missing } = options.ours ? { tools: [], missing: [] } : others();
  const smallest = all.reduce((least, code) => (code.lines < least.lines ? code : least));
  print("| code | files | lines | tool | seconds | times drydock, cold | peak MB |\n| :-- | --: | --: | :-- | --: | --: | --: |");
  for (const code of all) {
    const timings = timingsOf([...drydock, ...tools], code.folder, runs);
    const slow = options["node-jscpd"] && code === smallest ? timingsOf([nodeJscpd()], code.folder, 1) : [];
    for (const timing of [...timings, ...slow]) print(rowOf(code, timing, timings[0]));
  }
  print(`\n${smallest.name}, doubled with other names: ${growthOf(smallest)} times the time.`);
  for (const { name, reason } of missing) print(`\n${name} could not be run here: ${reason}`);
}
print(`\nWhole processes, medians of ${runs} runs that took turns, Node ${process.version}.`);

/** What the code and its renamed double take together, against the code alone. */
function growthOf({ name, folder }: Code): string {
  const texts = typeScriptOf(folder);
  const double = laidOut(`${name} doubled`, doubled(texts));
  const [before, after] = timingsOf([coldIn(folder), coldIn(double.folder)], folder, runs);
  return ((after?.seconds ?? Number.NaN) / (before?.seconds ?? Number.NaN)).toFixed(2);
}

function rowOf({ name, files, lines }: Code, timing: Timing, first: Timing | undefined): string {
  const ratio = timing.seconds / (first?.seconds ?? Number.NaN);
  return `| ${[name, files, lines.toLocaleString("en"), timing.tool.name, timing.seconds.toFixed(2), ratio.toFixed(2), size(timing)].join(" | ")} |`;
}

function size({ megabytes }: Timing): string {
  return megabytes === undefined ? "–" : String(Math.round(megabytes));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
