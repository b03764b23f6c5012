import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { installedPeer, versions } from "../recall/peers.ts";
import { installPackages } from "../recall/sources.ts";

/** A whole process: a program, its arguments and what is added to the environment. It runs in the folder that it reads. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** One way to look for copies in a folder. */
export interface Tool {
  readonly name: string;
  /** Run once before everything is measured: it leaves behind what the measured runs find. */
  readonly before?: (folder: string) => Command;
  readonly command: (folder: string) => Command;
}

/** A tool that could not be made ready, and why. */
export interface Missing {
  readonly name: string;
  readonly reason: string;
}

const scratch = mkdtempSync(join(tmpdir(), "drydock-speed-"));
const bundle = resolve(import.meta.dirname, "../../../dist/server.cjs");

function ours(caches: string, more: readonly string[] = [], folder = "."): Command {
  return {
    program: process.execPath,
    args: [bundle, "report", folder, "--format", "json", "--output", join(scratch, "ours.json"), ...more],
    // Each platform has its own place for caches.
    env: { XDG_CACHE_HOME: caches, LOCALAPPDATA: caches, HOME: caches },
  };
}

/** Drydock as a user runs it, at its defaults: without a cache, and with what a run before has left behind. */
export const drydock: readonly Tool[] = [
  { name: "drydock, cold", command: () => ours(scratch, ["--no-cache"]) },
  { name: "drydock, first run", command: () => ours(mkdtempSync(join(scratch, "first-"))) },
  { name: "drydock, warm", before: () => ours(scratch), command: () => ours(scratch) },
];

/** A run without a cache over this folder, whichever the others read. */
export function coldIn(folder: string): Tool {
  return { name: `drydock, cold, in ${folder}`, command: () => ours(scratch, ["--no-cache"], folder) };
}

/** The other tools as npm installs them, writing JSON like ours. Their caches are off. */
export function others(): { readonly tools: readonly Tool[]; readonly missing: readonly Missing[] } {
  const tools: Tool[] = [];
  const missing: Missing[] = [];
  const add = (name: string, make: () => readonly Tool[]): void => {
    try {
      tools.push(...make());
    } catch (error) {
      missing.push({ name, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  add(`fallow ${versions.fallow}`, () => {
    const program = installedPeer("fallow");
    const fallow = (name: string, options: readonly string[]): Tool => ({
      name: `fallow ${versions.fallow}, ${name}`,
      command: () => ({ program, args: ["dupes", "--format", "json", "--quiet", "--no-cache", "--output-file", join(scratch, "fallow.json"), ...options] }),
    });
    return [fallow("semantic", ["--mode", "semantic"]), fallow("semantic and near", ["--mode", "semantic", "--near"])];
  });
  add(`jscpd ${versions.jscpd}`, () => {
    const program = installedPeer("jscpd");
    const renamed = ["--ignore-identifiers", "--ignore-literals", "--ignore-annotations"];
    const jscpd = (name: string, options: readonly string[]): Tool => ({
      name: `jscpd ${versions.jscpd}, ${name}`,
      command: () => ({
        program,
        args: [".", "--reporters", "json", "--output", join(scratch, "jscpd"), "--silent", ...options],
        env: { JSCPD_NO_TIPS: "1" },
      }),
    });
    return [jscpd("renamed", renamed), jscpd("renamed and near", [...renamed, "--similarity", "0.7"])];
  });
  return { tools, missing };
}

const nodeJscpdVersion = "4.3.0";

/** The last jscpd that is written in TypeScript. It takes half a minute for 200,000 lines. */
export function nodeJscpd(): Tool {
  const folder = installPackages("jscpd4", { jscpd: nodeJscpdVersion });
  return {
    name: `jscpd ${nodeJscpdVersion} (Node)`,
    command: () => ({
      program: join(folder, "node_modules", ".bin", "jscpd"),
      args: [".", "--reporters", "json", "--output", join(scratch, "jscpd4"), "--silent", "--max-size", "5mb", "--max-lines", "100000"],
    }),
  };
}
