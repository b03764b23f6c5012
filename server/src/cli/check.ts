import path from "node:path";
import type { Snapshot } from "../analysis/analysis.ts";
import { duplicatedLinesOf } from "../analysis/duplicatedLines.ts";
import { buildReport } from "../report/report.ts";
import { counted, percent } from "../report/wording.ts";
import type { Finding } from "../rules/finding.ts";
import { changedLinesSince, touches } from "../workspace/git.ts";
import { isStopped, readNumber } from "./arguments.ts";
import type { Arguments, Stopped } from "./arguments.ts";
import { newAgainst, readBaseline, writeBaseline, writtenBaseline } from "./baseline.ts";
import type { Console } from "./console.ts";
import { snapshotOf } from "./load.ts";
import { readOutput } from "./output.ts";
import type { Outcome } from "./run.ts";

/** A gate that was closed: what to show, and the sentence for standard error. */
interface Failure {
  readonly sentence: string;
  readonly findings: readonly Finding[];
}

type Gate = (snapshot: Snapshot) => Failure | undefined;

/** `drydock check`: exit code 1 when a gate is closed, with the findings that closed it on standard output. */
export async function check(given: Arguments, console: Console, entry?: string): Promise<Outcome> {
  const output = readOutput(given, console);
  if (isStopped(output)) return output;
  const maximum = readNumber(given, "max-duplication", { minimum: 0, maximum: 100, whole: false });
  if (isStopped(maximum)) return maximum;
  const baseline = given.value("baseline");
  const since = given.value("since");
  if (given.has("update-baseline") && baseline === undefined) return { stopped: "--update-baseline needs --baseline FILE." };
  if (baseline === undefined && since === undefined && maximum === undefined) {
    return { stopped: "“drydock check” needs a gate: --baseline FILE, --since GITREF or --max-duplication P." };
  }
  const snapshot = await snapshotOf(given, console, entry);
  if (isStopped(snapshot)) return snapshot;
  const gates: Gate[] = [];
  if (baseline !== undefined) {
    const file = path.resolve(console.folder, baseline);
    if (given.has("update-baseline")) {
      const { findings, root } = snapshot;
      const stopped = await writeBaseline(file, baseline, writtenBaseline(findings, root));
      if (stopped !== undefined) return stopped;
      console.error(`${counted(findings.length, "group")} written to ${baseline}.`);
    } else {
      const gate = await baselineGate(file, baseline);
      if (isStopped(gate)) return gate;
      gates.push(gate);
    }
  }
  if (since !== undefined) {
    const gate = await sinceGate(snapshot.root, since);
    if (isStopped(gate)) return gate;
    gates.push(gate);
  }
  if (maximum !== undefined) gates.push(duplicationGate(maximum / 100));

  const failures = gates.map((gate) => gate(snapshot)).filter((failure) => failure !== undefined);
  const shown = new Set(failures.flatMap(({ findings }) => findings));
  if (failures.length > 0 || given.has("format") || given.has("output")) {
    const stopped = await output.write(buildReport(onlyWith(snapshot, shown)));
    if (stopped !== undefined) return stopped;
  } else if (gates.length > 0) {
    console.print("Nothing new is said twice.\n");
  }
  for (const { sentence } of failures) console.error(`drydock: ${sentence}`);
  return failures.length > 0 ? 1 : 0;
}

async function baselineGate(file: string, name: string): Promise<Gate | Stopped> {
  const baseline = await readBaseline(file, name);
  if (isStopped(baseline)) return baseline;
  return (snapshot) => {
    const findings = newAgainst(baseline, snapshot.findings);
    return findings.length === 0 ? undefined : { findings, sentence: `${areNew(findings.length)} against ${name}.` };
  };
}

async function sinceGate(root: string, ref: string): Promise<Gate | Stopped> {
  const found = await changedLinesSince(root, ref);
  if ("problem" in found) return { stopped: `${found.problem}.` };
  return (snapshot) => {
    const findings = snapshot.findings.filter(({ copies }) =>
      copies.some(({ file, from, to }) => touches(found.changed.get(file), from.line + 1, to.line + 1)),
    );
    return findings.length === 0
      ? undefined
      : { findings, sentence: `${counted(findings.length, "finding")} ${findings.length === 1 ? "touches" : "touch"} lines changed since ${ref}.` };
  };
}

function duplicationGate(maximum: number): Gate {
  return ({ findings, duplicatedLines, lines }) => {
    const share = lines === 0 ? 0 : duplicatedLines / lines;
    return share <= maximum
      ? undefined
      : { findings, sentence: `${percent(share)} of the lines stand in more than one place, more than the ${percent(maximum)} allowed.` };
  };
}

function areNew(count: number): string {
  return `${counted(count, "finding")} ${count === 1 ? "is" : "are"} new`;
}

/** The snapshot with some of its findings, and the figures that belong to them. */
function onlyWith(snapshot: Snapshot, shown: ReadonlySet<Finding>): Snapshot {
  const findings = snapshot.findings.filter((finding) => shown.has(finding));
  return {
    ...snapshot,
    findings,
    duplicatedLines: duplicatedLinesOf(findings),
    removableLines: findings.reduce((sum, { removableLines }) => sum + removableLines, 0),
  };
}
