/**
 * `npm test`: runs every step, also when one fails, and ends with the line `N passed, N failed`.
 * `npm test -- unit lsp` runs these steps only.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fail } from "./project.mjs";
import { installPackages } from "./setup.mjs";
import { endAllOnInterrupt, runNode, wasInterrupted } from "./testing/process.mjs";
import { steps } from "./testing/steps.mjs";

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) fail(`There is no test step "${unknown[0]}"; the steps are ${steps.map(({ name }) => name).join(", ")}.`, 2);

installPackages();
endAllOnInterrupt();
const total = { passed: 0, failed: 0 };
const failedSteps = [];
for (const step of steps.filter(isAsked)) {
  console.log(`\n── ${step.heading}`);
  const start = performance.now();
  const { passed, failed } = await runStep(step);
  if (wasInterrupted()) process.exit(130);
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failedSteps.push(step.name);
  console.log(`── ${step.name}: ${failed === 0 ? "passed" : "failed"}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join(", ")}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

function isAsked({ name }) {
  const needed = name === "build" && steps.some((step) => step.bundles && asked.includes(step.name));
  return asked.length === 0 || asked.includes(name) || needed;
}

/** How many tests passed and failed; at least one failure when the step itself did. */
async function runStep({ args, minutes }) {
  const scratch = mkdtempSync(join(tmpdir(), "drydock-test-"));
  try {
    const results = join(scratch, "results.json");
    const { code, late } = await runNode(args, { env: { DRYDOCK_RESULTS: results, XDG_CACHE_HOME: join(scratch, "caches") }, minutes });
    if (late) console.log(`Ended: it took longer than ${minutes} minutes.`);
    const counts = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : { passed: code === 0 ? 1 : 0, failed: 0 };
    return { passed: counts.passed, failed: code === 0 ? counts.failed : Math.max(counts.failed, 1) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
