import { deepEqual, equal } from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { invoiceTotal, unlike } from "./harness/samples.ts";
import { editors } from "./harness/suite.ts";

describe("language server: starting again", () => {
  const start = editors();
  let caches = "";

  before(() => {
    caches = mkdtempSync(path.join(tmpdir(), "drydock-caches-"));
  });

  after(() => rmSync(caches, { recursive: true, force: true }));

  it("takes what was read before from the disk, reads what has changed, and finds the same", async () => {
    const env = { XDG_CACHE_HOME: caches };
    const first = start.cold({ files: { "a.ts": invoiceTotal("a"), "b.ts": invoiceTotal("b"), "c.ts": unlike }, env });
    // Files that were written a moment ago are not trusted.
    await new Promise((done) => setTimeout(done, 2_100));
    await first.initialize();
    first.initialized();
    const found = await first.findings();
    equal(found.length, 1);
    deepEqual(readdirSync(caches, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("facts")).length, 1);

    const folders = [`../${path.basename(first.root)}`];
    const second = start.cold({ folders, env });
    await second.initialize();
    second.initialized();
    deepEqual((await second.findings()).map(({ id, rule }) => ({ id, rule })), found.map(({ id, rule }) => ({ id, rule })));

    first.write("c.ts", invoiceTotal("c"));
    const third = start.cold({ folders, env });
    await third.initialize();
    third.initialized();
    equal((await third.findings())[0]?.copies.length, 3);
  });
});
