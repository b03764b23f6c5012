import type { Analysis } from "../analysis/analysis.ts";
import { didYouMean } from "../settings/suggestion.ts";
import type { FileEdit } from "../refactorings/refactoring.ts";
import { textsAfter } from "../refactorings/textEdits.ts";
import { relativeTo } from "../report/report.ts";
import { counted, number } from "../report/wording.ts";
import type { Finding } from "../rules/finding.ts";
import { writeEdits } from "../workspace/writeEdits.ts";
import { isStopped } from "./arguments.ts";
import type { Arguments, Stopped } from "./arguments.ts";
import type { Console } from "./console.ts";
import { fixResultJson, isOffered, isRefused, type Treated } from "./fixResult.ts";
import { fixOf, projectsOver } from "./fixes.ts";
import { loadGiven, prefixFrom } from "./load.ts";
import type { Outcome } from "./run.ts";
import { unifiedDiff } from "./unifiedDiff.ts";

/**
 * `drydock fix`: applies the offered fixes of the findings that stand at the start, foremost first. After each
 * one everything is looked at anew and the next is built on the changed texts; a group that an earlier fix has
 * changed or mended is left for the next call.
 */
export async function fix(given: Arguments, console: Console, entry?: string): Promise<Outcome> {
  const format = given.value("format") ?? "text";
  if (!formats.includes(format)) return { stopped: `there is no format “${format}”${didYouMean(format, formats)}` };
  const analysis = await loadGiven(given, console, entry);
  if (isStopped(analysis)) return analysis;
  const wanted = wantedFindings(analysis, given.values("id"));
  if (isStopped(wanted)) return wanted;
  const isDryRun = given.has("dry-run");
  const session = new FixSession(analysis, isDryRun);
  for (const [index, finding] of wanted.entries()) {
    console.progress(`Fixing ${index + 1} of ${wanted.length}`);
    const stopped = await session.fix(finding);
    if (stopped !== undefined) {
      session.summary(console.folder).forEach((line) => console.error(line));
      return stopped;
    }
  }
  const way = wayDown(console.folder, analysis.root);
  const diff = isDryRun ? session.diff(way ?? "") : undefined;
  if (format === "json") {
    console.print(fixResultJson(analysis.root, session.treated, diff));
    return 0;
  }
  const summary = session.summary(console.folder);
  if (diff !== undefined) {
    console.print(diff);
    if (diff !== "" && way === undefined) console.error(`The paths of the diff begin at ${analysis.root}.`);
    summary.forEach((line) => console.error(line));
  } else {
    console.print(`${summary.join("\n")}\n`);
  }
  return 0;
}

/** What stands before a path relative to the root; `undefined` where the root is not below the folder, for no diff may lead upwards. */
function wayDown(folder: string, root: string): string | undefined {
  const prefix = prefixFrom(folder, root);
  return prefix.startsWith("/") || prefix.startsWith("../") ? undefined : prefix;
}

const formats: readonly string[] = ["text", "json"];

function wantedFindings(analysis: Analysis, asked: readonly string[]): readonly Finding[] | Stopped {
  const { findings } = analysis.snapshot();
  const ids = findings.map(({ id }) => id);
  const unknown = asked.find((id) => !ids.includes(id));
  if (unknown !== undefined) return { stopped: `there is no group with the id “${unknown}”${didYouMean(unknown, ids)}` };
  return asked.length === 0 ? findings : findings.filter(({ id }) => asked.includes(id));
}

class FixSession {
  /** What became of each finding so far; those that have no fix are not among them. */
  readonly treated: Treated[] = [];
  /** How many findings have no fix, as contradictions, where only somebody who knows which side is right can choose. */
  #undecided = 0;
  readonly #analysis: Analysis;
  readonly #isDryRun: boolean;
  readonly #projects;
  /** Texts before the first fix, of every file that was changed; `undefined` for those that were created. */
  readonly #before = new Map<string, string | undefined>();
  readonly #deleted = new Set<string>();

