/**
 * Builds the package and looks at it as a user gets it: installs it into VS Code, checks which files
 * that leaves and how big they are, and sees it work on a folder.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, closeSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { ensureVsCode, installExtension } from "../../test/vscode/host/install.mjs";
import { launchSuite } from "../../test/vscode/host/launch.mjs";
import { bundleSizes } from "../build.mjs";
import { createPackage } from "../package.mjs";
import { programBundle, root, serverBundle } from "../project.mjs";

const counts = { passed: 0, failed: 0 };

/** @param {string} what @param {readonly string[]} problems none when it is well */
function check(what, problems) {
  counts[problems.length === 0 ? "passed" : "failed"]++;
  console.log(`  ${problems.length === 0 ? "✔" : "✘"} ${what}`);
  for (const problem of problems) console.log(`      ${problem}`);
}

const scratch = mkdtempSync(join(tmpdir(), "drydock-package-"));
try {
  const vsix = await createPackage();
  for (const { name, bytes, limit } of bundleSizes()) {
    const size = `${Math.round(bytes / 1000)} KB`;
    check(`the ${name} bundle has ${size}`, bytes <= limit ? [] : [`${size} is more than ${limit / 1000} KB`]);
  }

  check("a report of code without models does not load the compiler", reportWithoutCompiler());

  const extensions = join(scratch, "extensions");
  installExtension(ensureVsCode(console.log), vsix, extensions);
  const name = readdirSync(extensions).find((entry) => entry.startsWith("drydock."));
  check("VS Code installs the package", name === undefined ? ["there is no extension folder"] : []);
  if (name !== undefined) checkContents(join(extensions, name));

  const folder = join(scratch, "shop");
  cpSync(join(root, "test/vscode/workspace"), folder, { recursive: true });
  const tests = await launchSuite({
    suite: "package",
    folder,
    extensions,
    development: join(root, "test/vscode/package/probe"),
    env: { DRYDOCK_EXTENSIONS: extensions },
  });
  counts.passed += tests.passed;
  counts.failed += tests.failed;
} catch (problem) {
  check("the package is built and looked at", [problem instanceof Error ? problem.message : String(problem)]);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
writeFileSync(process.env["DRYDOCK_RESULTS"] ?? "/dev/null", JSON.stringify(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;

/** Loading it takes longer than all else at a start, so that a report has to do where it is not even there. */
function reportWithoutCompiler() {
  const folder = join(scratch, "alone");
  mkdirSync(folder);
  for (const bundle of [serverBundle, programBundle]) cpSync(bundle, join(folder, basename(bundle)));
  writeFileSync(join(folder, "tide.ts"), "export const tide = 1;\n");
  const { status, stderr } = spawnSync(process.execPath, [join(folder, "server.cjs"), "report", folder, "--no-cache"], { encoding: "utf8" });
  return status === 0 ? [] : [stderr.split("\n").find((line) => line.includes("Error")) ?? `it ended with ${status}`];
}

function checkContents(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => statSync(join(folder, file)).isFile()).sort();
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const expected = new Set([
    ...[".vsixmanifest", "package.json", "readme.md", "changelog.md", "LICENSE.txt"],
    ...["dist/client.cjs", "dist/server.cjs", "dist/drydock.cjs", "dist/ts-morph.cjs", "dist/ThirdPartyNotices.txt"],
    ...filesNamedIn(manifest.contributes),
    ...(manifest.icon === undefined ? [] : [manifest.icon]),
  ]);
  check("it holds the files that it needs and no other", [
    ...[...expected].filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...files.filter((file) => !expected.has(file)).map((file) => `${file} is not needed`),
  ]);
  check("it holds no native binary", files.filter((file) => isBinary(join(folder, file))));
}

/** Every file that the manifest's contributions name, each in some folder. */
function filesNamedIn(value) {
  if (typeof value === "string") return /^(?:\.\/)?[\w-]+\/[\w./-]+\.(?:json|svg|png)$/.test(value) ? [value.replace(/^\.\//, "")] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(filesNamedIn) : [];
}

/** By the first bytes: ELF, Mach-O, PE, WebAssembly. */
function isBinary(file) {
  const start = Buffer.alloc(4);
  const handle = openSync(file, "r");
  readSync(handle, start);
  closeSync(handle);
  return /^(7f454c46|feedfac[ef]|c[ef]faedfe|cafebabe|4d5a|0061736d)/.test(start.toString("hex"));
}
