import type { CommandRow, OptionRow } from "./arguments.ts";

const help: OptionRow = { name: "help", help: "Show this help." };
const version: OptionRow = { name: "version", help: "Show the version." };
const format: OptionRow = { name: "format", value: "text|json|sarif|markdown|html", help: "How the report is written. Default: text." };
const output: OptionRow = { name: "output", value: "FILE", help: "Write to a file instead of standard output." };
const rule: OptionRow = { name: "rule", value: "ID", repeatable: true, help: "Only this rule; can be given more than once." };
const minTokens: OptionRow = { name: "min-tokens", value: "N", help: "Smallest code fragment, in tokens. Default: 50." };
const noCache: OptionRow = { name: "no-cache", help: "Read everything anew." };

/** All commands with their options: what the parser accepts and what the help shows. */
export const commands = {
  report: {
    name: "report",
    synopsis: "report [paths…]",
    purpose: "Report what is said twice.",
    takesPaths: true,
    options: [
      format,
      output,
      rule,
      minTokens,
      noCache,
      { name: "fixes", help: "Also decide for every group whether a fix is offered (slower)." },
      { name: "explain-filters", help: "Also list what is left out as noise: each filter, and how many groups it removed." },
      help,
      version,
    ],
  },
  check: {
    name: "check",
    synopsis: "check [paths…]",
    purpose: "Fail when something new is said twice: the gate for continuous integration.",
    takesPaths: true,
    options: [
      { name: "baseline", value: "FILE", help: "Fail on what is not in this file: new groups, and new copies of known ones." },
      { name: "update-baseline", help: "Write the file of --baseline as things stand, instead of failing." },
      { name: "since", value: "GITREF", help: "Fail on findings that touch lines changed since this commit or branch." },
      { name: "max-duplication", value: "P", help: "Fail when more than P percent of the lines stand in copies." },
      format,
      output,
      rule,
      minTokens,
      noCache,
      help,
      version,
    ],
  },
  fix: {
    name: "fix",
    synopsis: "fix [paths…]",
    purpose: "Apply the fixes that are offered, each built and checked, all of it or nothing.",
    takesPaths: true,
    options: [
      rule,
      { name: "id", value: "ID", repeatable: true, help: "Only the group with this id; can be given more than once." },
      { name: "dry-run", help: "Change nothing; print a unified diff." },
      { name: "format", value: "text|json", help: "How the result is written: what was applied, what was refused, and why. Default: text." },
      minTokens,
      noCache,
      help,
      version,
    ],
  },
  lsp: {
    name: "lsp",
    synopsis: "lsp --stdio",
    purpose: "Start the language server, for any editor.",
    takesPaths: false,
    options: [
      { name: "stdio", help: "Speak over standard input and output." },
      { name: "node-ipc", help: "Speak over the channel of a parent Node process." },
      { name: "socket", value: "PORT", help: "Speak over a local TCP port." },
      { name: "pipe", value: "NAME", help: "Speak over a named pipe." },
      { name: "clientProcessId", value: "N", help: "End when this process ends." },
      help,
      version,
    ],
  },
} as const satisfies Readonly<Record<string, CommandRow>>;

export type CommandName = keyof typeof commands;

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

const exitCodes = "Exit codes: 0 nothing to say or done, 1 the gate fails, 2 wrong usage or unreadable input.";

/** The help of `drydock` itself. */
export function overview(): string {
  const rows = Object.values(commands).map(({ synopsis, purpose }) => [synopsis, purpose] as const);
  return [
    "Drydock finds what a TypeScript code base says twice.",
    "",
    "Usage: drydock <command> [options]",
    "",
    ...aligned(rows),
    "",
    "“drydock <command> --help” shows the options of a command, “drydock --version” the version.",
    exitCodes,
    "",
  ].join("\n");
}

/** What can be given, each with its meaning behind it in a column. */
function aligned(rows: readonly (readonly [given: string, meaning: string])[]): readonly string[] {
  const width = Math.max(...rows.map(([given]) => given.length));
  return rows.map(([given, meaning]) => `  ${given.padEnd(width)}  ${meaning}`);
}

/** The help of one command. */
export function helpOf(command: CommandRow): string {
  const rows = command.options.map(({ name, value, help: text }) => [value === undefined ? `--${name}` : `--${name} ${value}`, text] as const);
  return [
    `Usage: drydock ${command.synopsis} [options]`,
    "",
    command.purpose,
    ...(command.takesPaths ? ["Paths are folders, files or globs. One folder is the root of the report; without paths it is the current folder."] : []),
    "",
    ...aligned(rows),
    "",
    exitCodes,
    "",
  ].join("\n");
}
