/**
 * How many groups of real packages get a fix, whether the fixes are right, and why the others are refused.
 * Asks for the fix of every group of code; applies each offered one alone, and all together with
 * `drydock fix`, and checks the whole package with a TypeScript of its own each time; runs zod's tests
 * after all. What was decided and checked is kept, so that a run that was broken off goes on.
 * `npm run bench:fixes`, with the folders of some packages, `--alone` to leave out what is done together,
 * and `--every=8` for a sample of the groups.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FileEdit } from "../../server/src/refactorings/refactoring.ts";
import { checkAlone, type Verdict } from "./fixes/checkAlone.ts";
import { decideAll } from "./fixes/decide.ts";
import { Kept, type Outcome } from "./fixes/keptOutcomes.ts";
import { PackageChecker } from "./fixes/packageChecker.ts";
import { fixTogether } from "./fixes/together.ts";
import { runZodTests } from "./fixes/zodTests.ts";
import { benchFolder, packages, preparePackages, sourceFolder } from "./packages.ts";

preparePackages();
const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const every = Number(process.argv.find((word) => word.startsWith("--every="))?.slice("--every=".length) ?? 1);
const isAlone = process.argv.includes("--alone");
const tell = (line: string): void => console.error(line);
const all: Outcome[] = [];
const rows: (readonly (string | number)[])[] = [];

for (const { folder, name, version } of packages) {
  if (asked.length > 0 && !asked.includes(folder)) continue;
  const root = sourceFolder(folder);
  const kept = join(benchFolder, "fixes", folder);
  const outcomes = await decideAll(root, new Kept<Outcome>(kept, "outcomes"), (line) => tell(`${folder} ${line}`), "code", Infinity, every);
  all.push(...outcomes);
  show(outcomes, join(kept, "edits"));
  let made: PackageChecker | undefined;
  const checker = (): PackageChecker => (made ??= new PackageChecker(root));
  const verdicts = checkAlone(outcomes, root, checker, new Kept<Verdict>(kept, "verdicts"), (line) => tell(`${folder} ${line}`));
  for (const { id, errors } of verdicts) for (const error of errors) console.log(`WRONG ${id}: ${error}`);
  rows.push([`${name}@${version}`, ...figuresOf(outcomes, verdicts)]);
  if (isAlone) continue;
  const together = fixTogether(folder, checker().before);
  console.log(`${name}, all together: ${together.said} ${together.errors.length} new errors.`);
  for (const error of together.errors) console.log(`WRONG together: ${error}`);
  if (folder !== "zod") continue;
  const { files, tests, passed, failed } = runZodTests(together.root);
  console.log(`zod's own tests after all fixes: ${passed} of ${tests} pass, in ${files} files.`);
  for (const one of failed) console.log(`WRONG test: ${one}`);
}

const head = ["package", "groups of code", "offered", "of `duplicate-code`", "clean alone", "wrong", "removed lines", "copies left out", "most parameters"];
for (const row of [head, head.map((_, at) => (at === 0 ? ":--" : "--:")), ...rows]) console.log(`| ${row.join(" | ")} |`);
console.log("");
table("rule", (one) => one.rule, all);
table("reason", (one) => one.refused ?? "offered", all);
table("parameters", (one) => String(one.parameters ?? "none, an existing function is called"), all.filter((one) => one.refused === undefined));

function figuresOf(outcomes: readonly Outcome[], verdicts: readonly Verdict[]): readonly (string | number)[] {
  const offered = outcomes.filter((one) => one.refused === undefined);
  const duplicates = outcomes.filter((one) => one.rule === "duplicate-code");
  const wrong = verdicts.filter(({ errors }) => errors.length > 0).length;
  return [
    outcomes.length,
    shareOf(offered.length, outcomes.length),
    shareOf(duplicates.filter((one) => one.refused === undefined).length, duplicates.length),
    verdicts.length - wrong,
    wrong,
    offered.reduce((sum, one) => sum + (one.removedLines ?? 0), 0),
    offered.reduce((sum, one) => sum + (one.leftOut ?? 0), 0),
    Math.max(0, ...offered.map((one) => one.parameters ?? 0)),
  ];
}

function shareOf(part: number, whole: number): string {
  return `${part} of ${whole} (${whole === 0 ? 0 : Math.round((part / whole) * 100)}%)`;
}

/** How many groups there are of each kind, and how many of them get a fix. */
function table(what: string, kindOf: (one: Outcome) => string, outcomes: readonly Outcome[]): void {
  const counts = new Map<string, { groups: number; offered: number; duplicates: number }>();
  for (const one of outcomes) {
    const count = counts.get(kindOf(one)) ?? { groups: 0, offered: 0, duplicates: 0 };
    counts.set(kindOf(one), count);
    count.groups++;
    if (one.refused === undefined) count.offered++;
    if (one.rule === "duplicate-code") count.duplicates++;
  }
  console.log(`| ${what} | groups | of \`duplicate-code\` | offered |\n| :-- | --: | --: | --: |`);
  for (const [kind, { groups, offered, duplicates }] of [...counts].sort((a, b) => b[1].groups - a[1].groups)) console.log(`| ${kind} | ${groups} | ${duplicates} | ${offered} |`);
  console.log("");
}

/** Writes every offered edit as a reviewer reads it. */
function show(outcomes: readonly Outcome[], folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { id, edits } of outcomes) if (edits) writeFileSync(join(folder, `${id}.txt`), describe(edits));
}

function describe(edits: readonly FileEdit[]): string {
  return edits
    .map((edit) => {
      if (edit.kind === "create") return `+++ ${edit.file}\n${edit.text}`;
      const text = readFileSync(edit.file, "utf8");
      const parts = edit.edits.map(({ start, end, text: inserted }) => `- ${text.slice(start, end).replace(/\n/g, "\n- ")}\n+ ${inserted.replace(/\n/g, "\n+ ")}`);
      return `*** ${edit.file}\n${parts.join("\n...\n")}`;
    })
    .join("\n\n");
}
