import { FilterCounts } from "../clones/filters.ts";
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
  const counts = given.has("explain-filters") ? new FilterCounts() : undefined;
  if (!given.has("fixes") && counts === undefined) {
    const snapshot = await snapshotOf(given, console, entry);
    return isStopped(snapshot) ? snapshot : ((await output.write(buildReport(snapshot, {}))) ?? 0);
  }
  const analysis = await loadGiven(given, console, entry, counts);
  if (isStopped(analysis)) return analysis;
  // Only fixes need the compiler, which takes a while to load.
  const decide = given.has("fixes") ? (await import("./fixes.ts")).decideWith(analysis, console) : undefined;
  return (await output.write(buildReport(analysis.snapshot(), { decide, counts }))) ?? 0;
}
