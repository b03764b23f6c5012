import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { reportIn, valueAt } from "../report/json.ts";
import { removeFoldersAfterEach, temporaryFolder } from "../temporaryFolder.ts";
import { drydock, drydockInProcess, drydockWithHastyReader } from "./drydock.ts";
import { totalling } from "./samples.ts";

describe("drydock report", function () {
  // Processes start slowly on a busy machine.
  this.timeout(120_000);
  removeFoldersAfterEach();

  it("prints what is said twice, with a link to every copy", () => {
    const { code, out, error } = drydock(temporaryFolder({ "src/a.ts": totalling("one"), "src/b.ts": totalling("two") }), "report");
    assert.deepEqual({ code, error }, { code: 0, error: "" });
    assert.match(out, /^Drydock report: drydock-/);
    assert.match(out, /1 finding in 2 files, 26 lines/);
    assert.match(out, /\n {4}src\/a\.ts:1:1 {2}12 lines {2}one\n {4}src\/b\.ts:1:1 {2}12 lines {2}two\n/);
  });

  it("prints the same bytes on every run, but for the times", () => {
    const folder = temporaryFolder({ "a.ts": totalling("one"), "b.ts": totalling("two", 20) });
    const [first, second] = [drydock(folder, "report", "--format", "json"), drydock(folder, "report", "--format=json")];
    const withoutTimes = (json: string): string => json.replace(/"milliseconds": \{[^}]*\}/, "");
    assert.equal(withoutTimes(first.out), withoutTimes(second.out));
    const report = reportIn(first.out);
    assert.deepEqual([report.version, report.root, report.summary.files, report.findings.length], [1, folder, 2, 1]);
    assert.deepEqual(report.findings[0]?.differences, [{ kind: "literal", texts: ["10", "20"] }]);
  });

  it("writes to a file, and nothing to standard output", () => {
    const folder = temporaryFolder({ "a.ts": totalling("one"), "b.ts": totalling("two") });
    assert.deepEqual(drydock(folder, "report", "--format", "sarif", "--output", "report.sarif"), { code: 0, out: "", error: "" });
    const sarif: unknown = JSON.parse(readFileSync(`${folder}/report.sarif`, "utf8"));
    assert.equal(valueAt(sarif, "runs.0.results.length"), 1);
  });

  it("takes a folder, files and globs; links work from where it is called", () => {
    const folder = temporaryFolder({ "p/src/a.ts": totalling("one"), "p/src/b.ts": totalling("two"), "p/more/c.ts": totalling("three") });
    const copies = (...paths: string[]): readonly string[] => drydock(folder, "report", ...paths).out.match(/\S+\.ts:\d+:\d+/g) ?? [];
    assert.deepEqual(copies("p/src"), ["p/src/a.ts:1:1", "p/src/b.ts:1:1"]);
    assert.deepEqual(copies("p/src/a.ts", "p/more"), ["p/more/c.ts:1:1", "p/src/a.ts:1:1"]);
    assert.deepEqual(copies("p/**/{b,c}.ts"), ["p/more/c.ts:1:1", "p/src/b.ts:1:1"]);
    assert.deepEqual(copies("p/src/a.ts"), []);
  });

  it("finds the drydock.json above the folder, in the same repository", () => {
    const files = { "src/a.ts": totalling("one"), "src/b.ts": totalling("two", 20), "drydock.json": '{ "rules": { "duplicate-code": "off", "similar-code": "off" } }' };
    assert.match(drydock(temporaryFolder({ ...files, ".git/HEAD": "" }), "report", "src").out, /Nothing is said twice in 2 files/);
    assert.match(drydock(temporaryFolder(files), "report", "src").out, /1 finding in 2 files/);
  });

  it("--rule shows only these, even where drydock.json turns them off; --min-tokens sets the threshold", () => {
    const folder = temporaryFolder({ "a.ts": totalling("one"), "b.ts": totalling("two", 20), "drydock.json": '{ "rules": { "duplicate-code": "off", "similar-code": "off" } }' });
    assert.match(drydock(folder, "report").out, /Nothing is said twice/);
    assert.match(drydock(folder, "report", "--rule", "duplicate-code").out, /1 finding/);
    assert.match(drydock(folder, "report", "--rule", "duplicate-model").out, /Nothing is said twice/);
    assert.match(drydock(folder, "report", "--rule", "duplicate-code", "--rule", "duplicate-model", "--min-tokens", "200").out, /Nothing/);
  });

  it("lists what is ignored, with its reason", () => {
    const folder = temporaryFolder({
      "a.ts": `// drydock-ignore -- another protocol\n${totalling("one")}`,
      "b.ts": totalling("two"),
    });
    const { out } = drydock(folder, "report");
    assert.match(out, /Nothing is said twice/);
    assert.match(out, /Ignored \(1\)\n─+\nrf-\w+ {2}Reimplemented function: another protocol\n/);
  });

  it("--explain-filters lists what each filter left out, also where the last run is kept", () => {
    const folder = temporaryFolder({
      "a.ts": `// drydock-ignore -- another protocol\n${totalling("one")}`,
      "b.ts": totalling("two"),
    });
    const plain = drydock(folder, "report").out;
    assert.ok(!plain.includes("Left out as noise"));
    const text = drydock(folder, "report", "--explain-filters").out;
    const [report, explained] = text.split("Left out as noise");
    assert.equal(report?.trimEnd(), plain.trimEnd());
    assert.match(explained ?? "", /^ \(\d+\)\n─+\n {2}too-small +\d+ {2}Copies of fewer tokens/);
    assert.match(explained ?? "", /\n {2}few-occurrences +0 {2}.*\n {2}ignored +1 {2}What a comment or drydock\.json silences\.\n$/);
    const markdown = drydock(folder, "report", "--explain-filters", "--format", "markdown").out;
    assert.match(markdown, /\n## Left out as noise: \d+ groups\n\n\| Filter \| Groups \| What it leaves out \|\n[^]*\n\| `ignored` \| 1 \| What a comment or drydock\.json silences\. \|\n$/);
    const { summary } = reportIn(drydock(folder, "report", "--explain-filters", "--format", "json").out);
    assert.deepEqual(summary.filters?.at(-1), { filter: "ignored", reason: "What a comment or drydock.json silences.", groups: 1 });
    assert.equal(reportIn(drydock(folder, "report", "--format", "json").out).summary.filters, undefined);
  });

  it("is quiet when its reader goes away", async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`f${i}.ts`, totalling(`f${i}`, i)]));
    const folder = temporaryFolder(files);
    assert.deepEqual(await drydockWithHastyReader(folder, "report", "--format", "json"), { code: 0, error: "" });
  });
});

