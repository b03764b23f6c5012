import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const optimizing = fileURLToPath(new URL("../../../server/src/optimizing.ts", import.meta.url));

/** What a process says that tells its engine how long a command runs, and goes on. */
function saidBy(command: string): string {
  const script = `import { tellHowLongItRuns } from ${JSON.stringify(optimizing)}; tellHowLongItRuns(${JSON.stringify(command)}); console.log("goes on");`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], { encoding: "utf8" });
  return `${status} ${stdout}${stderr}`;
}

describe("how long a command runs", () => {
  for (const command of ["report", "check", "lsp"]) {
    it(`is told to an engine that takes it: ${command}`, () => assert.equal(saidBy(command), "0 goes on\n"));
  }
});
