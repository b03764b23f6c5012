import { buildReport } from "../report/report.ts";
import { isStopped } from "./arguments.ts";
import type { Arguments } from "./arguments.ts";
import type { Console } from "./console.ts";
import { loadGiven } from "./load.ts";
import { readOutput } from "./output.ts";
import type { Outcome } from "./run.ts";

/** `drydock report`: prints or writes the report. Findings are no failure. */
export async function report(given: Arguments, console: Console): Promise<Outcome> {
  const output = readOutput(given, console);
  if (isStopped(output)) return output;
  const analysis = await loadGiven(given, console);
  if (isStopped(analysis)) return analysis;
  console.progress("Looking for what is said twice");
  const snapshot = analysis.snapshot();
  // Only fixes need the compiler, which takes a while to load.
  const options = given.has("fixes") ? { decide: (await import("./fixes.ts")).decideWith(analysis, console) } : {};
  return (await output.write(buildReport(snapshot, options))) ?? 0;
}
