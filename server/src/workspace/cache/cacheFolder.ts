import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { endianness, homedir } from "node:os";
import { join } from "node:path";
import { version } from "../../../../package.json";

/** Folders that nothing has used for so long are taken away, in milliseconds. */
const longestUnused = 30 * 24 * 3600_000;
/** All folders together are kept below this, in bytes: the one that was used least recently goes first. */
const largestTotal = 2 * 1024 ** 3;

const folderName = /^[0-9a-f]{16}$/;

/** Where this user's programs keep what they can make anew; `XDG_CACHE_HOME` says it on every platform. */
export function userCacheFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  const named = env["XDG_CACHE_HOME"] ?? (platform === "win32" ? env["LOCALAPPDATA"] : undefined);
  if (named !== undefined && named !== "") return join(named, "drydock");
  if (platform === "win32") return join(home, "AppData", "Local", "drydock");
  return join(home, platform === "darwin" ? join("Library", "Caches") : ".cache", "drydock");
}

/**
 * What a cache must have been written by to be read: this version and build of Drydock, on a machine that
 * lays numbers out as this one does.
 *
 * @param entry the script that runs: a bundle, for sources change without it. `undefined` for any other
 */
export function buildIdentity(entry: string): string | undefined {
  if (!entry.endsWith(".cjs")) return undefined;
  const { size, mtimeMs } = statSync(entry);
  return `${version} ${size} ${mtimeMs} ${endianness()}`;
}

/** The folder for what one build of Drydock keeps of these places. It need not be there. */
export function cacheFolderOf(places: readonly string[], identity: string): string {
  const base = userCacheFolder(process.platform, process.env, homedir());
  return join(base, createHash("sha256").update(JSON.stringify([identity, places])).digest("hex").slice(0, 16));
}

/** Makes the folder, and takes others away that are old, or too large together. */
export function openForWriting(folder: string): void {
  // What a cache says of private code is for its owner only.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeOld(join(folder, ".."), folder);
}

/** Notes that the folder is in use. */
export function noteUse(folder: string): void {
  const now = new Date();
  utimesSync(folder, now, now);
}

function removeOld(base: string, current: string): void {
  const now = Date.now();
  let total = 0;
  const folders = readdirSync(base)
    .filter((name) => folderName.test(name))
    .map((name) => join(base, name))
    .map((folder) => ({ folder, used: statSync(folder).mtimeMs, bytes: bytesIn(folder) }))
    .sort((a, b) => b.used - a.used);
  for (const { folder, used, bytes } of folders) {
    total += bytes;
    const isOld = now - used > longestUnused || total > largestTotal;
    if (isOld && folder !== current) rmSync(folder, { recursive: true, force: true });
  }
}

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0);
}
