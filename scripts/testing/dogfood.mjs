/** Drydock's report on its own sources has no finding that is not mended, or ignored with a reason. */
import { spawnSync } from "node:child_process";
import { root, serverBundle } from "../project.mjs";

const args = [serverBundle, "report", "client", "server", "--format", "json"];
const done = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28 });
if (done.status !== 0) {
  console.error(`drydock report ended with ${done.status}: ${done.stderr}`);
  process.exit(1);
}
const { summary, findings } = JSON.parse(done.stdout);
console.log(`${summary.files} files, ${summary.lines} lines, ${findings.length} findings`);
// An empty report is no proof of anything when nothing was read.
if (summary.files < 20) {
  console.error("Fewer than 20 files were read.");
  process.exit(1);
}
for (const { message, rule, copies } of findings) {
  console.error(`\n${rule}: ${message}`);
  for (const { file, startLine, endLine } of copies) console.error(`  ${file}:${startLine}-${endLine}`);
}
process.exit(findings.length > 0 ? 1 : 0);
