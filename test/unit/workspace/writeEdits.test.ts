import assert from "node:assert/strict";
import { chmodSync, lstatSync, readFileSync, readdirSync, statSync, symlinkSync } from "node:fs";
import type { FileEdit } from "../../../server/src/refactorings/refactoring.ts";
import { writeEdits } from "../../../server/src/workspace/writeEdits.ts";
import { removeFoldersAfterEach, temporaryFolder } from "../temporaryFolder.ts";

describe("writing edits", () => {
  removeFoldersAfterEach();
  const change = (file: string): FileEdit => ({ kind: "change", file, edits: [{ start: 0, end: 1, text: "bb" }] });
  const says = (text: string) => (): string => text;

  it("changes and creates, and leaves nothing else behind", async () => {
    const folder = temporaryFolder({ "a.ts": "a1\n" });
    const edits: FileEdit[] = [change(`${folder}/a.ts`), { kind: "create", file: `${folder}/new.ts`, text: "new\n" }];
    assert.equal(await writeEdits(edits, says("a1\n")), undefined);
    assert.equal(readFileSync(`${folder}/a.ts`, "utf8"), "bb1\n");
    assert.equal(readFileSync(`${folder}/new.ts`, "utf8"), "new\n");
    assert.deepEqual(readdirSync(folder), ["a.ts", "new.ts"]);
  });

  it("keeps byte order mark, encoding, mode and link", async () => {
    const folder = temporaryFolder({ "mark.ts": "\uFEFFa1", "wide.ts": Buffer.from("\uFEFFa1", "utf16le").swap16() });
    chmodSync(`${folder}/mark.ts`, 0o755);
    symlinkSync("mark.ts", `${folder}/link.ts`);
    assert.equal(await writeEdits([change(`${folder}/link.ts`), change(`${folder}/wide.ts`)], says("a1")), undefined);
    assert.equal(readFileSync(`${folder}/mark.ts`, "utf8"), "\uFEFFbb1");
    assert.deepEqual(readFileSync(`${folder}/wide.ts`), Buffer.from("\uFEFFbb1", "utf16le").swap16());
    assert.equal(statSync(`${folder}/mark.ts`).mode & 0o777, 0o755);
    assert.equal(lstatSync(`${folder}/link.ts`).isSymbolicLink(), true);
  });

  it("changes nothing when one file says something else by now", async () => {
    const folder = temporaryFolder({ "a.ts": "a1", "b.ts": "other" });
    assert.equal(await writeEdits([change(`${folder}/a.ts`), change(`${folder}/b.ts`)], says("a1")), `“${folder}/b.ts” was changed meanwhile`);
    assert.equal(readFileSync(`${folder}/a.ts`, "utf8"), "a1");
    assert.deepEqual(readdirSync(folder), ["a.ts", "b.ts"]);
  });

  it("deletes what nothing is left of, and brings it back where not all can be written", async () => {
    const folder = temporaryFolder({ "a.ts": "a1", "gone.ts": "a1" });
    const deletion: FileEdit = { kind: "change", file: `${folder}/gone.ts`, edits: [{ start: 0, end: 2, text: "export {};" }], deletes: true };
    assert.equal(await writeEdits([deletion, change(`${folder}/a.ts`)], says("other")), `“${folder}/gone.ts” was changed meanwhile`);
    assert.deepEqual(readdirSync(folder), ["a.ts", "gone.ts"]);
    assert.equal(await writeEdits([change(`${folder}/a.ts`), deletion], says("a1")), undefined);
    assert.deepEqual(readdirSync(folder), ["a.ts"]);
  });

  it("never writes over a file that it was to create", async () => {
    const folder = temporaryFolder({ "a.ts": "a1", "new.ts": "mine" });
    const edits: FileEdit[] = [change(`${folder}/a.ts`), { kind: "create", file: `${folder}/new.ts`, text: "new" }];
    assert.equal(await writeEdits(edits, says("a1")), `“${folder}/new.ts” is there already`);
    assert.equal(readFileSync(`${folder}/new.ts`, "utf8"), "mine");
    assert.equal(readFileSync(`${folder}/a.ts`, "utf8"), "a1");
  });

  it("changes nothing when a folder is not there", async () => {
    const folder = temporaryFolder({ "a.ts": "a1" });
    const edits: FileEdit[] = [change(`${folder}/a.ts`), { kind: "create", file: `${folder}/gone/new.ts`, text: "new" }];
    assert.equal(await writeEdits(edits, says("a1")), "a file cannot be written: its folder is not there");
    assert.deepEqual([readFileSync(`${folder}/a.ts`, "utf8"), readdirSync(folder)], ["a1", ["a.ts"]]);
  });
});
