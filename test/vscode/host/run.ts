/** What VS Code calls to run the tests: mocha inside the extension host, over the `*.test.cjs` beside this bundle. */
import { appendFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";

/** Rejects when a test failed, which makes VS Code exit with 1. The counts and the output go to files, since nobody sees this process's console. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const { default: Mocha } = await import("mocha");
  const output = variable("DRYDOCK_OUTPUT");
  Object.assign(Mocha.reporters.Base, {
    consoleLog: (...parts: readonly unknown[]) => appendFileSync(output, `${format(...parts)}\n`),
  });
  const mocha = new Mocha({ ui: "bdd", timeout: 120_000, color: false, forbidPending: true });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith(".test.cjs")) mocha.addFile(join(__dirname, name));
  }
  await mocha.loadFilesAsync();
  const counts = await new Promise<{ passed: number; failed: number }>((resolve) => {
    const runner = mocha.run((failed) => resolve({ passed: runner.stats?.passes ?? 0, failed }));
  });
  writeFileSync(variable("DRYDOCK_RESULTS"), JSON.stringify(counts));
  if (counts.failed > 0) throw new Error(`${counts.failed} tests failed.`);
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`The variable ${name} is not set.`);
  return value;
}
