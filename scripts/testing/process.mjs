/** Child processes of the test run, each with its whole tree under control. */
import { spawn } from "node:child_process";
import { root } from "../project.mjs";

/** Groups that run now; a Ctrl-C ends them all. */
const running = new Set();

/**
 * Runs Node on a script with inherited output. The child leads a process group of its own, so that
 * a time limit ends everything that it has started.
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, minutes: number }} options
 * @returns {Promise<{ code: number, late: boolean }>} `late` when the time limit ended it
 */
export async function runNode(args, { env = {}, minutes }) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    detached: process.platform !== "win32",
    env: { ...process.env, ...env },
  });
  running.add(child);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    endTree(child);
  }, minutes * 60_000);
  const code = await new Promise((resolve) => {
    // What is ended for its time may still say 0, as mocha does when it has counted no failure so far.
    child.on("exit", (status) => resolve(late ? status || 1 : (status ?? 1)));
    child.on("error", () => resolve(1));
  });
  clearTimeout(timer);
  running.delete(child);
  return { code, late };
}

let interrupted = false;

/** Whether Ctrl-C came; nothing is started any more then. */
export const wasInterrupted = () => interrupted;

/** Passes Ctrl-C on to what runs, and kills what does not end soon. */
export function endAllOnInterrupt() {
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      interrupted = true;
      for (const child of running) endTree(child);
    });
  }
}

function endTree(child) {
  const send = (signal) => {
    try {
      if (process.platform === "win32") child.kill(signal);
      else process.kill(-child.pid, signal);
    } catch {
      // The group has ended by itself.
    }
  };
  send("SIGINT");
  setTimeout(() => send("SIGKILL"), 2500).unref();
}
