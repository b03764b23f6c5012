/**
 * How much of what Drydock shows first is worth reading: the first 100 findings of eight packages, each
 * read one by one and judged as whoever maintains that code would. `npm run bench:precision` prints the share of noise, what has not been
 * judged yet, and which judged findings the engine no longer shows; with `-- --show NAME` the findings of one
 * package that are to be judged, with their code.
 */
import { relative } from "node:path";
import { createAnalysis } from "../../../server/src/analysis/workspaceAnalysis.ts";
import type { Finding } from "../../../server/src/rules/finding.ts";
import { loadWorkspace } from "../../../server/src/workspace/load.ts";
import { readSourceNow } from "../../../server/src/workspace/source.ts";
import { parsesAlone } from "../../unit/parsesAlone.ts";
import { corpus, corpusFolder, prepareCorpus } from "./corpus.ts";
import type { CorpusFolder } from "./corpus.ts";
import { judgementsOf } from "./judgements.ts";
import type { Answer, Judgement } from "./judgements.ts";

/** So many are read of each package, */
const first = 100;
/** and the very first ones count by themselves. */
const top = 20;
/** Lines of each copy that are printed for judging. */
const shownLines = 40;

async function findingsIn(folder: CorpusFolder): Promise<readonly Finding[]> {
  const { analysis } = await loadWorkspace(corpusFolder(folder), { createAnalysis });
  return analysis.snapshot().findings;
}

interface Counts {
  readonly found: number;
  readonly judged: number;
  readonly extract: number;
  readonly know: number;
  readonly noise: number;
  readonly noiseAtTop: number;
  readonly open: number;
}

function count(findings: readonly Finding[], judged: ReadonlyMap<string, Judgement>): Counts {
  const shown = findings.slice(0, first);
  const given = (some: readonly Finding[], answer: Answer): number => some.filter(({ id }) => judged.get(id)?.answer === answer).length;
  const [extract, know, noise] = [given(shown, "extract"), given(shown, "know"), given(shown, "noise")];
  return {
    found: findings.length,
    judged: extract + know + noise,
    extract,
    know,
    noise,
    noiseAtTop: given(shown.slice(0, top), "noise"),
    open: shown.length - extract - know - noise,
  };
}

/** How many copies of all findings can be parsed on their own, and how many there are. */
function extractable(findings: readonly Finding[]): { readonly whole: number; readonly copies: number } {
  const copies = findings.flatMap((finding) => finding.copies);
  const whole = copies.filter(({ file, start, end }) => {
    const source = readSourceNow(file);
    return "text" in source && parsesAlone(file, source.text.slice(start, end));
  });
  return { whole: whole.length, copies: copies.length };
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;
}

/** The sentence of a finding and the code of its first copies. */
function show(finding: Finding, folder: CorpusFolder): string {
  const copies = finding.copies.slice(0, 3).map(({ file, start, end, from, to }) => {
    const source = readSourceNow(file);
    const lines = "text" in source ? source.text.slice(start, end).split("\n") : [];
    const cut = lines.length > shownLines ? `\n… ${lines.length - shownLines} more lines` : "";
    return `--- ${relative(corpusFolder(folder), file)}:${from.line + 1}-${to.line + 1}\n${lines.slice(0, shownLines).join("\n")}${cut}`;
  });
  const more = finding.copies.length > 3 ? `\n(${finding.copies.length - 3} more copies)` : "";
  return `## ${finding.id} ${finding.rule}\n${finding.message}\n${copies.join("\n")}${more}\n`;
}

prepareCorpus();
const at = process.argv.indexOf("--show");
const asked = at < 0 ? undefined : process.argv[at + 1];
if (asked !== undefined) {
  const one = corpus.find(({ folder }) => folder === asked);
  if (one === undefined) throw new Error(`No package is called "${asked}": ${corpus.map(({ folder }) => folder).join(", ")}.`);
  const judged = judgementsOf(one.folder);
  const open = (await findingsIn(one.folder)).slice(0, first).filter(({ id }) => !judged.has(id));
  for (const finding of open) console.log(show(finding, one.folder));
} else {
  console.log(`| package | findings | read | extract it | know about it | noise | share of noise | noise in the first ${top} | not judged |`);
  console.log("| :-- | --: | --: | --: | --: | --: | --: | --: | --: |");
  let read = 0;
  let noise = 0;
  let whole = 0;
  let copies = 0;
  const moved: string[] = [];
  for (const { folder, name, version } of corpus) {
    const findings = await findingsIn(folder);
    const judged = judgementsOf(folder);
    const counts = count(findings, judged);
    const fragments = extractable(findings);
    whole += fragments.whole;
    copies += fragments.copies;
    read += counts.judged;
    noise += counts.noise;
    console.log(
      `| ${name}@${version} | ${counts.found} | ${counts.judged} | ${counts.extract} | ${counts.know} | ${counts.noise} | ${percent(counts.noise, counts.judged)} | ${counts.noiseAtTop} | ${counts.open} |`,
    );
    const shown = new Set(findings.slice(0, first).map(({ id }) => id));
    const found = new Set(findings.map(({ id }) => id));
    const gone = [...judged.values()].filter(({ id }) => !shown.has(id));
    for (const answer of ["extract", "know", "noise"] as const) {
      const ofAnswer = gone.filter((judgement) => judgement.answer === answer);
      const lower = ofAnswer.filter(({ id }) => found.has(id)).length;
      if (ofAnswer.length > 0) moved.push(`- ${name}: ${ofAnswer.length} judged "${answer}" no longer among the first ${first} (${lower} of them further down)`);
    }
  }
  console.log(`| all | | ${read} | | | ${noise} | ${percent(noise, read)} | | |`);
  console.log(`\nOf ${copies} copies, ${whole} (${percent(whole, copies)}) can be parsed on their own.`);
  if (moved.length > 0) console.log(`\nSince they were judged:\n\n${moved.join("\n")}`);
}
