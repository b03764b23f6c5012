/** VS Code's server as a child process that never outlives us. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { HostProblem } from "./install.mjs";

const guard = join(dirname(fileURLToPath(import.meta.url)), "guard.mjs");

/**
 * @param {{ vscode: string, node: string }} host
 * @param {{ extensions?: string, env?: Record<string, string>, log: (line: string) => void }} options
 *   `extensions`: where installed extensions are; a fresh empty folder when it is not given
 * @returns {Promise<{ port: number, token: string, stop: () => Promise<void> }>}
 */
export async function startServer(host, { extensions, env = {}, log }) {
  const data = mkdtempSync(join(tmpdir(), "drydock-vscode-"));
  // Without a token any page in the developer's browser could reach this server, and through it a terminal.
  const token = randomBytes(16).toString("hex");
  const args = [
    join(host.vscode, "out", "server-main.js"),
    ...["--host", "127.0.0.1", "--port", "0", "--connection-token", token],
    ...["--accept-server-license-terms", "--disable-workspace-trust", "--disable-telemetry"],
    // Makes this build honour `extensionDevelopmentPath` and `extensionTestsPath`.
    "--enable-smoke-test-driver",
    ...["--server-data-dir", data, "--extensions-dir", extensions ?? join(data, "extensions")],
  ];
  const server = spawn(process.execPath, [guard, data, host.node, ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    detached: process.platform !== "win32",
    env: { ...process.env, ...env },
  });
  // A write end that breaks because the guard is gone is the end that we want anyway.
  server.stdin.on("error", () => undefined);
  const ended = new Promise((resolve) => server.on("exit", resolve));

  const port = await new Promise((resolve, reject) => {
    const lines = [];
    const read = (line) => {
      const listening = /listening on (\d+)/.exec(line);
      if (listening) resolve(Number(listening[1]));
      if (lines.push(line) > 20) lines.shift();
      log(line);
    };
    createInterface({ input: server.stdout }).on("line", read);
    createInterface({ input: server.stderr }).on("line", read);
    void ended.then(() => reject(new HostProblem(`VS Code's server ended before it listened:\n${lines.join("\n")}`)));
  });

  return {
    port,
    token,
    async stop() {
      server.stdin.end();
      await ended;
      rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/**
 * The address that opens `folder` with the extension under development, and its tests when given.
 * @param {{ port: number, token: string }} server
 * @param {{ folder: string, development: string, tests?: string }} paths absolute
 */
export function windowAddress({ port, token }, { folder, development, tests }) {
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [
    ["extensionDevelopmentPath", remote(development)],
    ...(tests === undefined ? [] : [["extensionTestsPath", remote(tests)]]),
    ["skipWelcome", "true"],
  ];
  const query = new URLSearchParams({ tkn: token, folder, payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query}`;
}
