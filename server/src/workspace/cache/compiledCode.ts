import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
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
  const folder = folderFor(file);
  const cachedData = folder === undefined ? undefined : readKept(folder);
  // In one line with the beginning, so that places in it are those in the file.
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, "utf8")}\n})`;
  const script = new Script(source, { filename: file, cachedData });
  const module = { exports: {} };
  // The wrapper that stands above.
  const run = script.runInThisContext() as (exports: unknown, require: NodeJS.Require, module: unknown, file: string, folder: string) => void;
  run(module.exports, require, module, file, dirname(file));
  const wasKept = cachedData !== undefined && script.cachedDataRejected === false;
  // When it has run, what it needs to run is among it.
  if (folder !== undefined && !wasKept) keep(folder, script.createCachedData());
  return { exports: module.exports, wasKept };
}

/** Where it is kept, for each engine and what it was told; `undefined` where the user has turned that off for all programs of Node. */
function folderFor(file: string): string | undefined {
  if (process.env["NODE_DISABLE_COMPILE_CACHE"] !== undefined) return undefined;
  const identity = buildIdentity(file);
  return identity === undefined ? undefined : cacheFolderOf(["compiled", file, String(cachedDataVersionTag())], identity);
}

function readKept(folder: string): Buffer | undefined {
  try {
    const bytes = readFileSync(join(folder, "compiled"));
    const data = bytes.subarray(hashLength);
    if (!hashOf(data).equals(bytes.subarray(0, hashLength))) return undefined;
    noteUse(folder);
    return data;
  } catch (error) {
    reasonOf(error);
    return undefined;
  }
}

function keep(folder: string, data: Buffer): void {
  try {
    openForWriting(folder);
    writeWhole(join(folder, "compiled"), [hashOf(data), data]);
  } catch (error) {
    // Then the next run makes it anew.
    reasonOf(error);
  }
}

function hashOf(data: Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}
