import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { loadCompiled, requireCompiled } from "../../../../server/src/workspace/cache/compiledCode.ts";
import { removeFoldersAfterEach, temporaryFolder } from "../../temporaryFolder.ts";

const require = createRequire(import.meta.url);

describe("compiled code", () => {
  removeFoldersAfterEach();
  const before = { ...process.env };
  let caches = "";

  beforeEach(() => {
    caches = temporaryFolder();
    process.env["XDG_CACHE_HOME"] = caches;
    delete process.env["NODE_DISABLE_COMPILE_CACHE"];
  });
  afterEach(() => {
    for (const name of ["XDG_CACHE_HOME", "NODE_DISABLE_COMPILE_CACHE"]) {
      const value = before[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  const kept = (): readonly string[] => readdirSync(caches, { recursive: true, encoding: "utf8" }).map((name) => join(caches, name)).filter((file) => statSync(file).isFile());
  const script = (text = 'module.exports = { port: 80, folder: require("node:path").basename(__dirname) };', name = "bundle.cjs"): string => join(temporaryFolder({ [name]: text }), name);

  it("is kept from run to run, and gives the same", () => {
    const file = script();
    const first = loadCompiled(file, require);
    assert.equal(first.wasKept, false);
    const second = loadCompiled(file, require);
    assert.equal(second.wasKept, true);
    assert.deepEqual(second.exports, first.exports);
    assert.equal((second.exports as { port: number }).port, 80);
  });

  it("runs a script once in a process", () => {
    const file = script();
    assert.equal(requireCompiled(file, require), requireCompiled(file, require));
  });

  it("is made anew where it is damaged or cut off", () => {
    const file = script();
    loadCompiled(file, require);
    const [compiled = ""] = kept();
    const bytes = readFileSync(compiled);
    const damaged = Buffer.from(bytes);
    damaged[damaged.length - 9] = (damaged[damaged.length - 9] ?? 0) ^ 1;
    for (const wrong of [damaged, bytes.subarray(0, 40), bytes.subarray(0, 3), Buffer.alloc(0)]) {
      writeFileSync(compiled, wrong);
      const anew = loadCompiled(file, require);
      assert.equal(anew.wasKept, false);
      assert.equal((anew.exports as { port: number }).port, 80);
      assert.equal(loadCompiled(file, require).wasKept, true);
    }
  });

  it("is not taken for another script of the same length", () => {
    const file = script("module.exports = { port: 80 };");
    loadCompiled(file, require);
    writeFileSync(file, "module.exports = { port: 81 };");
    utimesSync(file, new Date(), new Date(Date.now() - 60_000));
    const other = loadCompiled(file, require);
    assert.equal(other.wasKept, false);
    assert.deepEqual(other.exports, { port: 81 });
  });

  it("is not kept where Node is told to keep none, nor of what is no bundle", () => {
    const file = script("module.exports = 1;", "source.js");
    assert.equal(loadCompiled(file, require).exports, 1);
    process.env["NODE_DISABLE_COMPILE_CACHE"] = "1";
    assert.deepEqual(loadCompiled(script("module.exports = 2;"), require).exports, 2);
    assert.deepEqual(kept(), []);
  });

  it("does without where it cannot be written", () => {
    process.env["XDG_CACHE_HOME"] = join(temporaryFolder({ file: "" }), "file");
    const file = script("module.exports = 3;");
    assert.deepEqual(loadCompiled(file, require), { exports: 3, wasKept: false });
    assert.deepEqual(loadCompiled(file, require), { exports: 3, wasKept: false });
  });
});
