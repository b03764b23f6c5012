import { ModelRelations } from "../../../server/src/models/modelRelations.ts";
import { defaultSettings } from "../../../server/src/settings/settings.ts";
import type { AnalysedFile } from "../../../server/src/syntax/facts.ts";
import { definitionsOf } from "../../../server/src/syntax/models.ts";
import { readFacts } from "../../../server/src/syntax/readFacts.ts";
import { Random } from "../recall/random.ts";
import { drawModel } from "./drawing.ts";
import { forms } from "./modelForms.ts";
import type { DrawnModel } from "./modelForms.ts";

const modelsPerFile = 10;
/** So many models are copies of earlier ones, whole or changed. */
const repeated = 0.1;
const edits = 200;

/** Prints how long `count` models take to be grouped, and one file with a changed model among them. */
export function measureGrouping(count: number): void {
  const random = new Random("grouping");
  const sources = Array.from({ length: Math.ceil(count / modelsPerFile) }, (_, file) => sourceOf(file, random));
  for (const source of sources) definitionsOf(source);
  const relations = new ModelRelations(defaultSettings.minMembers);
  const start = performance.now();
  const before = process.cpuUsage();
  for (const source of sources) relations.index.set(source);
  const groups = [relations.equalModels(), relations.equalValues(), relations.near.overlaps(), relations.near.conflicts()];
  const whole = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  const times = Array.from({ length: edits }, () => {
    const source = sourceOf(random.below(sources.length), random);
    definitionsOf(source);
    const from = performance.now();
    relations.index.set(source);
    relations.equalModels();
    relations.near.overlaps();
    relations.near.conflicts();
    return performance.now() - from;
  }).sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(share * times.length)] ?? 0).toFixed(1);
  console.log(
    `\n${count} models in ${sources.length} files: grouped in ${(whole / 1000).toFixed(2)} s, ${((user + system) / 1e6).toFixed(2)} s of a processor (${groups.map(({ length }) => length).join(", ")} groups); ` +
      `after a change of one file in ${at(0.5)} ms (median), ${at(0.95)} ms (95th percentile).`,
  );
}

const earlier: DrawnModel[] = [];

function sourceOf(file: number, random: Random): AnalysedFile {
  const text = Array.from({ length: modelsPerFile }, () => {
    const drawn = drawModel(random);
    const known = random.chance(repeated) ? random.pick(earlier) : undefined;
    if (known === undefined && earlier.length < 20_000) earlier.push(drawn);
    const members = known === undefined ? drawn.members : random.chance(0.5) ? known.members : [...known.members.slice(1), ...drawn.members.slice(0, 1)];
    // A number makes names that are drawn twice differ, as in real programs.
    const model = { name: `${drawn.name}${random.below(1e6)}`, members: members.map((member) => ({ ...member, name: known === undefined ? `${member.name}${random.below(300)}` : member.name })) };
    return (forms[random.below(2)] ?? forms[0])?.write(model) ?? "";
  }).join("\n");
  const path = `/src/${file}.ts`;
  return { file: path, text, facts: readFacts(path, text), isTest: false, isTranslation: false };
}
