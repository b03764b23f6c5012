import assert from "node:assert/strict";
import { chmodSync, rmSync, symlinkSync } from "node:fs";
import { belongs, discover } from "../../../server/src/workspace/discovery.ts";
import { removeFoldersAfterEach, temporaryFolder } from "../temporaryFolder.ts";

describe("discovery", () => {
  removeFoldersAfterEach();

  it("lists every kind of source, sorted, and nothing else", async () => {
    const root = temporaryFolder({
      "b.tsx": "",
      "a.ts": "",
      "deep/er/c.mts": "",
      "d.cts": "",
      "e.js": "",
      "f.jsx": "",
      "g.mjs": "",
      "h.cjs": "",
      "i.vue": "",
      "j.svelte": "",
      "k.astro": "",
      "README.md": "",
      "l.mdx": "",
      "m.markdown": "",
      "changes-of-state.md": "",
      "CHANGELOG.md": "",
      "changelog-archive.md": "",
      "Changelog_v1.md": "",
      "HISTORY-1.0.md": "",
      "RELEASES.markdown": "",
      "n.html": "",
      "data.json": "",
      "types.d.ts": "",
      "types.d.mts": "",
      "style.d.css.ts": "",
      "jquery.min.js": "",
      "node_modules/x/index.js": "",
      "node_modules/x/README.md": "",
      ".pnp.cjs": "",
    });
    const code = ["a.ts", "b.tsx", "changes-of-state.md", "d.cts", "deep/er/c.mts", "e.js", "f.jsx", "g.mjs", "h.cjs"];
    const files = ["README.md", ...code, "i.vue", "j.svelte", "k.astro", "l.mdx", "m.markdown"];
    assert.deepEqual(await listed(root), { files, skipped: {} });
  });

  it("lists schemas, and JSON that says it is one", async () => {
    const says = (of: string): string => `{\n  "$schema": "${of}",\n  "type": "object"\n}`;
    const root = temporaryFolder({
      "schema.prisma": "",
      "berth.schema.json": "{}",
      "voyage.json": says("https://json-schema.org/draft/2020-12/schema"),
      "old/crew.json": says("http://json-schema.org/draft-04/schema#"),
      "settings.json": says("https://example.org/settings.schema.json"),
      "package.json": says("http://json-schema.org/draft-07/schema#"),
      "data.json": "[1]",
      "ignored/berth.schema.json": "{}",
      ".gitignore": "ignored",
      "node_modules/x/schema.prisma": "",
    });
    const files = ["berth.schema.json", "old/crew.json", "schema.prisma", "voyage.json"].map((file) => `${root}/${file}`);
    assert.deepEqual((await discover(root, [])).files, files);
    for (const file of files) assert.equal(await belongs(root, file, []), true);
    for (const name of ["settings.json", "package.json", "data.json", "gone.json", "ignored/berth.schema.json"]) assert.equal(await belongs(root, `${root}/${name}`, []), false);
  });

  it("honours .gitignore at every level, the inner one over the outer", async () => {
    const root = temporaryFolder({
      ".gitignore": "*.gen.ts\n/only-here/\n",
      "a.gen.ts": "",
      "only-here/a.ts": "",
      "sub/only-here/a.ts": "",
      "sub/.gitignore": "!kept.gen.ts\nlocal.ts\n",
      "sub/kept.gen.ts": "",
      "sub/lost.gen.ts": "",
      "sub/local.ts": "",
      "local.ts": "",
    });
    assert.deepEqual((await listed(root)).files, ["local.ts", "sub/kept.gen.ts", "sub/only-here/a.ts"]);
  });

  it("lets an inner .gitignore take back a folder that an outer one excludes", async () => {
    const root = temporaryFolder({
      ".gitignore": "gen/\n",
      "gen/a.ts": "",
      "sub/.gitignore": "!gen/\n",
      "sub/gen/deep/b.ts": "",
    });
    assert.deepEqual((await listed(root)).files, ["sub/gen/deep/b.ts"]);
    assert.equal(await belongs(root, `${root}/sub/gen/deep/b.ts`, []), true);
    assert.equal(await belongs(root, `${root}/gen/a.ts`, []), false);
  });

  it("reads a folder that is named although exclude covers it", async () => {
    const root = temporaryFolder({ "legacy/a.ts": "", "legacy/deep/b.ts": "", "c.ts": "" });
    const { files } = await discover(`${root}/legacy`, ["legacy/"], undefined, root);
    assert.deepEqual(files, [`${root}/legacy/a.ts`, `${root}/legacy/deep/b.ts`]);
  });

  it("honours .gitignore files above the root and .git/info/exclude, as Git does", async () => {
    const top = temporaryFolder({
      ".gitignore": "*.gen.ts\n",
      "packages/.gitignore": "local.ts\n",
      "packages/a/local.ts": "",
      "packages/a/x.gen.ts": "",
      "packages/a/secret.ts": "",
      "packages/a/kept.ts": "",
      ".git/info/exclude": "secret.ts\n",
    });
    assert.deepEqual((await listed(`${top}/packages/a`)).files, ["kept.ts"]);
  });

  it("reads a root that is itself ignored, by what stands in it", async () => {
    const top = temporaryFolder({
      ".git/HEAD": "",
      ".gitignore": ".cache/\n",
      ".cache/.gitignore": "*.tmp.ts\n",
      ".cache/a.ts": "",
      ".cache/b.tmp.ts": "",
    });
    assert.deepEqual((await listed(`${top}/.cache`)).files, ["a.ts"]);
    assert.deepEqual((await listed(top)).files, []);
  });

  it("takes exclude as patterns relative to the root", async () => {
    const root = temporaryFolder({ "a.ts": "", "a.stories.ts": "", "src/legacy/a.ts": "", "lib/legacy/a.ts": "" });
    assert.deepEqual((await listed(root, ["*.stories.ts", "src/legacy/"])).files, ["a.ts", "lib/legacy/a.ts"]);
  });

  it("leaves out output and third-party code with a reason, but reads sources in a folder called build", async () => {
    const root = temporaryFolder({
      "build/tasks.ts": "",
      "dist/index.js": "",
      "dist/index.js.map": "",
      "coverage/lcov.info": "",
      "coverage/prettify.js": "",
      "vendor/lib.js": "",
      "src/vendor.ts": "",
    });
    assert.deepEqual(await listed(root), {
      files: ["build/tasks.ts", "src/vendor.ts"],
      skipped: {
        coverage: "generated output (it holds lcov.info)",
        dist: "generated output (it holds index.js.map)",
        vendor: "third-party code",
      },
    });
  });

  it("follows no link to a folder, so that no loop arises", async () => {
    const root = temporaryFolder({ "a/b/x.ts": "" });
    const other = temporaryFolder({ "y.ts": "" });
    symlinkSync(root, `${root}/a/b/up`);
    symlinkSync(`${root}/a`, `${root}/again`);
    symlinkSync(other, `${root}/elsewhere`);
    symlinkSync("self.ts", `${root}/self.ts`);
    assert.deepEqual(await listed(root), { files: ["a/b/x.ts"], skipped: { "self.ts": "a link that leads back to itself" } });
  });

  it("counts a linked file once, and says where a link leads nowhere", async () => {
    const other = temporaryFolder({ "shared.ts": "" });
    const root = temporaryFolder({ "real.ts": "", ".gitignore": "ignored.ts", "ignored.ts": "" });
    symlinkSync(`${root}/real.ts`, `${root}/alias.ts`);
    symlinkSync(`${root}/ignored.ts`, `${root}/way-round.ts`);
    symlinkSync(`${other}/shared.ts`, `${root}/one.ts`);
    symlinkSync(`${other}/shared.ts`, `${root}/two.ts`);
    symlinkSync(`${other}/gone.ts`, `${root}/broken.ts`);
    assert.deepEqual(await listed(root), {
      files: ["one.ts", "real.ts"],
      skipped: { "broken.ts": "a link to a file that is not there" },
    });
  });

  it("says which folder cannot be read, and reads the rest", async () => {
    const root = temporaryFolder({ "a.ts": "", "closed/b.ts": "" });
    chmodSync(`${root}/closed`, 0o000);
    try {
      const mayReadAnything = process.getuid?.() === 0;
      assert.deepEqual(
        await listed(root),
        mayReadAnything
          ? { files: ["a.ts", "closed/b.ts"], skipped: {} }
          : { files: ["a.ts"], skipped: { closed: "no permission to read it" } },
      );
    } finally {
      chmodSync(`${root}/closed`, 0o700);
    }
  });

  it("gives nothing for an empty folder, and a reason for one that is gone", async () => {
    const root = temporaryFolder();
    assert.deepEqual(await listed(root), { files: [], skipped: {} });
    rmSync(root, { recursive: true });
    assert.deepEqual(await discover(root, []), { files: [], skipped: [{ file: root, reason: "no longer there" }] });
  });

  it("takes a file as its start", async () => {
    const root = temporaryFolder({ "a.ts": "", "b.ts": "" });
    assert.deepEqual(await discover(`${root}/b.ts`, [], undefined, root), { files: [`${root}/b.ts`], skipped: [] });
  });

  it("can be aborted", async () => {
    const root = temporaryFolder({ "a.ts": "" });
    await assert.rejects(discover(root, [], AbortSignal.abort()), { name: "AbortError" });
  });

  it("says of a single file what the whole listing says", async () => {
    const root = temporaryFolder({
      ".gitignore": "*.gen.ts\n",
      "a.ts": "",
      "a.gen.ts": "",
      "sub/.gitignore": "!a.gen.ts\n",
      "sub/a.gen.ts": "",
      "dist/a.ts": "",
      "dist/a.d.ts": "",
      "node_modules/a.ts": "",
      "vendor/a.ts": "",
      "skip/a.ts": "",
      "a.d.ts": "",
      "a.md": "",
      "CHANGELOG.md": "",
      "node_modules/a.md": "",
    });
    const { files } = await discover(root, ["skip/"]);
    const names = ["CHANGELOG.md", "node_modules/a.md", "a.ts", "a.gen.ts", "sub/a.gen.ts", "dist/a.ts", "node_modules/a.ts", "vendor/a.ts", "skip/a.ts", "a.d.ts", "a.md"];
    for (const name of names) {
      assert.equal(await belongs(root, `${root}/${name}`, ["skip/"]), files.includes(`${root}/${name}`), name);
    }
    assert.equal(await belongs(`${root}/sub`, `${root}/a.ts`, []), false, "a file outside the root");
  });
});

async function listed(root: string, exclude: readonly string[] = []): Promise<{ files: string[]; skipped: Record<string, string> }> {
  const { files, skipped } = await discover(root, exclude);
  const inRoot = (file: string): string => file.slice(root.length + 1);
  return { files: files.map(inRoot), skipped: Object.fromEntries(skipped.map(({ file, reason }) => [inRoot(file), reason])) };
}
