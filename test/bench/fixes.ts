/**
 * How many groups of real packages get a fix, whether the fixes are right, and why the others are refused.
 * Asks for the fix of every group of code; applies each offered one alone, and all together with
 * `drydock fix`, and checks the whole package with a TypeScript of its own each time; runs zod's tests
 * after all. What was decided and checked is kept, so that a run that was broken off goes on.
 * `npm run bench:fixes`, with the folders of some packages, or absolute paths of other programs that have what they import installed, `--alone` to leave out what is done together,
 * and `--every=8` for a sample of the groups.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkAlone, type Verdict } from "./fixes/checkAlone.ts";
import { decideAll } from "./fixes/decide.ts";
import { describeEdits } from "./fixes/describeEdits.ts";
import { Kept, type Outcome } from "./fixes/keptOutcomes.ts";
import { PackageChecker } from "./fixes/packageChecker.ts";
import { programsOf } from "./fixes/programs.ts";
import { fixCopy } from "./fixes/together.ts";
import { runZodTests } from "./fixes/zodTests.ts";
import { benchFolder, packages, preparePackages } from "./packages.ts";

preparePackages();
const every = Number(process.argv.find((word) => word.startsWith("--every="))?.slice("--every=".length) ?? 1);
const isAlone = process.argv.includes("--alone");
const tell = (line: string): void => console.error(line);
const all: Outcome[] = [];
const rows: (readonly (string | number)[])[] = [];

for (const { name, root, config } of programsOf(process.argv.slice(2), packages.map(({ folder }) => folder))) {
  const kept = join(benchFolder, "fixes", name);
  const outcomes = await decideAll(root, new Kept<Outcome>(kept, "outcomes"), (line) => tell(`${name} ${line}`), "code", Infinity, every);
  all.push(...outcomes);
  show(outcomes, root, join(kept, "edits"));
  let made: PackageChecker | undefined;
  const checker = (): PackageChecker => (made ??= new PackageChecker(root, config));
  const verdicts = checkAlone(outcomes, root, checker, new Kept<Verdict>(kept, "verdicts"), (line) => tell(`${name} ${line}`));
  for (const { id, errors } of verdicts) for (const error of errors) console.log(`WRONG ${id}: ${error}`);
  rows.push([titleOf(name), ...figuresOf(outcomes, verdicts)]);
  if (isAlone) continue;
  const together = fixCopy(root, join(benchFolder, "together", name), checker().before, [], config);
  console.log(`${name}, all together: ${together.said} ${together.errors.length} new errors.`);
  for (const error of together.errors) console.log(`WRONG together: ${error}`);
  if (name !== "zod") continue;
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

function titleOf(name: string): string {
  const known = packages.find(({ folder }) => folder === name);
  return known ? `${known.name}@${known.version}` : name;
}

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
function show(outcomes: readonly Outcome[], root: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { id, edits } of outcomes) if (edits) writeFileSync(join(folder, `${id}.txt`), describeEdits(edits, root));
}
