/**
 * How many groups of models of real packages get a fix, and whether the fixes are right. Asks for the fix of every group;
 * applies each offered one alone, and all together with `drydock fix`, and checks everything with a TypeScript of its own each time.
 * `npm run bench:model-fixes`, with the folders of some packages, or absolute paths of other programs, which have a
 * `tsconfig.check.json` or a `tsconfig.json` for all that they hold. `--alone` leaves out what is done together, `--first=50` all but the first groups of the report.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkAlone, type Verdict } from "./fixes/checkAlone.ts";
import { decideAll, modelRules } from "./fixes/decide.ts";
import { describeEdits } from "./fixes/describeEdits.ts";
import { judgedOf } from "./fixes/judgedFixes.ts";
import { Kept, type Outcome } from "./fixes/keptOutcomes.ts";
import { PackageChecker } from "./fixes/packageChecker.ts";
import { programsOf } from "./fixes/programs.ts";
import { fixCopy } from "./fixes/together.ts";
import { benchFolder, preparePackages } from "./packages.ts";

preparePackages();
const most = Number(process.argv.find((word) => word.startsWith("--first="))?.slice("--first=".length) ?? Infinity);
const isAlone = process.argv.includes("--alone");
const tell = (line: string): void => console.error(line);
const all: Outcome[] = [];

for (const { name, root, config } of programsOf(process.argv.slice(2), ["zod", "effect", "toolkit", "trpc"])) {
  const kept = join(benchFolder, "modelFixes", name);
  const outcomes = await decideAll(root, new Kept<Outcome>(kept, "outcomes"), (line) => tell(`${name} ${line}`), "models", most);
  all.push(...outcomes);
  show(outcomes, root, join(kept, "edits"));
  let made: PackageChecker | undefined;
  const checker = (): PackageChecker => (made ??= new PackageChecker(root, config));
  const verdicts = checkAlone(outcomes, root, checker, new Kept<Verdict>(kept, "verdicts"), (line) => tell(`${name} ${line}`));
  const wrong = verdicts.filter(({ errors }) => errors.length > 0);
  for (const { id, errors } of wrong) for (const error of errors) console.log(`WRONG ${id}: ${error}`);
  console.log(`${name}: ${verdicts.length - wrong.length} of ${verdicts.length} fixes bring no new error alone.`);
  table(outcomes);
  const { read, merged } = judgedOf(name, outcomes);
  if (read > 0) console.log(`${name}: of ${read} fixes that were read, ${merged} would be merged.`);
  if (isAlone || verdicts.length === 0) continue;
  const together = fixCopy(root, join(benchFolder, "together", name), checker().before, modelRules, config);
  console.log(`${name}, all together: ${together.said} ${together.errors.length} new errors.`);
  for (const error of together.errors) console.log(`WRONG together: ${error}`);
}
console.log("all");
table(all);

/** How many groups of each rule get a fix, and why the others do not. */
function table(outcomes: readonly Outcome[]): void {
  console.log("| rule | groups | with a fix | lines less | refused |\n| :-- | --: | --: | --: | :-- |");
  for (const rule of modelRules) {
    const own = outcomes.filter((one) => one.rule === rule);
    if (own.length === 0) continue;
    const offered = own.filter((one) => one.refused === undefined);
    const reasons = new Map<string, number>();
    for (const { refused } of own) if (refused !== undefined) reasons.set(refused, (reasons.get(refused) ?? 0) + 1);
    const told = [...reasons].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `\`${reason}\` ${count}`);
    const share = Math.round((offered.length / own.length) * 100);
    console.log(`| \`${rule}\` | ${own.length} | ${offered.length} (${share}%) | ${offered.reduce((sum, one) => sum + (one.removedLines ?? 0), 0)} | ${told.join(", ")} |`);
  }
  console.log("");
}

/** Writes every offered edit as a reviewer reads it, and every refusal with its reason. */
function show(outcomes: readonly Outcome[], root: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const refused = outcomes.filter((one) => one.refused !== undefined).map(({ id, rule, refused: code, reason }) => `${rule} ${id} ${code ?? ""}: ${reason ?? ""}`);
  writeFileSync(join(folder, "refused.txt"), `${refused.join("\n")}\n`);
  for (const { id, rule, edits } of outcomes) if (edits) writeFileSync(join(folder, `${rule} ${id}.txt`), describeEdits(edits, root));
}
