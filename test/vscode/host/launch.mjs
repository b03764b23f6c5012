/** Runs one suite of `test/vscode` inside a real extension host. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { cache, projectRoot } from "./install.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const desktop = process.env["DRYDOCK_VSCODE"] ?? "";
/** Whether VS Code runs in our page; only there can a test press keys and take screenshots. */
const isHost = desktop === "";

/**
 * @param {object} launch
 * @param {string} launch.suite folder below `test/vscode` with `*.test.ts`
 * @param {string} launch.folder the folder to open, absolute; tests may change it
 * @param {string} launch.development the extension under development, absolute
 * @param {string} [launch.extensions] where installed extensions are
 * @param {Record<string, string>} [launch.env] variables for the tests
 * @returns {Promise<{ passed: number, failed: number }>} one failure when the suite did not end
 */
export async function launchSuite({ suite, folder, development, extensions, env = {} }) {
  const scratch = mkdtempSync(join(tmpdir(), "drydock-suite-"));
  const results = join(scratch, "results.json");
  const output = join(scratch, "output.txt");
  writeFileSync(output, "");
  const printer = follow(output);
  try {
    await runTests({
      ...executable(),
      extensionDevelopmentPath: development,
      extensionTestsPath: await bundleSuite(suite),
      launchArgs: [folder, `--extensions-dir=${extensions ?? join(scratch, "extensions")}`, `--user-data-dir=${join(scratch, "user")}`],
      extensionTestsEnv: { ...env, DRYDOCK_RESULTS: results, DRYDOCK_OUTPUT: output },
    });
  } catch (problem) {
    if (!existsSync(results)) console.error(problem instanceof Error ? problem.message : problem);
  } finally {
    printer.stop();
  }
  const counts = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : { passed: 0, failed: 1 };
  rmSync(scratch, { recursive: true, force: true });
  return counts;
}

/** The VS Code of `code.mjs`, unless `DRYDOCK_VSCODE` asks for a download or names an executable. */
function executable() {
  if (isHost) return { vscodeExecutablePath: join(here, "code.mjs") };
  return desktop === "download" ? { cachePath: cache } : { vscodeExecutablePath: resolve(desktop) };
}

/** Bundles the suite's files and the runner; the extension host loads no TypeScript. `*.page.test.ts` need the page. */
async function bundleSuite(suite) {
  const folder = join(here, "..", suite);
  const outdir = join(cache, "suites", suite);
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const isRun = (name) => name.endsWith(".test.ts") && (isHost || !name.endsWith(".page.test.ts"));
  const tests = readdirSync(folder).filter(isRun).map((name) => join(folder, name));
  await build({
    entryPoints: [...tests, join(here, "run.ts")],
    outdir,
    entryNames: "[name]",
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    absWorkingDir: projectRoot,
    logLevel: "warning",
  });
  return join(outdir, "run.cjs");
}

/** Prints what is appended to a file, as it comes. */
function follow(file) {
  let printed = 0;
  const print = () => {
    const bytes = readFileSync(file);
    process.stdout.write(bytes.subarray(printed));
    printed = bytes.length;
  };
  const timer = setInterval(print, 200);
  return {
    stop() {
      clearInterval(timer);
      print();
    },
  };
}
