import { buildReport } from "../report/report.ts";
import { isStopped } from "./arguments.ts";
import type { Arguments } from "./arguments.ts";
import type { Console } from "./console.ts";
import { loadGiven, snapshotOf } from "./load.ts";
import { readOutput } from "./output.ts";
import type { Outcome } from "./run.ts";

/** `drydock report`: prints or writes the report. Findings are no failure. */
export async function report(given: Arguments, console: Console, entry?: string): Promise<Outcome> {
  const output = readOutput(given, console);
  if (isStopped(output)) return output;
  if (!given.has("fixes")) {
    const snapshot = await snapshotOf(given, console, entry);
    return isStopped(snapshot) ? snapshot : ((await output.write(buildReport(snapshot, {}))) ?? 0);
  }
  const analysis = await loadGiven(given, console, entry);
  if (isStopped(analysis)) return analysis;
  // Only fixes need the compiler, which takes a while to load.
  const { decideWith } = await import("./fixes.ts");
  return (await output.write(buildReport(analysis.snapshot(), { decide: decideWith(analysis, console) }))) ?? 0;
}
