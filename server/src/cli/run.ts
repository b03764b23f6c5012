import { version } from "../../../package.json";
import { didYouMean } from "../settings/suggestion.ts";
import { isStopped, readArguments } from "./arguments.ts";
import type { Arguments, Stopped } from "./arguments.ts";
import { commands, helpOf, isCommand, overview } from "./commands.ts";
import type { CommandName } from "./commands.ts";
import type { Console } from "./console.ts";

/** What a command leaves behind: its exit code, or why it stopped, for exit code 2. `running` goes on after the command line is done. */
export type Outcome = 0 | 1 | "running" | Stopped;

/** What the command line runs in. */
export interface Surroundings {
  readonly console: Console;
  /** Starts the language server, which stands beside the command line rather than below it. */
  readonly startServer: () => Promise<void>;
  /** The script of this process. Without it nothing is kept from run to run, and everything is read on this thread. */
  readonly entry?: string;
}

/**
 * Runs the command line without its first two words (`node`, script) and gives the exit code; `undefined`
 * where a server goes on running.
 */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<0 | 1 | 2 | undefined> {
  const { console } = surroundings;
  const outcome = await dispatch(argv, surroundings);
  if (outcome === "running") return undefined;
  if (!isStopped(outcome)) return outcome;
  console.error(`drydock: ${outcome.stopped}`);
  return 2;
}

async function dispatch([name, ...rest]: readonly string[], surroundings: Surroundings): Promise<Outcome> {
  const { console } = surroundings;
  if (name === undefined) {
    console.print(overview());
    return { stopped: "a command is missing: report, check, fix or lsp." };
  }
  if (name === "--help" || name === "-h" || name === "help") {
    console.print(overview());
    return 0;
  }
  if (name === "--version" || name === "-v") {
    console.print(`${version}\n`);
    return 0;
  }
  if (!isCommand(name)) return { stopped: `there is no command “${name}”${didYouMean(name, Object.keys(commands))}` };
  const command = commands[name];
  if (rest.includes("--help") || rest.includes("-h")) {
    console.print(helpOf(command));
    return 0;
  }
  if (rest.includes("--version")) {
    console.print(`${version}\n`);
    return 0;
  }
  const given = readArguments(command, rest);
  return isStopped(given) ? given : start(name, given, surroundings);
}

/** Each command is loaded when it is called, so that the language server starts without the compiler. */
async function start(name: CommandName, given: Arguments, { console, startServer, entry }: Surroundings): Promise<Outcome> {
  switch (name) {
    case "report":
      return (await import("./report.ts")).report(given, console, entry);
    case "check":
      return (await import("./check.ts")).check(given, console, entry);
    case "fix":
      return (await import("./fix.ts")).fix(given, console, entry);
    case "lsp":
      return (await import("./lsp.ts")).lsp(given, startServer);
  }
}
