import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { removeFoldersAfterEach, temporaryFolder } from "../temporaryFolder.ts";
import { realSources } from "../realSources.ts";

const root = resolve(import.meta.dirname, "../../..");
/** Below the project's own folder, so that the packages are found. */
const bundleFolder = join(root, ".cache", "test-unit");
const bundle = join(bundleFolder, "server.cjs");

describe("the bundled command line", () => {
  removeFoldersAfterEach();

  before(async function () {
    this.timeout(60_000);
    mkdirSync(bundleFolder, { recursive: true });
    await build({ entryPoints: [join(root, "server/src/main.ts")], outfile: bundle, bundle: true, platform: "node", format: "cjs", target: "node20", mainFields: ["module", "main"], external: ["@ts-morph/common"], logLevel: "error" });
  });

  it("reports the same from several threads as from one", async function () {
    this.timeout(60_000);
    const folder = temporaryFolder(manySources());
    assert.ok(readdirSync(folder).length > 500);
    const one = await reportIn(folder, { threads: 1 });
    assert.ok(one.findings.length > 10);
    assert.deepEqual(await reportIn(folder), one);
  });

  it("several processes at once report the same and leave one whole cache", async function () {
    this.timeout(60_000);
    const folder = temporaryFolder(manySources());
    const caches = temporaryFolder();
    const expected = await reportIn(folder);
    await settled();
    const reports = await Promise.all([1, 2, 3].map(() => reportIn(folder, { caches })));
    for (const report of reports) assert.deepEqual(report, expected);
    assert.deepEqual(filesBelow(caches), ["facts", "snapshot"]);
    assert.deepEqual(await reportIn(folder, { caches }), expected);
  });

  it("reads no file again while nothing has changed, and what has changed then", async function () {
    this.timeout(60_000);
    const folder = temporaryFolder(manySources());
    const caches = temporaryFolder();
    await settled();
    await reportIn(folder, { caches });
    const [name = ""] = readdirSync(folder);
    const before = await reportIn(folder, { caches });
    rmSync(join(folder, name));
    const after = await reportIn(folder, { caches });
    assert.equal(after.summary.files, before.summary.files - 1);
    assert.deepEqual(after, await reportIn(folder));
  });

  it("--no-cache neither reads nor writes", async function () {
    this.timeout(60_000);
    const folder = temporaryFolder({ "a.ts": "export const a = 1;\n" });
    const caches = temporaryFolder();
    await settled();
    await reportIn(folder, { caches, more: ["--no-cache"] });
    assert.deepEqual(filesBelow(caches), []);
    await reportIn(folder, { caches });
    for (const file of filesBelow(caches, true)) writeFileSync(file, "nothing that was ever written by Drydock");
    assert.equal((await reportIn(folder, { caches, more: ["--no-cache"] })).summary.files, 1);
    assert.ok(filesBelow(caches, true).every((file) => readFileSync(file, "utf8").startsWith("nothing")));
  });

  it("takes away what was not used for long, and nothing else", async function () {
    this.timeout(60_000);
    const folder = temporaryFolder({ "a.ts": "export const a = 1;\n" });
    const caches = temporaryFolder({ "drydock/0123456789abcdef/facts": "old", "drydock/fedcba9876543210/facts": "new", "drydock/notes/mine.txt": "mine" });
    const longAgo = new Date(Date.now() - 100 * 24 * 3600_000);
    for (const name of ["0123456789abcdef", "notes"]) utimesSync(join(caches, "drydock", name), longAgo, longAgo);
    await settled();
    await reportIn(folder, { caches });
    const left = readdirSync(join(caches, "drydock"));
    assert.equal(left.length, 3);
    assert.ok(!left.includes("0123456789abcdef") && left.includes("fedcba9876543210") && left.includes("notes"));
  });
});

interface Report {
  readonly summary: { readonly files: number };
  readonly findings: readonly unknown[];
}

interface ReportOptions {
  readonly caches?: string;
  readonly more?: readonly string[];
  /** Most processors that the process is to know of. */
  readonly threads?: number;
}

/** What a process of its own reports, without the times. */
async function reportIn(folder: string, { caches, more = [], threads }: ReportOptions = {}): Promise<Report> {
  const cacheOptions = caches === undefined ? ["--no-cache"] : [];
  const preload = threads === undefined ? [] : ["--import", `data:text/javascript,import os from "node:os"; import { syncBuiltinESMExports } from "node:module"; os.availableParallelism = () => ${threads}; syncBuiltinESMExports();`];
  const child = spawn(process.execPath, [...preload, bundle, "report", folder, "--format", "json", ...cacheOptions, ...more], {
    env: { PATH: process.env["PATH"], XDG_CACHE_HOME: caches, LOCALAPPDATA: caches, HOME: caches },
  });
  let out = "";
  let error = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => (out += piece));
  child.stderr.setEncoding("utf8").on("data", (piece: string) => (error += piece));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  assert.equal(code, 0, error);
  const { summary, ...report } = JSON.parse(out) as Report & { readonly summary: { milliseconds?: unknown } };
  delete summary.milliseconds;
  return { ...report, summary };
}

/** More files than one thread reads alone, small ones. */
function manySources(): Readonly<Record<string, string>> {
  const sources = [...realSources()].sort(([, a], [, b]) => a.length - b.length);
  return Object.fromEntries(sources.slice(0, 520).map(([path, text]) => [path.slice(1).replaceAll("/", "-"), text]));
}

/** Waits until files that were just written are old enough to be trusted. */
async function settled(): Promise<void> {
  await new Promise((done) => setTimeout(done, 2_100));
}

function filesBelow(folder: string, whole = false): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => (whole ? join(entry.parentPath, entry.name) : entry.name))
    .sort();
}
