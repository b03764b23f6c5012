/**
 * Writes ranges of real functions twice, the second time renamed and changed, extracts what they share, and runs
 * both sides with the same inputs: results, thrown errors, and the order of all effects are compared.
 * `npm run bench:pairs -- --pairs 2000 --seed tide`, with the folders of some packages, or `drydock` for
 * its own sources. `--reads` also counts reads
 * of plain properties as effects.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ts } from "../../server/src/syntax/typescript.ts";
import { createProjectAccess } from "../../server/src/workspace/projects/projectAccess.ts";
import { packages, preparePackages, sourceFolder, type PackageFolder } from "./packages.ts";
import { ownCode } from "./pairs/ownCode.ts";
import { resolveIn } from "./pairs/resolve.ts";
import { runPairs, type PairOutcome, type RealCode } from "./pairs/runPairs.ts";

/** The module that loads the others, in an order in which they can be loaded. */
const entryOf: Readonly<Record<PackageFolder, string>> = { zod: "v4/classic/index.ts", rxjs: "index.ts", effect: "index.ts", toolkit: "index.ts", mobx: "mobx.ts", ajv: "ajv.ts", trpc: "index.ts" };

const { values, positionals } = parseArgs({ allowPositionals: true, options: { pairs: { type: "string", default: "2100" }, seed: { type: "string", default: "tide" }, reads: { type: "boolean", default: false } } });
preparePackages();
// What runs here drops promises and throws from timers as it likes; only what is logged counts.
// The build of mobx defines it.
Reflect.set(globalThis, "__DEV__", true);
for (const event of ["unhandledRejection", "uncaughtException"]) process.on(event, () => undefined);
const chosen = positionals.includes("drydock") ? [ownCode()] : packages.filter(({ folder }) => positionals.length === 0 || positionals.includes(folder)).map(({ folder }) => codeOf(folder));
const wanted = Math.ceil(Number(values.pairs) / chosen.length);
const outcomes: PairOutcome[] = [];
for (const code of chosen) {
  const before = outcomes.length;
  for await (const outcome of runPairs(code, { seed: values.seed, wanted, perFile: 12, logsReads: values.reads })) {
    outcomes.push(outcome);
    if (outcome.wrong !== undefined) console.log(`WRONG ${outcome.pair}\n${outcome.wrong}\n`);
    if (outcomes.length % 25 === 0) console.error(summary(outcomes));
  }
  console.log(`${code.name}: ${summary(outcomes.slice(before))}`);
}
console.log(summary(outcomes));
const counts = new Map<string, number>();
for (const { outcome } of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
console.log("\n| outcome | pairs |\n| :-- | --: |");
for (const [outcome, count] of [...counts].sort((a, b) => b[1] - a[1])) console.log(`| ${outcome} | ${count} |`);
process.exitCode = outcomes.some(({ wrong }) => wrong !== undefined) ? 1 : 0;

function summary(all: readonly PairOutcome[]): string {
  const offered = all.filter(({ outcome }) => outcome === "offered");
  return `${all.length} pairs, ${offered.length} offered, ${offered.filter(({ compared }) => compared).length} run and compared, ${all.filter(({ wrong }) => wrong !== undefined).length} wrong`;
}

function codeOf(folder: PackageFolder): RealCode {
  const root = sourceFolder(folder);
  const overlay = new Map<string, string>();
  const read = (file: string): string | undefined => ts.sys.readFile(file);
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.d)\.[cm]?tsx?$/.test(file) && !/(^|\/)(tests?|benchmarks?|locales|dtslint)\/|\.(test|spec|bench)\./.test(file))
    .map((file) => join(root, "src", file));
  return {
    name: folder,
    files,
    projects: createProjectAccess({ read: (file) => overlay.get(file) ?? read(file) }),
    lay: (file, text) => void (text === undefined ? overlay.delete(file) : overlay.set(file, text)),
    read,
    resolve: (from, specifier) => resolveIn(from, selfImport(folder, root, specifier), existsSync),
    entry: join(root, "src", entryOf[folder]),
    base: join(root, "package.json"),
  };
}

/** A package that imports itself by its name means its sources. */
function selfImport(folder: PackageFolder, root: string, specifier: string): string {
  const name = packages.find((one) => one.folder === folder)?.name ?? "";
  return specifier === name || specifier.startsWith(`${name}/`) ? `${root}/src${specifier.slice(name.length) || "/index"}` : specifier;
}
