/**
 * Makes a fresh clone ready: installs the packages and builds the bundles where they are missing or
 * out of date. With nothing to do it takes some 20 ms. Scripts call it before they import any package.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { clientBundle, compilerBundle, fail, programBundle, root, serverBundle } from "./project.mjs";

const oldestNode = [20, 19];

/** Installs and builds what is missing. Output goes to standard error, so that a report on standard output stays clean. */
export function setUp() {
  installPackages();
  if (!bundlesAreCurrent()) {
    process.stderr.write("Building …\n");
    run(process.execPath, [join(root, "scripts", "build.mjs")]);
  }
}

/** Installs the packages of package-lock.json, unless they are there. */
export function installPackages() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    fail(`Drydock needs Node ${oldestNode.join(".")} or newer; this is Node ${process.versions.node}.`);
  }
  if (packagesAreCurrent()) return;
  process.stderr.write("Installing packages …\n");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}

/**
 * npm keeps in `node_modules/.package-lock.json` what it has installed, and writes it last. It
 * agrees with package-lock.json on every package but the optional ones, which depend on the platform.
 */
function packagesAreCurrent() {
  const installed = lockedPackages(join(root, "node_modules", ".package-lock.json"));
  const wanted = lockedPackages(join(root, "package-lock.json"));
  if (wanted === undefined) fail("There is no package-lock.json: this is not a whole clone of Drydock.");
  if (installed === undefined) return false;
  return Object.entries(wanted).every(([path, { version, link, optional }]) => {
    const there = installed[path];
    return !path.includes("node_modules/") || optional || (there?.version === version && there?.link === link);
  });
}

function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** Whether all bundles are younger than everything that they are made of. */
function bundlesAreCurrent() {
  const built = Math.min(...[clientBundle, serverBundle, programBundle, compilerBundle].map(changed));
  const made = ["client/src", "server/src", "client/package.json", "server/package.json", "package-lock.json", "tsconfig.json", "scripts/build.mjs"];
  return built > 0 && made.every((path) => newest(join(root, path)) <= built);
}

/** Time of the last change of a file, or of anything in a folder; a folder changes when a file in it goes. */
function newest(path) {
  let time = changed(path);
  if (!statSync(path).isDirectory()) return time;
  for (const entry of readdirSync(path, { recursive: true })) time = Math.max(time, changed(join(path, entry)));
  return time;
}

function changed(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
  if (done.status !== 0) fail(`\`${[command, ...args].join(" ")}\` failed${done.error ? `: ${done.error.message}` : "."}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) setUp();
