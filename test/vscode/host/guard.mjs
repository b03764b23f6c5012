/**
 * Runs `node guard.mjs <scratch folder> <command> <arguments…>` as the leader of its own process
 * group. When the command exits or when standard input closes it ends the whole group and removes
 * the folder. Whoever starts it holds the other end of that pipe, so nothing outlives the starter,
 * not even after SIGKILL.
 */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";

const [scratch, command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
let over = false;

function end(code) {
  if (over) return;
  over = true;
  child.kill("SIGTERM");
  // VS Code's server needs a moment to end its extension hosts; what is left then is killed with us.
  setTimeout(() => {
    try {
      rmSync(scratch, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
    } catch {
      // Someone still writes to it; ending the group is what matters, and the folder is temporary.
    }
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-process.pid, "SIGKILL");
    process.exit(code);
  }, 300);
}

child.on("exit", (code) => end(code ?? 1));
child.on("error", (problem) => {
  process.stderr.write(`${command}: ${problem.message}\n`);
  end(1);
});
process.stdin.on("end", () => end(0));
process.stdin.on("error", () => end(0));
process.stdin.resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(1));
