import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { createAnalysis } from "../../../../server/src/analysis/workspaceAnalysis.ts";
import type { Snapshot } from "../../../../server/src/analysis/analysis.ts";
import { WorkspaceCache } from "../../../../server/src/workspace/cache/workspaceCache.ts";
import { loadSnapshot, loadWorkspace } from "../../../../server/src/workspace/load.ts";
import { realSources } from "../../realSources.ts";
import { removeFoldersAfterEach, temporaryFolder } from "../../temporaryFolder.ts";

describe("the cache of a workspace", () => {
  removeFoldersAfterEach();

  it("changes nothing in what is reported, whatever is edited between the runs", async function () {
    this.timeout(120_000);
    const root = temporaryFolder(someSources(60));
    const cached = cacheIn(temporaryFolder());
    const paths = readdirSync(root);
    await fc.assert(
      fc.asyncProperty(fc.array(editOf(paths), { maxLength: 6 }), async (edits) => {
        for (const edit of edits) edit(root);
        assert.deepEqual(await withCache(root, cached()), await withoutCache(root));
        assert.deepEqual(await withCache(root, cached()), await withoutCache(root));
      }),
      { numRuns: 12, seed: 4 },
    );
  });

  it("reads only what has changed", async () => {
    const root = temporaryFolder(someSources(8));
    const cached = cacheIn(temporaryFolder());
    await withCache(root, cached());
    const [first = "", second = ""] = readdirSync(root);
    writeFileSync(join(root, first), "export const changed = true;\n");
    const cache = cached();
    cache.look([`${root}/${first}`, `${root}/${second}`]);
    assert.equal(cache.restore(`${root}/${first}`), undefined);
    assert.ok("facts" in (cache.restore(`${root}/${second}`) ?? {}));
  });

  it("keeps why a file is not read", async () => {
    const root = temporaryFolder({ "made.ts": "// @generated\nexport const a = 1;\n" });
    const cached = cacheIn(temporaryFolder());
    await withCache(root, cached());
    const cache = cached();
    cache.look([`${root}/made.ts`]);
    assert.deepEqual(cache.restore(`${root}/made.ts`), { skipped: "generated (its header says “@generated”)" });
  });

  it("does not trust a file that was written a moment before it was looked at", async () => {
    const root = temporaryFolder(someSources(3));
    const folder = temporaryFolder();
    await withCache(root, new WorkspaceCache(folder, "build"));
    const cache = new WorkspaceCache(folder, "build");
    const [first = ""] = readdirSync(root);
    cache.look([`${root}/${first}`]);
    assert.equal(cache.restore(`${root}/${first}`), undefined);
    assert.equal(existsSync(join(folder, "snapshot")), false);
  });

  it("is as if it were not there when another build has written it", async () => {
    const root = temporaryFolder(someSources(4));
    const folder = temporaryFolder();
    await withCache(root, new WorkspaceCache(folder, "another build", later));
    const cache = new WorkspaceCache(folder, "this build", later);
    const [first = ""] = readdirSync(root);
    cache.look([`${root}/${first}`]);
    assert.equal(cache.restore(`${root}/${first}`), undefined);
  });

  it("survives damage at any place of its files, and mends them", async function () {
    this.timeout(120_000);
    const root = temporaryFolder(someSources(12));
    const folder = temporaryFolder();
    const cached = cacheIn(folder);
    const expected = await withCache(root, cached());
    const whole = new Map(["facts", "snapshot"].map((name) => [name, readFileSync(join(folder, name))]));
    const damage = fc.record({ name: fc.constantFrom("facts", "snapshot"), share: fc.double({ min: 0, max: 1, noNaN: true }), isCut: fc.boolean(), value: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(damage, async ({ name, share, isCut, value }) => {
        const bytes = Buffer.from(whole.get(name) ?? []);
        const at = Math.min(bytes.length - 1, Math.floor(share * bytes.length));
        bytes[at] = value;
        writeFileSync(join(folder, name), isCut ? bytes.subarray(0, at) : bytes);
        // Without a snapshot the facts are what counts.
        if (name === "facts") rmSync(join(folder, "snapshot"), { force: true });
        assert.deepEqual(await withCache(root, cached()), expected);
        assert.deepEqual(await withCache(root, cached()), expected);
      }),
      { numRuns: 60, seed: 8, examples: [[{ name: "facts", share: 0, isCut: true, value: 0 }], [{ name: "snapshot", share: 0, isCut: true, value: 0 }]] },
    );
  });

  it("reads a file again that turns out to have been written when its text is needed", async () => {
    const root = temporaryFolder({ "a.ts": copyWith("orders"), "b.ts": copyWith("invoices") });
    const folder = temporaryFolder();
    const cached = cacheIn(folder);
    assert.deepEqual((await withCache(root, cached())).findings.map(({ differences }) => differences), [[{ kind: "literal", texts: ['"orders"', '"invoices"'] }]]);
    rmSync(join(folder, "snapshot"));
    const { analysis } = await loadWorkspace(root, {
      createAnalysis,
      cache: cached(),
      // The files were looked at by then, and nothing is compared yet.
      onProgress: (done) => {
        if (done === 0) writeFileSync(join(root, "b.ts"), "export const other = 1;\n");
      },
    });
    assert.deepEqual(analysis.snapshot().findings, []);
    assert.deepEqual(comparable(analysis.snapshot()), await withoutCache(root));
  });

  it("leaves no other files behind, and none that others can read", async () => {
    const folder = join(temporaryFolder(), "cache");
    const root = temporaryFolder(someSources(3));
    await withCache(root, new WorkspaceCache(folder, "build", later));
    assert.deepEqual(readdirSync(folder).sort(), ["facts", "snapshot"]);
    if (process.platform !== "win32") assert.equal(statSync(join(folder, "facts")).mode & 0o077, 0);
  });

  it("is done without where it cannot be written", async () => {
    const root = temporaryFolder(someSources(3));
    const inTheWay = join(temporaryFolder({ file: "" }), "file", "cache");
    assert.deepEqual(await withCache(root, new WorkspaceCache(inTheWay, "build", later)), await withoutCache(root));
  });
});

type Comparable = Omit<Snapshot, "milliseconds">;

function comparable({ milliseconds, ...rest }: Snapshot): Comparable {
  assert.ok(milliseconds);
  return rest;
}

async function withCache(root: string, cache: WorkspaceCache): Promise<Comparable> {
  return comparable((await loadSnapshot(root, { createAnalysis, cache })).snapshot);
}

async function withoutCache(root: string): Promise<Comparable> {
  return comparable((await loadWorkspace(root, { createAnalysis })).analysis.snapshot());
}

/** Files of a test are always young; this clock lets them be old enough to be trusted. */
function later(): number {
  return Date.now() + 60_000;
}

function cacheIn(folder: string): () => WorkspaceCache {
  return () => new WorkspaceCache(folder, "build", later);
}

/** Code that is worth reporting when it stands in two files. */
function copyWith(word: string): string {
  return [
    "export function sumOf(rows: Row[]): number {",
    "  let sum = 0;",
    "  for (const row of rows) {",
    "    if (row.cancelled || row.amount <= 0) continue;",
    `    if (row.kind === "${word}") sum += row.amount * row.rate - row.discount;`,
    "    else sum += row.amount * standard.rate + row.extra / row.parts;",
    "  }",
    "  return Math.round(sum * 100) / 100;",
    "}",
    "",
  ].join("\n");
}

/** Real files, spread over all there are, under names of one level. */
function someSources(count: number): Readonly<Record<string, string>> {
  const sources = [...realSources()];
  const step = Math.floor(sources.length / count);
  return Object.fromEntries(sources.filter((_, i) => i % step === 0).map(([path, text]) => [path.slice(1).replaceAll("/", "-"), text]));
}

/** Something that may happen to a folder between two runs. */
function editOf(paths: readonly string[]): fc.Arbitrary<(root: string) => void> {
  const path = fc.constantFrom(...paths);
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  return fc.oneof(
    fc.tuple(path, share).map(([name, at]) => (root: string) => edit(root, name, (text) => `${text.slice(0, at * text.length)}\nchanged(${at});\n${text.slice(at * text.length)}`)),
    fc.tuple(path, share).map(([name, at]) => (root: string) => edit(root, name, (text) => text.slice(0, at * text.length))),
    fc.tuple(path, path).map(([name, other]) => (root: string) => edit(root, name, () => readIfThere(join(root, other)))),
    path.map((name) => (root: string) => rmSync(join(root, name), { force: true })),
  );
}

function edit(root: string, name: string, change: (text: string) => string): void {
  const file = join(root, name);
  writeFileSync(file, change(readIfThere(file)));
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
