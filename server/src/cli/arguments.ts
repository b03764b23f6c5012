import { parseArgs } from "node:util";
import { didYouMean } from "../settings/suggestion.ts";

/** Why the command line stops before its work is done, as one sentence for standard error. The exit code is 2. */
export interface Stopped {
  readonly stopped: string;
}

export interface OptionRow {
  readonly name: string;
  /** What stands for the value in the help; without it the option is a switch. */
  readonly value?: string;
  readonly repeatable?: boolean;
  readonly help: string;
}

export interface CommandRow {
  readonly name: string;
  /** What stands behind `drydock` in the help. */
  readonly synopsis: string;
  readonly purpose: string;
  readonly takesPaths: boolean;
  readonly options: readonly OptionRow[];
}

/** What was given, by the names of the command's options. */
export interface Arguments {
  readonly paths: readonly string[];
  /** The value of an option; the last one where it was given more than once. */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
  has(name: string): boolean;
}

/** Reads the arguments of one command. Knows nothing of what values mean. */
export function readArguments(command: CommandRow, argv: readonly string[]): Arguments | Stopped {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      command.options.map(({ name, value }) => [name, { type: value === undefined ? "boolean" : "string" }]),
    ),
  });
  const paths: string[] = [];
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") {
      paths.push(token.value);
      continue;
    }
    const row = command.options.find(({ name }) => name === token.name && token.rawName === `--${name}`);
    if (row === undefined) {
      const names = command.options.map(({ name }) => `--${name}`);
      return { stopped: `“drydock ${command.name}” has no option ${token.rawName}${didYouMean(token.rawName, names)}` };
    }
    const isMissing = token.value === undefined || (!token.inlineValue && token.value.startsWith("--"));
    if (row.value !== undefined && isMissing) return { stopped: `--${row.name} needs a value: --${row.name} ${row.value}.` };
    if (row.value === undefined && token.value !== undefined) return { stopped: `--${row.name} takes no value.` };
    const values = given.get(row.name) ?? [];
    if (values.length > 0 && row.value !== undefined && row.repeatable !== true) {
      return { stopped: `--${row.name} can be given only once.` };
    }
    given.set(row.name, [...values, token.value ?? ""]);
  }
  const [first] = paths;
  if (first !== undefined && !command.takesPaths) return { stopped: `“drydock ${command.name}” takes no path, so “${first}” has no meaning here.` };
  return {
    paths,
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
    has: (name) => given.has(name),
  };
}

/** The value of an option as a number within bounds; `undefined` where it was not given. */
export function readNumber(
  given: Arguments,
  name: string,
  { minimum, maximum, whole }: { readonly minimum: number; readonly maximum: number; readonly whole: boolean },
): number | undefined | Stopped {
  const text = given.value(name);
  if (text === undefined) return undefined;
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const isRight = value >= minimum && value <= maximum && (!whole || Number.isInteger(value));
  if (isRight) return value;
  return { stopped: `--${name} must be a ${whole ? "whole " : ""}number from ${minimum} to ${maximum}, not “${text}”.` };
}

export function isStopped(value: unknown): value is Stopped {
  return typeof value === "object" && value !== null && "stopped" in value;
}
