import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import { isMainThread } from "node:worker_threads";
import { reasonOf } from "../failure.ts";
import { buildIdentity, cacheFolderOf, noteUse, openForWriting } from "./cacheFolder.ts";
import { writeWhole } from "./wholeFile.ts";

/** The length of a SHA-256, in bytes. */
const hashLength = 32;

/** What a script exports, and whether what the engine needs of it was kept by a run before. */
interface LoadedScript {
  readonly exports: unknown;
  readonly wasKept: boolean;
}

const loaded = new Map<string, LoadedScript>();

/**
 * What a CommonJS script exports, as `require` gives it.
 *
 * @param file the absolute path of the script, one of a bundle's
 * @param require what the script requires others with
 */
export function requireCompiled(file: string, require: NodeJS.Require): unknown {
  let script = loaded.get(file);
  if (script === undefined) {
    script = loadCompiled(file, require);
    loaded.set(file, script);
  }
  return script.exports;
}

/**
 * Runs a CommonJS script. What the engine makes of it before it runs is kept in the user's cache folder, for parsing
 * millions of characters takes longer than most that is done with them. It is made anew where it is damaged, of another
 * build, or of another engine; where it cannot be written, it is made each time.
 */
export function loadCompiled(file: string, require: NodeJS.Require): LoadedScript {
  const { script, exports, folder, kept } = runScript(file, require);
  // When it has run, what it needs to run is among it.
  if (folder !== undefined && kept === undefined) keep(folder, "thorough", script);
  return { exports, wasKept: kept !== undefined };
}

/**
 * Runs the script that a process is for, as `loadCompiled` does, and keeps what the engine made of it when the process ends: most functions are
 * made when they are called. A process that had little to do leaves the word to one that has more.
 */
export function runCompiled(file: string, require: NodeJS.Require): void {
  const { script, folder, kept } = runScript(file, require);
  if (folder === undefined || !isMainThread || kept === "thorough") return;
  process.on("exit", () => {
    const thoroughness = process.cpuUsage().user < briefRun ? "brief" : "thorough";
    if (thoroughness !== kept) keep(folder, thoroughness, script);
  });
}

/** A process that has worked for less, in microseconds of all its threads, has not called most functions. */
const briefRun = 1_000_000;

/** How much of the script had been called when it was kept, the name of the file that it is kept in. */
type Thoroughness = "thorough" | "brief";

interface RunScript {
  readonly script: Script;
  readonly exports: unknown;
  readonly folder: string | undefined;
  /** What was kept and of use. */
  readonly kept: Thoroughness | undefined;
}

function runScript(file: string, require: NodeJS.Require): RunScript {
  const folder = folderFor(file);
  const kept = folder === undefined ? undefined : (readKept(folder, "thorough") ?? readKept(folder, "brief"));
  // In one line with the beginning, so that places in it are those in the file.
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, "utf8")}\n})`;
  const script = new Script(source, { filename: file, cachedData: kept?.data });
  const module = { exports: {} };
  // The wrapper that stands above.
  const run = script.runInThisContext() as (exports: unknown, require: NodeJS.Require, module: unknown, file: string, folder: string) => void;
  run(module.exports, require, module, file, dirname(file));
  return { script, exports: module.exports, folder, kept: script.cachedDataRejected === false ? kept?.thoroughness : undefined };
}

/** Where it is kept, for each engine and what it was told; `undefined` where the user has turned that off for all programs of Node. */
function folderFor(file: string): string | undefined {
  if (process.env["NODE_DISABLE_COMPILE_CACHE"] !== undefined) return undefined;
  const identity = buildIdentity(file);
  return identity === undefined ? undefined : cacheFolderOf(["compiled", file, String(cachedDataVersionTag())], identity);
}

function readKept(folder: string, thoroughness: Thoroughness): { readonly data: Buffer; readonly thoroughness: Thoroughness } | undefined {
  try {
    const bytes = readFileSync(join(folder, thoroughness));
    const data = bytes.subarray(hashLength);
    if (!hashOf(data).equals(bytes.subarray(0, hashLength))) return undefined;
    noteUse(folder);
    return { data, thoroughness };
  } catch (error) {
    reasonOf(error);
    return undefined;
  }
}

function keep(folder: string, thoroughness: Thoroughness, script: Script): void {
  try {
    const data = script.createCachedData();
    openForWriting(folder);
    writeWhole(join(folder, thoroughness), [hashOf(data), data]);
  } catch (error) {
    // Then the next run makes it anew.
    reasonOf(error);
  }
}

function hashOf(data: Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}
