import { spawn, spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

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
