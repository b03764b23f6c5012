import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, renameSync, writeFileSync } from "node:fs";
import { changedLinesSince, readDiff, touches } from "../../../server/src/workspace/git.ts";
import { removeFoldersAfterEach, temporaryFolder } from "../temporaryFolder.ts";

describe("lines changed since a commit", () => {
  removeFoldersAfterEach();

  it("those that were added or changed, committed or not, in new files all", async () => {
    const root = repository({ "a.ts": "1\n2\n3\n4\n5\n", "sub/b.ts": "1\n2\n3\n", "same.ts": "1\n", "old name.ts": "1\n2\n3\n4\n" });
    writeFileSync(`${root}/a.ts`, "1\nchanged\n3\n5\n");
    git(root, "commit", "-qam", "second");
    appendFileSync(`${root}/sub/b.ts`, "4\n5\n");
    renameSync(`${root}/old name.ts`, `${root}/new näme.ts`);
    git(root, "add", "-A");
    appendFileSync(`${root}/new näme.ts`, "5\n");
    writeFileSync(`${root}/sub/new.ts`, "1\n");
    assert.deepEqual(await changed(root, "HEAD~1"), {
      "a.ts": [{ from: 2, to: 2 }, { from: 3.5, to: 3.5 }],
      "new näme.ts": [{ from: 5, to: 5 }],
      "sub/b.ts": [{ from: 4, to: 5 }],
      "sub/new.ts": "all",
    });
    assert.deepEqual(await changed(`${root}/sub`, "HEAD~1"), { "b.ts": [{ from: 4, to: 5 }], "new.ts": "all" });
  });

  it("since the point where a branch parted", async () => {
    const root = repository({ "a.ts": "1\n", "b.ts": "1\n" });
    git(root, "checkout", "-qb", "feature");
    appendFileSync(`${root}/a.ts`, "2\n");
    git(root, "commit", "-qam", "mine");
    git(root, "checkout", "-q", "trunk");
    appendFileSync(`${root}/b.ts`, "2\n");
    git(root, "commit", "-qam", "theirs");
    git(root, "checkout", "-q", "feature");
    assert.deepEqual(await changed(root, "trunk"), { "a.ts": [{ from: 2, to: 2 }] });
  });

  it("a sentence for a reference that is not there, or that looks like an option", async () => {
    const root = repository({ "a.ts": "" });
    assert.deepEqual(await changedLinesSince(root, "nope"), { problem: "Git knows no commit or branch “nope”" });
    assert.deepEqual(await changedLinesSince(root, "--all"), { problem: "Git knows no commit or branch “--all”" });
  });

  it("a sentence for a folder outside of Git", async () => {
    const root = temporaryFolder();
    assert.deepEqual(await changedLinesSince(root, "HEAD"), { problem: `“${root}” is not in a Git repository` });
  });

  it("takes no line of a file for a header", () => {
    const diff = "--- a.ts\n+++ a.ts\n@@ -3 +3 @@\n--- x\n+++ y\n@@ -9,0 +10,2 @@\n+@@ -1 +1 @@\n++++ z\n";
    assert.deepEqual([...readDiff(diff)], [["a.ts", [{ from: 3, to: 3 }, { from: 10, to: 11 }]]]);
  });

  it("reads quoted paths, and leaves out deleted files", () => {
    const diff = '--- x.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n--- "q\\"\\\\\\303\\244.ts"\n+++ "q\\"\\\\t.ts"\n@@ -1 +1 @@\n-a\n+b\n';
    assert.deepEqual([...readDiff(diff).keys()], ['q"\\t.ts']);
  });

  it("a deletion touches only what stands around it", () => {
    const deletion = [{ from: 3.5, to: 3.5 }];
    assert.deepEqual([touches(deletion, 1, 3), touches(deletion, 4, 9), touches(deletion, 3, 4)], [false, false, true]);
    assert.deepEqual([touches("all", 1, 1), touches(undefined, 1, 99), touches([{ from: 2, to: 3 }], 3, 8)], [true, false, true]);
  });
});

function repository(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder(files);
  git(root, "init", "-q", "-b", "trunk");
  git(root, "add", "-A");
  git(root, "commit", "-qm", "first");
  return root;
}

function git(folder: string, ...args: readonly string[]): void {
  execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], { cwd: folder });
}

async function changed(root: string, ref: string): Promise<Record<string, unknown>> {
  const found = await changedLinesSince(root, ref);
  assert.ok("changed" in found, JSON.stringify(found));
  return Object.fromEntries([...found.changed].map(([file, ranges]) => [file.slice(root.length + 1), ranges] as const).sort());
}
