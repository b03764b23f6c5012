/** `npm run report -- [folder] [options]`: the command line's report, of Drydock's own sources when no folder is named. */
import { spawnSync } from "node:child_process";
import { root, serverBundle, userFolder } from "./project.mjs";
import { setUp } from "./setup.mjs";

const takesValue = new Set(["--format", "--output", "--rule", "--min-tokens"]);

setUp();
const args = process.argv.slice(2);
const paths = args.filter((arg, index) => !arg.startsWith("-") && !takesValue.has(args[index - 1] ?? ""));
const own = paths.length === 0 && !args.includes("--help");
const done = spawnSync(process.execPath, [serverBundle, "report", ...args, ...(own ? ["client", "server"] : [])], {
  cwd: own ? root : userFolder,
  stdio: "inherit",
});
process.exitCode = done.status ?? 1;