  constructor(analysis: Analysis, isDryRun: boolean) {
    this.#analysis = analysis;
    this.#isDryRun = isDryRun;
    this.#projects = projectsOver(analysis);
  }

  /** Applies the fix of a group if it is still there and one is offered. Stops where the disk does not let it. */
  async fix(wanted: Finding): Promise<Stopped | undefined> {
    const finding = this.#analysis.snapshot().findings.find(({ id }) => id === wanted.id);
    if (finding === undefined) {
      this.treated.push({ finding: wanted, fix: "passed over" });
      return undefined;
    }
    const fix = fixOf(finding, this.#projects);
    if (fix === undefined) {
      this.#undecided++;
      return undefined;
    }
    if (fix.status === "refused") {
      this.treated.push({ finding, fix });
      return undefined;
    }
    const read = (file: string): string | undefined => this.#projects.read(file);
    const after = textsAfter(fix.edits, read);
    if (!this.#isDryRun) {
      const problem = await writeEdits(fix.edits, read);
      if (problem !== undefined) return { stopped: `the fix of ${finding.id} was not applied: ${problem}.` };
    }
    for (const { file, kind } of fix.edits) {
      if (!this.#before.has(file)) this.#before.set(file, kind === "create" ? undefined : read(file));
    }
    const deleted = new Set(fix.edits.flatMap((edit) => (edit.kind === "change" && edit.deletes ? [edit.file] : [])));
    for (const [file, text] of after) {
      if (deleted.has(file) && !this.#isDryRun) this.#analysis.remove(file);
      // What a dry run leaves on the disk is an empty module to the fixes behind.
      else this.#analysis.set(file, text);
      if (deleted.has(file)) this.#deleted.add(file);
    }
    this.#projects.invalidate([...after.keys()]);
    this.treated.push({ finding, fix });
    return undefined;
  }

  diff(prefix: string): string {
    return [...this.#before]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([file, before]) => {
        const name = prefix + relativeTo(this.#analysis.root, file);
        return unifiedDiff(name, before, this.#deleted.has(file) ? undefined : (this.#analysis.get(file)?.text ?? ""));
      })
      .join("");
  }

  /** What was done and what was not, in lines. */
  summary(folder: string): readonly string[] {
    const would = this.#isDryRun ? "would be " : "";
    const applied = this.treated.filter(isOffered);
    const refusals = this.treated.filter(isRefused);
    const removed = applied.reduce((sum, { fix }) => sum + fix.removedLines, 0);
    const lines: string[] = [];
    for (const { finding, fix } of applied) {
      lines.push(`${fix.title} · ${finding.id}`);
      lines.push(...filesOf(fix.edits).map((file) => `    ${relativeTo(folder, file)}`));
      for (const { fragment, reason } of fix.leftOut) lines.push(`    left alone: ${relativeTo(folder, fragment.file)}: ${reason}`);
    }
    lines.push(...this.#refusals());
    if (applied.length + refusals.length === 0) return [this.#undecided === 0 ? "There is nothing to fix." : `There is no fix for ${counted(this.#undecided, "finding")}: what is right is for you to decide.`];
    const gain = removed > 0 ? `, ${counted(removed, "line")} less` : "";
    const refused = refusals.length > 0 ? `, ${number(refusals.length)} refused` : "";
    lines.push(`${counted(applied.length, "fix", "fixes")} ${would}applied${gain}${refused}.`);
    return lines;
  }

  /** One line a reason, the most frequent first; a group that is alone with its reason is named. */
  #refusals(): readonly string[] {
    const byReason = new Map<string, string[]>();
    for (const { finding, fix } of this.treated.filter(isRefused)) byReason.set(fix.reason, [...(byReason.get(fix.reason) ?? []), finding.id]);
    return [...byReason]
      .sort(([, left], [, right]) => right.length - left.length)
      .map(([reason, ids]) => `Not fixed (${ids.length === 1 ? ids.join("") : counted(ids.length, "group")}): ${reason}`);
  }
}

function filesOf(edits: readonly FileEdit[]): readonly string[] {
  return edits.map(({ file }) => file);
}
