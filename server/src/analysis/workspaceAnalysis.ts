import { isAboutCode } from "../clones/documents.ts";
import { unfiltered } from "../clones/filters.ts";
import type { FilterCounts, FilterId } from "../clones/filters.ts";
import { worthOf } from "../clones/ranking.ts";
import { ModelRelations } from "../models/modelRelations.ts";
import type { Finding } from "../rules/finding.ts";
import { findingsByFile } from "../rules/findingsByFile.ts";
import { noNewsBetweenNeighbours } from "../rules/neighbours.ts";
import type { Rule } from "../rules/rule.ts";
import type { Search } from "../rules/search.ts";
import type { Job, JobResult } from "../rules/jobs.ts";
import { Said } from "../rules/said.ts";
import { rules } from "../rules/table.ts";
import { withoutRepetition } from "../rules/withoutRepetition.ts";
import type { AnalysedFile } from "../syntax/facts.ts";
import { readFacts } from "../syntax/readFacts.ts";
import type { Analysis, ReadSource, SkippedFile, Snapshot } from "./analysis.ts";
import { duplicatedLinesOf } from "./duplicatedLines.ts";
import { RecentTexts } from "./recentTexts.ts";
import { isTestFile, isTranslationFile } from "./testFiles.ts";
import type { Settings } from "../settings/settings.ts";
import type { Severity } from "../settings/severity.ts";

/**
 * An empty analysis of one root folder.
 *
 * @param root absolute path with `/`
 * @param counts counts the groups that the first snapshot leaves out
 */
export function createAnalysis(root: string, settings: Settings, counts?: FilterCounts): Analysis {
  return new WorkspaceAnalysis(root, settings, counts);
}

class WorkspaceAnalysis implements Analysis {
  readonly root: string;
  settings: Settings;
  private readonly files = new Map<string, AnalysedFile>();
  private readonly skippedFiles = new Map<string, string>();
  /** Files whose text was asked for when it was no longer the one that their facts are of. */
  private readonly outdated = new Set<string>();
  private readonly recentTexts = new RecentTexts();
  private readonly searches = new Map<string, Search>();
  /** Most findings are the same objects as before: what follows from one is kept as long as it lives. Whether a file is a test, its path says. */
  private readonly judgements = new WeakMap<Finding, Judged>();
  private readonly weights = new WeakMap<Finding, Weighed>();
  private kept: Snapshot | undefined;
  private keptByFile: ReadonlyMap<string, readonly Finding[]> | undefined;
  private readingTime = 0;
  /** Files with lines of code, and how many lines they have. */
  private codeFiles = 0;
  private codeLines = 0;
  private readonly counts: FilterCounts | undefined;

  constructor(root: string, settings: Settings, counts: FilterCounts | undefined) {
    this.root = root;
    this.counts = counts;
    this.settings = settings;
    this.openSearches();
  }

  configure(settings: Settings): void {
    this.settings = settings;
    this.openSearches();
    this.forget();
  }

  /** Searches of the rules that are on, with all files that there are. */
  private openSearches(): void {
    this.searches.clear();
    const context = { counts: this.counts, models: new ModelRelations(this.settings.minMembers) };
    for (const rule of rules) {
      if (this.severityOf(rule) === "off") continue;
      const search = rule.search(this.settings, context);
      for (const source of this.files.values()) search.set(source);
      this.searches.set(rule.id, search);
    }
  }

  private severityOf(rule: Rule): Severity {
    return this.settings.rules[rule.id] ?? rule.severity;
  }

  set(file: string, text: string): boolean {
    if (this.files.get(file)?.text === text && !this.outdated.has(file)) return false;
    const start = performance.now();
    const facts = readFacts(file, text);
    this.readingTime += performance.now() - start;
    this.takeIn({ file, text, facts, isTest: isTestFile(this.root, file), isTranslation: isTranslationFile(this.root, file) });
    return true;
  }

  add(file: string, { facts, text }: ReadSource): void {
    const { outdated, recentTexts } = this;
    const read = (): string => {
      const found = text();
      if (found === undefined) outdated.add(file);
      return found ?? "";
    };
    this.takeIn({
      file,
      facts,
      isTest: isTestFile(this.root, file),
      isTranslation: isTranslationFile(this.root, file),
      get text() {
        return recentTexts.of(this, read);
      },
    });
  }

  private takeIn(source: AnalysedFile): void {
    this.count(this.files.get(source.file), -1);
    this.files.set(source.file, source);
    this.count(source, 1);
    this.outdated.delete(source.file);
    for (const search of this.searches.values()) search.set(source);
    this.skippedFiles.delete(source.file);
    this.forget();
  }

  noteReading(milliseconds: number): void {
    this.readingTime += milliseconds;
  }

  remove(file: string): boolean {
    const wasRead = this.forgetFile(file);
    const wasSkipped = this.skippedFiles.delete(file);
    if (wasRead || wasSkipped) this.forget();
    return wasRead || wasSkipped;
  }

  skip(file: string, reason: string): void {
    this.forgetFile(file);
    this.skippedFiles.set(file, reason);
    this.forget();
  }

  private forgetFile(file: string): boolean {
    for (const search of this.searches.values()) search.remove(file);
    this.count(this.files.get(file), -1);
    return this.files.delete(file);
  }

  private count(source: AnalysedFile | undefined, by: 1 | -1): void {
    const lines = source?.facts.codeLines ?? 0;
    this.codeLines += by * lines;
    if (lines > 0) this.codeFiles += by;
  }

