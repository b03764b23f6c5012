/**
 * `npm start -- <folder>`: opens the folder in VS Code with the extension of this source tree. Takes
 * the desktop's `code` where there is one, else VS Code's server, to be opened in a browser.
 */
import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { fail, root, userFolder } from "./project.mjs";
import { setUp } from "./setup.mjs";

const folder = resolve(userFolder, process.argv[2] ?? ".");
if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) fail(`There is no folder ${folder}.`, 2);

setUp();
const { ensureVsCode, HostProblem, onPath } = await import("../test/vscode/host/install.mjs");
const desktop = process.env["DRYDOCK_VSCODE"] === "browser" ? undefined : onPath(["code"]);
if (desktop === undefined) await serve();
else spawn(desktop, ["--new-window", `--extensionDevelopmentPath=${root}`, folder], { stdio: "inherit", shell: process.platform === "win32" });

async function serve() {
  const { startServer, windowAddress } = await import("../test/vscode/host/server.mjs");
  try {
    const server = await startServer(ensureVsCode(console.error), { log: () => undefined });
    console.log(`Open ${windowAddress(server, { folder, development: root })}\nCtrl-C ends it.`);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => void server.stop().then(() => process.exit(0)));
  } catch (problem) {
    if (!(problem instanceof HostProblem)) throw problem;
    fail(problem.message);
  }
}
