import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { parseBaseline } from "../../../server/src/cli/baseline.ts";
import { reportIn } from "../report/json.ts";
import { removeFoldersAfterEach, temporaryFolder } from "../temporaryFolder.ts";
import { drydock, drydockInProcess } from "./drydock.ts";
import { totalling } from "./samples.ts";

describe("drydock check", function () {
  // Processes start slowly on a busy machine.
  this.timeout(120_000);
  removeFoldersAfterEach();
  const against = ["check", "--baseline", "known.json"];

  it("lets pass what the baseline knows, moved or not, and fails on a third copy", () => {
    const folder = temporaryFolder({ "a.ts": totalling("one"), "b.ts": totalling("two") });
    assert.deepEqual(drydock(folder, ...against, "--update-baseline"), { code: 0, out: "", error: "1 group written to known.json.\n" });
    const baseline = parseBaseline(readFileSync(`${folder}/known.json`, "utf8"));
    assert.deepEqual([...(baseline ?? [])].map(([id, copies]) => [id.slice(0, 3), copies]), [["rf-", ["a.ts", "b.ts"]]]);
    assert.deepEqual(drydock(folder, ...against), { code: 0, out: "Nothing new is said twice.\n", error: "" });

    renameSync(`${folder}/b.ts`, `${folder}/moved.ts`);
    appendFileSync(`${folder}/a.ts`, "\nexport const other = 1;\n");
    assert.equal(drydock(folder, ...against).code, 0);

    writeFileSync(`${folder}/c.ts`, totalling("three"));
    const third = drydock(folder, ...against);
    assert.deepEqual([third.code, third.error], [1, "drydock: 1 finding is new against known.json.\n"]);
    assert.match(third.out, /\n {4}c\.ts:1:1 /);

    rmSync(`${folder}/c.ts`);
    assert.equal(drydock(folder, ...against).code, 0);
  });

  it("shows only what is new", () => {
    const folder = temporaryFolder({ "a.ts": totalling("one"), "b.ts": totalling("two") });
    drydock(folder, ...against, "--update-baseline");
    const other = "export function joined(words: string[]) {\n  let text = '';\n  for (const word of words) {\n    if (word.length > 3) {\n      text = text + word.toUpperCase();\n    }\n    text = text.concat(',', word.trim());\n    if (text.startsWith('x')) break;\n  }\n  return text;\n}\n";
    writeFileSync(`${folder}/c.ts`, other + other.replace("joined", "united"));
    const { code, out } = drydock(folder, ...against, "--format", "json");
    const report = reportIn(out);
    assert.equal(code, 1);
    assert.deepEqual(report.findings.map(({ copies }) => copies.map(({ file }) => file)), [["c.ts", "c.ts"]]);
    assert.equal(report.summary.duplicatedLines, 22);
  });

  it("says what is wrong with a baseline", () => {
    const folder = temporaryFolder({ "a.ts": "", "known.json": '{ "version": 1, "groups": [{ "id": 3 }] }' });
    assert.deepEqual(drydock(folder, ...against), {
      code: 2,
      out: "",
      error: "drydock: “known.json” is not a baseline of Drydock; --update-baseline writes it anew.\n",
    });
    assert.deepEqual(drydock(folder, "check", "--baseline", "gone.json"), {
      code: 2,
      out: "",
      error: "drydock: the baseline “gone.json” cannot be read: it is not there; --update-baseline writes it.\n",
    });
    for (const broken of ["", "[]", "{", '{ "version": 2, "groups": [] }', '{ "version": 1 }']) assert.equal(parseBaseline(broken), undefined, broken);
  });

  it("--since fails on findings that touch changed lines only", () => {
    const folder = temporaryFolder({ "a.ts": totalling("one"), "b.ts": totalling("two") });
    git(folder, "init", "-q");
    git(folder, "add", "-A");
    git(folder, "commit", "-qm", "first");
    assert.equal(drydock(folder, "check", "--since", "HEAD").code, 0);
    appendFileSync(`${folder}/a.ts`, "\nexport const other = 1;\n");
    assert.deepEqual(drydock(folder, "check", "--since", "HEAD"), { code: 0, out: "Nothing new is said twice.\n", error: "" });
    writeFileSync(`${folder}/a.ts`, totalling("one", 30));
    const changed = drydock(folder, "check", "--since", "HEAD");
    assert.deepEqual([changed.code, changed.error], [1, "drydock: 1 finding touches lines changed since HEAD.\n"]);
    const unknown = drydock(folder, "check", "--since", "nope");
    assert.deepEqual(unknown, { code: 2, out: "", error: "drydock: Git knows no commit or branch “nope”.\n" });
  });

  it("--max-duplication fails above the ceiling", () => {
    const folder = temporaryFolder({ "a.ts": totalling("one"), "b.ts": totalling("two") });
    assert.equal(drydock(folder, "check", "--max-duplication", "95").code, 0);
    const { code, error } = drydock(folder, "check", "--max-duplication", "50.5");
    assert.deepEqual({ code, error }, { code: 1, error: "drydock: 92.3 % of the lines stand in more than one place, more than the 50.5 % allowed.\n" });
  });

  it("needs a gate that makes sense", async () => {
    const folder = temporaryFolder({ "a.ts": "" });
    const errorOf = async (...args: readonly string[]): Promise<string> => (await drydockInProcess(folder, "check", ...args)).error;
    assert.equal(await errorOf(), "drydock: “drydock check” needs a gate: --baseline FILE, --since GITREF or --max-duplication P.\n");
    assert.equal(await errorOf("--update-baseline"), "drydock: --update-baseline needs --baseline FILE.\n");
    assert.equal(await errorOf("--max-duplication", "101"), "drydock: --max-duplication must be a number from 0 to 100, not “101”.\n");
    assert.match(await errorOf("--since", "HEAD"), /^drydock: “.*” is not in a Git repository\.\n$/);
  });
});

function git(folder: string, ...args: readonly string[]): void {
  execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], { cwd: folder });
}
