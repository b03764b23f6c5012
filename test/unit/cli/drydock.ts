import { spawn, spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Console } from "../../../server/src/cli/console.ts";
import { run } from "../../../server/src/cli/run.ts";

const root = resolve(import.meta.dirname, "../../..");
const entry = resolve(root, "server/src/main.ts");
const loader = pathToFileURL(resolve(root, "node_modules/tsx/dist/loader.mjs")).href;

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs the real command line in a process of its own, in `folder`. */
export function drydock(folder: string, ...args: readonly string[]): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", loader, entry, ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: environment(),
  });
  return { code: status, out: stdout, error: stderr };
}

/** Runs the command line within this process, where starting one for each of many cases would take too long. */
export async function drydockInProcess(folder: string, ...args: readonly string[]): Promise<Omit<Result, "code"> & { readonly code: number | undefined }> {
  let out = "";
  let error = "";
  const console: Console = {
    folder,
    print: (text) => void (out += text),
    error: (line) => void (error += `${line}\n`),
    progress: () => undefined,
    paint: undefined,
  };
  const startServer = (): Promise<void> => Promise.reject(new Error("The server is not to be started."));
  return { code: await run(args, { console, startServer }), out, error };
}

/** Runs it with a reader that goes away after the first piece of output. */
export async function drydockWithHastyReader(folder: string, ...args: readonly string[]): Promise<Omit<Result, "out">> {
  const child = spawn(process.execPath, ["--import", loader, entry, ...args], { cwd: folder, env: environment() });
  let error = "";
  child.stderr.setEncoding("utf8").on("data", (piece: string) => (error += piece));
  child.stdout.once("data", () => child.stdout.destroy());
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, error };
}

/** Without what npm and mocha put there. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SystemRoot } = process.env;
  return { PATH, HOME, TMPDIR, SystemRoot, TZ: "UTC", LANG: "C" };
}
