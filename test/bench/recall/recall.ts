/**
 * Which copies are found: real fragments are changed as people change copies, put into other real
 * files, and looked for (mutation and injection, after Roy and Cordy). Prints recall by operator and
 * by type, for Drydock and for other tools on the same workspaces, as Markdown. See docs/RECALL.md.
 * `npm run bench:recall`; `-- --ours` leaves the other tools out; `-- --operator NAME` runs one operator
 * (repeatable), `--show` prints the cases that Drydock misses, and `--seed TEXT` draws other cases.
 */
import { parseArgs } from "node:util";
import { CaseMaker } from "./cases.ts";
import type { Batch, Case } from "./cases.ts";
import type { Detector } from "./detector.ts";
import type { LineRange } from "./injection.ts";
import { operators } from "./operators/table.ts";
import { ours } from "./ours.ts";
import { peers } from "./peers.ts";
import { missedBy, nearestGroups } from "./scoring.ts";
import { readSources } from "./sources.ts";
import { tablesOf } from "./table.ts";
import type { Result } from "./table.ts";
import { writtenWorkspace } from "./workspaces.ts";

const { values: options } = parseArgs({
  options: {
    ours: { type: "boolean", default: false },
    operator: { type: "string", multiple: true },
    show: { type: "boolean", default: false },
    seed: { type: "string", default: "" },
  },
});
const unknown = (options.operator ?? []).filter((name) => !operators.some((operator) => operator.name === name));
if (unknown.length > 0) {
  console.error(`No operator is named ${unknown.join(", ")}. There are: ${operators.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

const maker = new CaseMaker(readSources(), options.seed);
const batches = operators.filter(({ name }) => options.operator?.includes(name) ?? true).map((operator) => maker.batchOf(operator));
const others = options.ours ? { detectors: [], unavailable: [] } : peers();
console.log(tablesOf(batches, [ours, ...others.detectors].map(resultOf)));
for (const { name, reason } of others.unavailable) console.log(`\n${name} could not be run here: ${reason}`);
if (options.show) for (const batch of batches) for (const missed of missedBy(ours, batch)) console.log(shown(batch, missed));

function resultOf(detector: Detector): Result {
  const missed = new Map(batches.map((batch) => [batch.operator.name, missedBy(detector, batch)]));
  const groupsUnmutated = batches.reduce((total, { operator, unmutated }) => total + detector.groupsIn(`unmutated ${operator.name}`, unmutated).length, 0);
  return { name: detector.name, missed, groupsUnmutated };
}

function shown(batch: Batch, missed: Case): string {
  const folder = writtenWorkspace(batch.operator.name, batch.files);
  const near = nearestGroups(ours, batch, missed).map((group) => `reported: ${group.map(place).join(", ")}`);
  return [
    `\n## ${batch.operator.name}: ${missed.fragment.kind}, missed`,
    folder,
    `original ${place(missed.original)}, copy ${place(missed.copy)}`,
    ...(near.length === 0 ? ["nothing is reported there"] : near),
    "```ts", missed.fragment.text, "```", "```ts", missed.mutant, "```",
  ].join("\n");
}

function place({ path, startLine, endLine }: LineRange): string {
  return `${path}:${startLine + 1}-${endLine + 1}`;
}
