import { styleText } from "node:util";
import type { Role } from "../report/text.ts";

/** Where the command line speaks. */
export interface Console {
  /** Absolute path with `/`. */
  readonly folder: string;
  /** To standard output. */
  print(text: string): void;
  /** One line to standard error. */
  error(line: string): void;
  /** Shows how far the work is, on a terminal only; the next line takes its place. */
  progress(text: string): void;
  /** Colours for what is printed; absent where standard output is no terminal. */
  readonly paint: ((role: Role, text: string) => string) | undefined;
}

/** The console of this process. */
export function processConsole(): Console {
  const { stdout, stderr } = process;
  // A reader such as `head` that has seen enough closes the pipe: that is no failure.
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write("\r\u001B[K");
    shown = false;
  };
  return {
    folder: process.cwd().replaceAll("\\", "/"),
    print(text) {
      clear();
      stdout.write(text);
    },
    error(line) {
      clear();
      stderr.write(`${line}\n`);
    },
    progress(text) {
      if (!stderr.isTTY) return;
      stderr.write(`\r\u001B[K${text}`);
      shown = true;
    },
    paint: stdout.isTTY && process.env["NO_COLOR"] === undefined ? paint : undefined,
  };
}

const styles = {
  title: "bold",
  heading: "bold",
  rank: "cyan",
  path: "cyan",
  number: "yellow",
  quiet: "dim",
  good: "green",
} as const satisfies Readonly<Record<Role, string>>;

function paint(role: Role, text: string): string {
  return styleText(styles[role], text);
}
