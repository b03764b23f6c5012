/**
 * How well models are found, on pairs that are generated: every form of a model beside every other, renamed, reordered, with one
 * member more, fewer or changed. Then the corpus of near-misses, which is to stay silent, and the time that many models take.
 * `npm run bench:models` prints the tables of docs/MODELS.md, with `-- --count N` for other numbers of pairs, `-- --seed TEXT`
 * for others, and `-- --missed` for what was not found.
 */
import { parseArgs } from "node:util";
import { nearMisses } from "../../unit/models/nearMisses.ts";
import { modelFindingsIn } from "./findingsOfPair.ts";
import { foundIn } from "./foundPairs.ts";
import { measureGrouping } from "./grouping.ts";
import { modelPairs } from "./modelPairs.ts";
import type { ModelPair } from "./modelPairs.ts";

const { values: options } = parseArgs({
  options: { count: { type: "string", default: "3" }, seed: { type: "string", default: "models" }, missed: { type: "boolean" }, models: { type: "string", default: "100000" } },
});

interface Outcome {
  readonly pair: ModelPair;
  readonly isFound: boolean;
}

const outcomes = modelPairs(Number(options.count), options.seed).map((pair): Outcome => ({ pair, isFound: foundIn(pair) }));
console.log("| rule | what was done | pairs | found |\n| :-- | :-- | --: | --: |");
for (const [key, list] of groupedBy(outcomes, ({ pair }) => `${pair.rule} | ${pair.operator}`)) print(`\`${key.replace(" |", "` |")}`, list);
console.log("\n| rule | pairs | found |\n| :-- | --: | --: |");
for (const [rule, list] of groupedBy(outcomes, ({ pair }) => pair.rule)) print(`\`${rule}\``, list);

function groupedBy(list: readonly Outcome[], keyOf: (outcome: Outcome) => string): ReadonlyMap<string, readonly Outcome[]> {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of list) groups.set(keyOf(outcome), [...(groups.get(keyOf(outcome)) ?? []), outcome]);
  return groups;
}

function print(title: string, list: readonly Outcome[]): void {
  const found = list.filter(({ isFound }) => isFound).length;
  console.log(`| ${title} | ${list.length} | ${found} = ${((100 * found) / list.length).toFixed(1)} % |`);
}

if (options.missed) {
  const missed = outcomes.filter(({ isFound }) => !isFound);
  for (const [forms, list] of groupedBy(missed, ({ pair }) => `${pair.rule} ${pair.operator}: ${pair.forms.join(" and ")}`)) {
    console.log(`\n${forms}: ${list.length}`);
    const [first] = list;
    for (const [path, text] of first?.pair.files ?? []) console.log(`-- ${path}\n${text}`);
    for (const { message } of modelFindingsIn(first?.pair.files ?? [])) console.log(`   ${message}`);
  }
}

const loud = nearMisses().filter(({ files }) => modelFindingsIn(files).length > 0);
console.log(`\nNear-misses: ${nearMisses().length}, of which ${loud.length} are reported.`);
for (const { name, files } of loud) console.log(`- ${name}: ${modelFindingsIn(files)[0]?.message ?? ""}`);

measureGrouping(Number(options.models));
