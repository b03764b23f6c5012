import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { benchFolder } from "../packages.ts";

const folder = join(benchFolder, "vitest");

/** The test runner, and a Node for it where this one is too old. */
const dependencies = { vitest: "5.1.1", vite: "8.3.8", [`node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`]: "24.21.0" };

interface Result {
  readonly files: number;
  readonly tests: number;
  readonly passed: number;
  readonly failed: readonly string[];
}

/** Runs zod's own tests on the sources at `root`. */
export function runZodTests(root: string): Result {
  install();
  writeFileSync(join(root, "vitest.config.mjs"), config);
  const report = join(root, "vitest.json");
  const node = join(folder, "node_modules", Object.keys(dependencies)[2] ?? "", "bin/node");
  spawnSync(node, [join(folder, "node_modules/vitest/vitest.mjs"), "run", "--root", root, "--silent", "--reporter=json", `--outputFile=${report}`], { stdio: "ignore" });
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  const all = testResults.flatMap(({ name, status, message, assertionResults }) =>
    // A file that cannot be loaded has no tests to fail.
    status === "failed" && assertionResults.length === 0 ? [{ status, fullName: `${name}: ${message}` }] : assertionResults,
  );
  const failed = all.filter(({ status }) => status === "failed").map(({ fullName }) => fullName);
  return { files: testResults.length, tests: all.length, passed: all.filter(({ status }) => status === "passed").length, failed };
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** It imports nothing, so that it does not matter which packages lie around. Zod is imported by its name in its tests, which is to mean its sources. */
const config = `
const src = import.meta.dirname + "/src";
export default {
  resolve: {
    alias: [
      { find: /^zod$/, replacement: src + "/index.ts" },
      { find: /^zod\\/(compile)$/, replacement: src + "/$1.ts" },
      { find: /^zod\\/(.+)$/, replacement: src + "/$1/index.ts" },
    ],
  },
};
`;

function install(): void {
  const manifest = join(folder, "package.json");
  const wanted = JSON.stringify({ private: true, dependencies });
  if (existsSync(manifest) && readFileSync(manifest, "utf8") === wanted && existsSync(join(folder, "node_modules"))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(manifest, wanted);
  execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
}
