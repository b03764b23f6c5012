#!/usr/bin/env node
/**
 * Stands in for the `code` executable that `@vscode/test-electron` starts: opens the folder with the
 * extension under development in VS Code's server and Chromium, and exits with the code of the tests.
 *
 * Reads `--extensionDevelopmentPath=`, `--extensionTestsPath=`, `--extensions-dir=` and the folder;
 * `DRYDOCK_VSCODE_SECONDS` limits the run (default 480). VS Code logs hundreds of lines about its
 * own affairs, so its log and the extension host's console go to a file and are named on failure.
 */
import { createWriteStream, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { startBridge } from "./bridge.mjs";
import { cache, ensureChromium, ensureVsCode, HostProblem } from "./install.mjs";
import { startServer, windowAddress } from "./server.mjs";

const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const say = (line) => process.stdout.write(`${line}\n`);
const limit = Number(process.env["DRYDOCK_VSCODE_SECONDS"] ?? 480);
/** How long a key, a click or a wait may take, in milliseconds: less than a test may, so that the test says which one it was. */
const actionLimit = 45_000;
const chromiumArgs = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const logFile = join(cache, "vscode.log");
mkdirSync(cache, { recursive: true });
const logStream = createWriteStream(logFile);
const log = (line) => logStream.write(`${line}\n`);

/** What must be closed before this process ends, in the order in which it was opened. */
const closers = [];

async function runTests() {
  const folder = args.find((arg) => !arg.startsWith("-"));
  const [development, tests] = [option("extensionDevelopmentPath"), option("extensionTestsPath")];
  if (folder === undefined || development === undefined || tests === undefined) {
    throw new HostProblem("Expected a folder, --extensionDevelopmentPath=… and --extensionTestsPath=….");
  }
  const host = ensureVsCode(say);
  const executablePath = ensureChromium(say);

  let page;
  const bridge = await startBridge(() => page);
  closers.push(async () => bridge.close());
  const extensions = option("extensions-dir");
  const server = await startServer(host, {
    ...(extensions === undefined ? {} : { extensions: resolve(extensions) }),
    env: { DRYDOCK_BRIDGE: bridge.address },
    log,
  });
  closers.push(server.stop);
  const browser = await chromium.launch({ executablePath, args: chromiumArgs, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
  closers.push(() => browser.close());
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(actionLimit);

  return await new Promise((done, fail) => {
    page.exposeFunction("codeAutomationLog", (_type, logged) => log(logged.map(String).join(" ")))
      .then(() => page.exposeFunction("codeAutomationExit", done))
      .then(() => page.goto(windowAddress(server, { folder: resolve(folder), development: resolve(development), tests: resolve(tests) })))
      .catch(fail);
    page.on("crash", () => fail(new HostProblem("The browser page crashed.")));
    browser.on("disconnected", () => fail(new HostProblem("Chromium ended before the tests did.")));
  });
}

let exiting = false;

async function exit(code) {
  if (exiting) return;
  exiting = true;
  for (const close of closers.splice(0).reverse()) {
    await close().catch((problem) => say(`While closing VS Code: ${problem}`));
  }
  if (code !== 0) say(`VS Code's log is in ${logFile}`);
  logStream.end(() => process.exit(code));
}

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]]) {
  process.on(signal, () => void exit(code));
}
setTimeout(() => {
  say(`VS Code did not finish within ${limit} s and was ended. DRYDOCK_VSCODE_SECONDS sets another limit.`);
  void exit(1);
}, limit * 1000).unref();

try {
  await exit(await runTests());
} catch (problem) {
  if (!exiting) say(problem instanceof HostProblem ? problem.message : String(problem.stack));
  await exit(1);
}
