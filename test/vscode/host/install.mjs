/**
 * Gets a VS Code that needs no download host: the npm package `code-server` ships the workbench,
 * the server and the Node extension host of VS Code. Everything comes from the npm registry, is
 * pinned here, and is kept in `.vscode-test/`.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const codeServer = "4.139.1";
const node = "24.21.0";

export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
export const cache = join(projectRoot, ".vscode-test");

/** A reason why the host cannot run, as one sentence for whoever started it. */
export class HostProblem extends Error {}

/**
 * The folder of VS Code and the Node that runs it; the first call on a machine takes some 30 s.
 * @param {(sentence: string) => void} say receives what takes time
 * @returns {{ vscode: string, node: string }}
 * @throws {HostProblem}
 */
export function ensureVsCode(say) {
  return { vscode: ensureServer(say), node: ensureNode(say) };
}

/**
 * A Chromium for the page: `DRYDOCK_CHROMIUM`, the one on the PATH, or one from Debian's packages.
 * @param {(sentence: string) => void} say
 * @returns {string} absolute path
 * @throws {HostProblem}
 */
export function ensureChromium(say) {
  const found = process.env["DRYDOCK_CHROMIUM"] ?? onPath(["chromium", "chromium-browser", "google-chrome"]);
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || onPath(["apt-get"]) === undefined) {
    throw new HostProblem("The VS Code tests need Chromium: install it, or name its executable in DRYDOCK_CHROMIUM.");
  }
  say("Installing Chromium with apt-get …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update"], { env });
  run("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"], { env });
  const installed = onPath(["chromium"]);
  if (installed === undefined) throw new HostProblem("apt-get installed Chromium, but there is no `chromium` on the PATH.");
  return installed;
}

/**
 * @param {readonly string[]} names
 * @returns {string | undefined} absolute path of the first that the PATH has
 */
export function onPath(names) {
  const suffixes = process.platform === "win32" ? [".cmd", ".exe", ""] : [""];
  const folders = (process.env["PATH"] ?? "").split(process.platform === "win32" ? ";" : ":").filter(Boolean);
  for (const name of names) {
    for (const folder of folders) {
      const file = suffixes.map((suffix) => join(folder, name + suffix)).find((candidate) => existsSync(candidate));
      if (file !== undefined) return file;
    }
  }
  return undefined;
}

function ensureServer(say) {
  const vscode = (folder) => join(folder, "package", "lib", "vscode");
  const home = installed(`code-server-${codeServer}`, (folder) => {
    say(`Getting VS Code (code-server ${codeServer}) from npm, some 30 s …`);
    run("npm", ["pack", `code-server@${codeServer}`, "--silent", "--pack-destination", folder], { cwd: folder });
    const archive = readdirSync(folder).find((name) => name.endsWith(".tgz"));
    run("tar", ["xzf", archive], { cwd: folder });
    rmSync(join(folder, archive));
    // Neither is used by a test; the first fills the window with a chat, together they are 90 MB.
    for (const name of ["copilot", "mermaid-markdown-features"]) {
      rmSync(join(vscode(folder), "extensions", name), { recursive: true, force: true });
    }
    // `install`, because the package's own lock files are not complete enough for `ci`. No scripts:
    // they would build native modules, which VS Code's server does without.
    const install = ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    run("npm", install, { cwd: vscode(folder) });
    run("npm", install, { cwd: join(vscode(folder), "extensions") });
  });
  return vscode(home);
}

/** VS Code's server wants Node 24. Each platform's binary is an npm package of its own. */
function ensureNode(say) {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  const platform = process.platform === "win32" ? "win" : process.platform;
  const prefix = platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  const name = `${prefix}-${platform}-${process.arch}`;
  const home = installed(`node-${node}`, (folder) => {
    say(`Getting Node ${node} from npm …`);
    writeFileSync(join(folder, "package.json"), "{}");
    run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", `${name}@${node}`], { cwd: folder });
  });
  return join(home, "node_modules", name, "bin", platform === "win" ? "node.exe" : "node");
}

/**
 * A folder of the cache that is either complete or not there: it is filled under another name and
 * then renamed, so that neither a kill nor a second process leaves half of it behind.
 */
function installed(name, fill) {
  const home = join(cache, name);
  if (existsSync(home)) return home;
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "installing-"));
  try {
    fill(folder);
    if (!existsSync(home)) renameSync(folder, home);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return home;
}

function run(command, args, options) {
  const shell = process.platform === "win32";
  const done = spawnSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], shell, ...options });
  if (done.status === 0) return;
  const output = (done.stderr.trim() || done.stdout.trim()).split("\n").slice(0, 10).join("\n");
  throw new HostProblem(`\`${command} ${args.join(" ")}\` failed: ${done.error?.message ?? output}`);
}

/**
 * Installs a VSIX for the windows that use the same `extensions` folder.
 * @param {{ vscode: string, node: string }} host
 * @param {string} vsix
 * @param {string} extensions
 */
export function installExtension(host, vsix, extensions) {
  execFileSync(
    host.node,
    [join(host.vscode, "out", "server-main.js"), "--install-extension", vsix, "--extensions-dir", extensions, "--server-data-dir", join(extensions, "..", "install-data"), "--accept-server-license-terms"],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
}