describe("drydock report on bad input", function () {
  // Processes start slowly on a busy machine.
  this.timeout(120_000);
  removeFoldersAfterEach();

  it("an empty folder is no failure", () => {
    const { code, out, error } = drydock(temporaryFolder(), "report");
    assert.deepEqual({ code, error }, { code: 0, error: "" });
    assert.match(out, /Nothing to read: there is no TypeScript or JavaScript file here\./);
  });

  it("lists what was not read and why, and reports the rest", () => {
    const folder = temporaryFolder({
      "a.ts": totalling("one"),
      "b.ts": totalling("two"),
      "huge.ts": Buffer.alloc(20 * 1024 * 1024, "a;\n"),
      "binary.ts": Uint8Array.of(1, 0, 2),
      "latin.ts": Buffer.from("// caf\u00e9", "latin1"),
      "packed.js": "f(1);".repeat(1_000),
      "made.ts": "// @generated\nexport {};\n",
      "syntax.ts": `function broken( {\n${totalling("three")}`,
      "drydock.json": '{ "minTokens": 50,, "minLine": 3 }',
      "tsconfig.json": '{ "compilerOptions": { "strict": ',
    });
    symlinkSync(folder, `${folder}/loop`);
    symlinkSync("gone.ts", `${folder}/broken.ts`);
    mkdirSync(`${folder}/closed`);
    chmodSync(`${folder}/closed`, 0o000);
    const { code, out, error } = drydock(folder, "report", "--format", "json");
    chmodSync(`${folder}/closed`, 0o700);
    assert.equal(code, 0);
    const { summary, findings } = reportIn(out);
    const reasons = Object.fromEntries(
      summary.skipped
        .filter(({ file }) => file !== "syntax.ts" && file !== "closed")
        .map(({ file, reason }) => [file, reason]),
    );
    assert.deepEqual(reasons, {
      "binary.ts": "binary (it holds zero bytes)",
      "broken.ts": "a link to a file that is not there",
      "huge.ts": "larger than 5 MB",
      "latin.ts": "not valid UTF-8",
      "made.ts": "generated (its header says “@generated”)",
      "packed.js": "minified (most of it stands in lines of over 500 characters)",
    });
    assert.ok(summary.skipped.some(({ file }) => file === "syntax.ts"));
    assert.equal(summary.files, 3);
    const places = findings.flatMap(({ copies }) => copies.map(({ file }) => file));
    assert.ok(places.includes("a.ts") && places.includes("b.ts"));
    assert.deepEqual(error.trim().split("\n"), [
      "drydock.json:1:19: drydock.json is not valid JSON: property name expected.",
      "drydock.json:1:21: There is no setting “minLine”, did you mean “minLines”?",
    ]);
  });

  const usage: Readonly<Record<string, readonly [args: readonly string[], sentence: string]>> = {
    "a folder that is not there": [["report", "nowhere"], "there is no file or folder “nowhere”."],
    "a file that is no source": [["report", "a.css"], "“a.css” is neither a folder nor TypeScript or JavaScript."],
    "a glob that matches nothing": [["report", "*.tsx"], "no TypeScript or JavaScript file matches “*.tsx”."],
    "an unknown rule": [["report", "--rule", "duplicate-cod"], "there is no rule “duplicate-cod”, did you mean “duplicate-code”?"],
    "an unknown format": [["report", "--format", "jsn"], "there is no format “jsn”, did you mean “json”?"],
    "an unknown option": [["report", "--fromat", "json"], "“drydock report” has no option --fromat, did you mean “--format”?"],
    "a missing value": [["report", "--output"], "--output needs a value: --output FILE."],
    "an option in place of a value": [["report", "--output", "--fixes"], "--output needs a value: --output FILE."],
    "a value too many": [["report", "--fixes=yes"], "--fixes takes no value."],
    "an option given twice": [["report", "--format", "json", "--format", "text"], "--format can be given only once."],
    "a number that is none": [["report", "--min-tokens", "many"], "--min-tokens must be a whole number from 10 to 10000, not “many”."],
    "an output folder that is not there": [["report", "--output", "no/where.txt"], "“no/where.txt” cannot be written: its folder is not there."],
    "an output that is a folder": [["report", "--output", "."], "“.” cannot be written: a folder, not a file."],
    "no command": [[], "a command is missing: report, check, fix or lsp."],
    "an unknown command": [["reprot"], "there is no command “reprot”, did you mean “report”?"],
    "a server without a transport": [["lsp"], "“drydock lsp” needs --stdio."],
    "a path for the server": [["lsp", "--stdio", "src"], "“drydock lsp” takes no path, so “src” has no meaning here."],
    "an unknown group": [["fix", "--id", "dc-1"], "there is no group with the id “dc-1”."],
  };
  it("says what is wrong on standard error and exits with 2", () => {
    const found = drydock(temporaryFolder(), "report", "nowhere");
    assert.deepEqual(found, { code: 2, out: "", error: "drydock: there is no file or folder “nowhere”.\n" });
  });

  for (const [name, [args, sentence]] of Object.entries(usage)) {
    it(`says what is wrong with ${name}`, async () => {
      const { code, error } = await drydockInProcess(temporaryFolder({ "a.ts": "", "a.css": "" }), ...args);
      assert.deepEqual({ code, error }, { code: 2, error: `drydock: ${sentence}\n` });
    });
  }
});

describe("drydock --help", function () {
  // Processes start slowly on a busy machine.
  this.timeout(120_000);
  removeFoldersAfterEach();

  it("shows every command, every option and the exit codes", () => {
    const folder = temporaryFolder();
    const { code, out, error } = drydock(folder, "--help");
    assert.deepEqual({ code, error }, { code: 0, error: "" });
    for (const command of ["report", "check", "fix", "lsp"]) assert.ok(out.includes(`  ${command} `), command);
    const check = drydock(folder, "check", "--help");
    assert.equal(check.code, 0);
    for (const option of ["--baseline FILE", "--since GITREF", "--max-duplication P", "--update-baseline", "Exit codes: 0"]) {
      assert.ok(check.out.includes(option), option);
    }
  });

  it("--version shows the version of the package", () => {
    const manifest: unknown = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
    const version = `${String(valueAt(manifest, "version"))}\n`;
    const folder = temporaryFolder();
    assert.deepEqual(drydock(folder, "--version"), { code: 0, out: version, error: "" });
    assert.deepEqual(drydock(folder, "fix", "--version"), { code: 0, out: version, error: "" });
  });
});
