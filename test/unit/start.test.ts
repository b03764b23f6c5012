import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { removeFoldersAfterEach, temporaryFolder } from "./temporaryFolder.ts";

/** What the entry runs here: it works for as long as it is told, and says where it stands. */
const program = `"use strict";
const { isMainThread, Worker } = require("node:worker_threads");
const { basename } = require("node:path");
function work() { let sum = 0; for (const end = Date.now() + Number(process.env.WORK); Date.now() < end; ) sum++; return sum > 0; }
if (process.env.THROWS) throw new Error("on the fifth line");
console.log(basename(__filename), isMainThread, work());
if (process.env.THREAD && isMainThread) new Worker(process.argv[1]);
`;

describe("the entry of the server", () => {
  removeFoldersAfterEach();
  let folder = "";
  let caches = "";

  beforeEach(async function () {
    this.timeout(60_000);
    folder = temporaryFolder({ "drydock.cjs": program });
    caches = temporaryFolder();
    await build({ entryPoints: [resolve(import.meta.dirname, "../../server/src/start.ts")], outfile: join(folder, "server.cjs"), bundle: true, platform: "node", format: "cjs", target: "node20", logLevel: "error" });
  });

  const run = (env: NodeJS.ProcessEnv = {}): { readonly said: string; readonly error: string } => {
    const { stdout, stderr } = spawnSync(process.execPath, [join(folder, "server.cjs")], { encoding: "utf8", env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: undefined, XDG_CACHE_HOME: caches, WORK: "1", ...env } });
    return { said: stdout, error: stderr };
  };
  const kept = (): readonly string[] => readdirSync(caches, { recursive: true, encoding: "utf8" }).map((name) => join(caches, name)).filter((file) => statSync(file).isFile());
  const names = (): readonly string[] => kept().map((file) => file.split(/[\\/]/).at(-1) ?? "").sort();

  it("runs the program beside it, and keeps its code when it ends", () => {
    assert.equal(run().said, "drydock.cjs true true\n");
    assert.deepEqual(names(), ["brief"]);
    assert.equal(run().said, "drydock.cjs true true\n");
    assert.deepEqual(names(), ["brief"]);
  });

  it("keeps it again when it has worked for longer, and no more after that", () => {
    run();
    run({ WORK: "1300" });
    assert.deepEqual(names(), ["brief", "thorough"]);
    const [thorough = ""] = kept().filter((file) => file.endsWith("thorough"));
    const { mtimeMs, ino } = statSync(thorough);
    run({ WORK: "1300" });
    assert.deepEqual([statSync(thorough).mtimeMs, statSync(thorough).ino], [mtimeMs, ino]);
  });

  it("runs in threads, which keep nothing", () => {
    assert.equal(run({ THREAD: "1" }).said, "drydock.cjs true true\ndrydock.cjs false true\n");
    assert.deepEqual(names(), ["brief"]);
  });

  it("does without what is damaged, and makes it anew", () => {
    run();
    const [file = ""] = kept();
    const whole = readFileSync(file);
    for (const wrong of [whole.subarray(0, whole.length - 9), Buffer.alloc(0), Buffer.from(whole).fill(0, 40, 60)]) {
      writeFileSync(file, wrong);
      assert.equal(run().said, "drydock.cjs true true\n");
      assert.equal(readFileSync(file).length, whole.length);
    }
  });

  it("runs another program of the same length for what it is", () => {
    run();
    writeFileSync(join(folder, "drydock.cjs"), program.replace("basename(__filename)", '"another_program.js"'));
    assert.equal(run().said, "another_program.js true true\n");
  });

  it("keeps nothing where Node is told to keep nothing", () => {
    assert.equal(run({ NODE_DISABLE_COMPILE_CACHE: "1" }).said, "drydock.cjs true true\n");
    assert.deepEqual(kept(), []);
  });

  it("says where an error stands, from kept code too", () => {
    for (const error of [run({ THROWS: "1" }).error, run({ THROWS: "1" }).error]) assert.match(error, /drydock\.cjs:5\b[^]*on the fifth line/);
  });

  it("runs where nothing can be written", () => {
    caches = join(folder, "drydock.cjs");
    assert.equal(run().said, "drydock.cjs true true\n");
  });
});