  get(file: string): AnalysedFile | undefined {
    return this.files.get(file);
  }

  sources(): Iterable<AnalysedFile> {
    return this.files.values();
  }

  jobs(isShared: (file: string) => boolean): readonly Job[] {
    return [...this.searches.values()].flatMap((search) => search.jobs?.(isShared) ?? []);
  }

  take(result: JobResult): void {
    for (const search of this.searches.values()) search.take?.(result);
  }

  preparations(): readonly (() => void)[] {
    return [...this.searches.values()].map((search) => () => search.prepare?.());
  }

  snapshot(): Snapshot {
    this.kept ??= this.compute();
    return this.kept;
  }

  findingsIn(file: string): readonly Finding[] {
    this.keptByFile ??= findingsByFile(this.snapshot().findings);
    return this.keptByFile.get(file) ?? [];
  }

  private forget(): void {
    this.kept = undefined;
    this.keptByFile = undefined;
  }

  private compute(): Snapshot {
    const start = performance.now();
    const found: Finding[] = [];
    const said = new Said();
    for (const rule of rules) {
      const severity = this.severityOf(rule);
      if (severity === "off") continue;
      const ofRule = this.searches.get(rule.id)?.findings(said) ?? [];
      for (const finding of ofRule) {
        const { isAboutCode, shown } = this.judged(finding, severity);
        if (!isAboutCode) {
          this.counts?.add("example");
          continue;
        }
        said.add(finding);
        if (finding.copies.length >= this.settings.minOccurrences) found.push(shown);
        else this.counts?.add("few-occurrences");
      }
    }
    const reasons = new Map(
      this.settings.ignore.map(({ id, reason }) => [id, reason ?? "ignored in drydock.json"]),
    );
    const live: Finding[] = [];
    const ignored: Finding[] = [];
    for (const finding of found) {
      const reason = finding.ignored ?? reasons.get(finding.id);
      if (reason === undefined) live.push(finding);
      else ignored.push({ ...finding, ignored: reason });
    }
    const whole = withoutRepetition(live, this.counts);
    const news = unfiltered(whole, (finding) => this.weighed(finding).noNews, this.counts);
    const findings = this.byWorth(news);
    this.counts?.add("ignored", ignored.length);
    let duplicatedLines: number | undefined;
    let skipped: readonly SkippedFile[] | undefined;
    const files = [...this.files.values()];
    const skippedFiles = [...this.skippedFiles];
    return {
      root: this.root,
      findings,
      ignored: this.byWorth(ignored),
      get skipped() {
        return (skipped ??= skippedOf(files, skippedFiles));
      },
      files: this.codeFiles,
      lines: this.codeLines,
      // Counted for reports, not for each keystroke.
      get duplicatedLines() {
        return (duplicatedLines ??= duplicatedLinesOf(findings));
      },
      removableLines: findings.reduce((sum, { removableLines }) => sum + removableLines, 0),
      milliseconds: { reading: this.readingTime, finding: performance.now() - start },
    };
  }

  /** What follows from a finding of a rule. */
  private judged(finding: Finding, severity: Finding["severity"]): Judged {
    let judged = this.judgements.get(finding);
    if (judged?.shown.severity !== severity) {
      const shown = finding.severity === severity ? finding : { ...finding, severity };
      judged = { shown, isAboutCode: isAboutCode(finding.copies.map(({ file }) => this.files.get(file))) };
      this.judgements.set(finding, judged);
    }
    return judged;
  }

  private weighed(finding: Finding): Weighed {
    let weighed = this.weights.get(finding);
    if (weighed === undefined) {
      const isInTests = finding.copies.every(({ file }) => this.files.get(file)?.isTest === true);
      weighed = { finding, isInTests, worth: worthIn(finding), noNews: noNewsBetweenNeighbours(finding, isInTests) };
      this.weights.set(finding, weighed);
    }
    return weighed;
  }

  /** What a reader gains decides, code before tests; then what makes the order the same on every run. */
  private byWorth(findings: readonly Finding[]): readonly Finding[] {
    const weighed = findings.map((finding) => this.weighed(finding));
    weighed.sort(
      (a, b) =>
        Number(a.isInTests) - Number(b.isInTests) ||
        b.worth - a.worth ||
        b.finding.copies.length - a.finding.copies.length ||
        (a.finding.id < b.finding.id ? -1 : 1),
    );
    return weighed.map(({ finding }) => finding);
  }
}

/** What is shown of a finding of a rule, and whether it is about code. */
interface Judged {
  readonly shown: Finding;
  readonly isAboutCode: boolean;
}

/** What decides whether a finding is shown, and its place. */
interface Weighed {
  readonly finding: Finding;
  readonly isInTests: boolean;
  readonly worth: number;
  readonly noNews: FilterId | undefined;
}

/** What is not read, and what could not be read well, by file. */
function skippedOf(files: readonly AnalysedFile[], notRead: readonly (readonly [string, string])[]): readonly SkippedFile[] {
  const skipped = notRead.map(([file, reason]) => ({ file, reason }));
  for (const { file, facts } of files) {
    for (const reason of facts.problems) skipped.push({ file, reason });
  }
  return skipped.sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Of what is gained by code that decides nothing, this share counts. */
const handedOnShare = 0.25;

function worthIn({ removableLines, differences, isHandedOn }: Finding): number {
  return worthOf(removableLines, differences.length) * (isHandedOn === true ? handedOnShare : 1);
}
