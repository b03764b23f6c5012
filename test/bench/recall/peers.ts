import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Detector, ReportedGroup } from "./detector.ts";
import { installPackages } from "./sources.ts";
import { writtenWorkspace } from "./workspaces.ts";

/** Exact versions, with binaries for Linux, macOS and Windows on the npm registry. */
export const versions = { jscpd: "5.3.3", fallow: "3.36.0" } as const;

/** A tool that could not be made ready, and why. */
export interface Unavailable {
  readonly name: string;
  readonly reason: string;
}

/**
 * The other tools, each at its defaults and at the settings with which it reports most. Those that
 * cannot be installed or do not run here come with the reason instead.
 */
export function peers(): { readonly detectors: readonly Detector[]; readonly unavailable: readonly Unavailable[] } {
  const detectors: Detector[] = [];
  const unavailable: Unavailable[] = [];
  const add = (tool: keyof typeof versions, make: (program: string) => readonly Detector[]): void => {
    try {
      detectors.push(...make(installedPeer(tool)));
    } catch (error) {
      unavailable.push({ name: `${tool} ${versions[tool]}`, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  add("jscpd", (program) => [
    jscpd(program, "defaults", []),
    jscpd(program, "most permissive", [
      "--mode", "weak", "--min-tokens", "30", "--min-lines", "3", "--ignore-identifiers", "--ignore-literals", "--ignore-annotations",
      "--max-gap-lines", "10", "--similarity", "0.7", "--cross-formats", "js-ts",
    ]),
  ]);
  add("fallow", (program) => [
    fallow(program, "defaults", []),
    fallow(program, "most permissive", ["--mode", "semantic", "--near", "--cross-language", "--no-ignore-imports", "--min-tokens", "30", "--min-lines", "3"]),
  ]);
  return { detectors, unavailable };
}

/**
 * The program of another tool, which is installed unless it is there.
 *
 * @throws where it cannot be installed or does not run here
 */
export function installedPeer(tool: keyof typeof versions): string {
  const program = join(installPackages(tool, { [tool]: versions[tool] }), "node_modules", ".bin", tool);
  run(program, ["--version"], process.cwd());
  return program;
}

interface JscpdFile {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function jscpd(program: string, mode: string, options: readonly string[]): Detector {
  return {
    name: `jscpd ${versions.jscpd}, ${mode}`,
    groupsIn: (key, files) => {
      const output = mkdtempSync(join(tmpdir(), "drydock-recall-"));
      run(program, [".", "--reporters", "json", "--output", output, "--silent", ...options], writtenWorkspace(key, files));
      const report = JSON.parse(readFileSync(join(output, "jscpd-report.json"), "utf8")) as { readonly duplicates: readonly { readonly firstFile: JscpdFile; readonly secondFile: JscpdFile }[] };
      rmSync(output, { recursive: true });
      return report.duplicates.map(({ firstFile, secondFile }) => [firstFile, secondFile].map(({ name, start, end }) => ({ path: plainPath(name), startLine: start - 1, endLine: end - 1 })));
    },
  };
}

interface FallowReport {
  readonly clone_groups: readonly { readonly instances: readonly { readonly file: string; readonly start_line: number; readonly end_line: number }[] }[];
  readonly clone_groups_omitted: number;
}

function fallow(program: string, mode: string, options: readonly string[]): Detector {
  return {
    name: `fallow ${versions.fallow}, ${mode}`,
    groupsIn: (key, files): readonly ReportedGroup[] => {
      const text = run(program, ["dupes", "--format", "json", "--quiet", "--no-cache", ...options], writtenWorkspace(key, files));
      const report = JSON.parse(text) as FallowReport;
      if (report.clone_groups_omitted > 0) throw new Error(`fallow left ${report.clone_groups_omitted} groups out of its report.`);
      return report.clone_groups.map(({ instances }) => instances.map(({ file, start_line, end_line }) => ({ path: plainPath(file), startLine: start_line - 1, endLine: end_line - 1 })));
    },
  };
}

function plainPath(path: string): string {
  return path.replaceAll("\\", "/").replace(/^\.\//, "");
}

function run(program: string, options: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, options, { cwd, encoding: "utf8", maxBuffer: 1 << 29, env: { ...process.env, JSCPD_NO_TIPS: "1" } });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${options.join(" ")} ended with ${String(status)}: ${stderr.trim()}`);
  return stdout;
}
