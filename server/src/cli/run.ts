import { version } from "../../../package.json";
import { didYouMean } from "../analysis/suggestion.ts";
import { isStopped, readArguments } from "./arguments.ts";
import type { Arguments, Stopped } from "./arguments.ts";
import { commands, helpOf, isCommand, overview } from "./commands.ts";
import type { CommandName } from "./commands.ts";
import type { Console } from "./console.ts";

/** What a command leaves behind: its exit code, or why it stopped, for exit code 2. `running` goes on after the command line is done. */
export type Outcome = 0 | 1 | "running" | Stopped;

/** Each command is loaded when it is called, so that the language server starts without the compiler. */
const runners: Readonly<Record<CommandName, () => Promise<(given: Arguments, console: Console) => Promise<Outcome>>>> = {
  report: async () => (await import("./report.ts")).report,
  check: async () => (await import("./check.ts")).check,
  fix: async () => (await import("./fix.ts")).fix,
  lsp: async () => (await import("./lsp.ts")).lsp,
};

/** Runs the command line without its first two words (`node`, script) and gives the exit code; `undefined` where a server goes on running. */
export async function run(argv: readonly string[], console: Console): Promise<0 | 1 | 2 | undefined> {
  const outcome = await dispatch(argv, console);
  if (outcome === "running") return undefined;
  if (!isStopped(outcome)) return outcome;
  console.error(`drydock: ${outcome.stopped}`);
  return 2;
}

async function dispatch([name, ...rest]: readonly string[], console: Console): Promise<Outcome> {
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
  return isStopped(given) ? given : (await runners[name]())(given, console);
}
