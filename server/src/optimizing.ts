import { setFlagsFromString } from "node:v8";

/** Commands that end when they have said what there is; `fix` waits for the compiler, and `lsp` goes on. */
const shortCommands: ReadonlySet<string | undefined> = new Set(["report", "check"]);

/**
 * The engine optimizes code that has run for a while, in each thread anew. In a run of a few seconds that takes longer than
 * it saves for most functions, so these have to run for seven times as long first. Each engine measures that in a way of its
 * own, the first (Node 20) in bytes run, the second (Node 22) in calls, and complains of what it does not know. Later
 * ones have a quicker way to optimize, and gain nothing.
 */
const optimizeLater: ReadonlyMap<string, string> = new Map([
  ["11.3", "--interrupt-budget=500000"],
  ["12.4", "--invocation-count-for-turbofan=20000"],
]);

/** Has the engine know how long this process will run; its threads go by it too. To be called before they start. */
export function tellHowLongItRuns(command: string | undefined): void {
  if (!shortCommands.has(command)) return;
  const flag = optimizeLater.get(process.versions.v8.split(".", 2).join("."));
  if (flag !== undefined) setFlagsFromString(flag);
}
