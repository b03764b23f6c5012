import type { Snapshot } from "../analysis/analysis.ts";
import { filters } from "../clones/filters.ts";
import type { FilterCounts } from "../clones/filters.ts";
import type { Fix } from "../refactorings/refactoring.ts";
import type { Copy, Finding } from "../rules/finding.ts";

/** The report, version 1: what `--format json` prints, and what every other writer is given. */
export interface Report {
  readonly version: 1;
  /** Absolute path with `/`. Every other path is relative to it, with `/`. */
  readonly root: string;
  readonly summary: Summary;
  /** Ranked. */
  readonly findings: readonly ReportedFinding[];
  /** What a comment or `drydock.json` silences. It counts nowhere else in the report. */
  readonly ignored: readonly IgnoredFinding[];
}

export interface Summary {
  readonly files: number;
  readonly lines: number;
  readonly duplicatedLines: number;
  /** Share of the lines that stand in at least one copy, 0 to 1, to four places. */
  readonly duplication: number;
  readonly removableLines: number;
  /** Number of findings by rule, without those that have none. */
  readonly findings: Readonly<Record<string, number>>;
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** What was left out, by every filter there is. Only where it was asked for. */
  readonly filters?: readonly AppliedFilter[];
  /** By phase. The only figures that differ from run to run. */
  readonly milliseconds: Readonly<Record<string, number>>;
}

/** How many groups a filter left out, and the sentence that says what it leaves out. */
export interface AppliedFilter {
  readonly filter: string;
  readonly reason: string;
  readonly groups: number;
}

export interface ReportedFinding
  extends Pick<Finding, "id" | "rule" | "severity" | "message" | "cloneType" | "similarity" | "removableLines" | "differences"> {
  readonly copies: readonly ReportedCopy[];
  readonly fix: ReportedFix;
}

export interface IgnoredFinding extends Pick<ReportedFinding, "id" | "rule" | "copies"> {
  readonly reason: string;
}

/** Lines and columns from 1, columns in UTF-16 code units; `endLine` inclusive, `endColumn` exclusive. */
export interface ReportedCopy {
  readonly file: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly symbol?: string;
}

/** `none` where the rule has no fix, or where it was not decided. */
export type ReportedFix =
  | { readonly status: "offered"; readonly kind: string; readonly title: string }
  | { readonly status: "refused"; readonly kind: string; readonly title: string; readonly reason: string }
  | { readonly status: "none" };

export interface ReportOptions {
  /** Decides the fix of a finding, `undefined` where it has none; without it every fix is `none`. */
  readonly decide?: ((finding: Finding) => Fix | undefined) | undefined;
  /** What was counted while the snapshot was made; without it the report does not tell of filters. */
  readonly counts?: FilterCounts | undefined;
}

/** The report of a snapshot. */
export function buildReport(snapshot: Snapshot, { decide, counts }: ReportOptions = {}): Report {
  const { root, files, lines, duplicatedLines, removableLines } = snapshot;
  const inRoot = (file: string): string => relativeTo(root, file);
  const decided = snapshot.findings.map((finding) => {
    const fix = decide?.(finding);
    return { finding, fix, removable: removableLinesOf(finding, fix) };
  });
  return {
    version: 1,
    root,
    summary: {
      files,
      lines,
      duplicatedLines,
      duplication: lines === 0 ? 0 : Math.round((duplicatedLines / lines) * 10_000) / 10_000,
      removableLines: decide === undefined ? removableLines : decided.reduce((sum, { removable }) => sum + removable, 0),
      findings: countByRule(snapshot.findings),
      skipped: snapshot.skipped.map(({ file, reason }) => ({ file: inRoot(file), reason })),
      ...(counts === undefined ? {} : { filters: appliedFilters(counts) }),
      milliseconds: Object.fromEntries(
        Object.entries(snapshot.milliseconds).map(([phase, time]) => [phase, Math.round(time)]),
      ),
    },
    findings: decided.map(({ finding, fix, removable }) => ({
      id: finding.id,
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      ...(finding.cloneType === undefined ? {} : { cloneType: finding.cloneType }),
      ...(finding.similarity === undefined ? {} : { similarity: finding.similarity }),
      removableLines: removable,
      copies: finding.copies.map((copy) => reportedCopy(copy, inRoot)),
      differences: finding.differences.map(({ kind, texts }) => ({ kind, texts })),
      fix: reportedFix(fix),
    })),
    ignored: snapshot.ignored.map(({ id, rule, copies, ignored }) => ({
      id,
      rule,
      reason: ignored ?? "",
      copies: copies.map((copy) => reportedCopy(copy, inRoot)),
    })),
  };
}

/** The lines that go with a fix where it was decided, and none where it is refused; else as many as may go. */
function removableLinesOf({ removableLines }: Finding, fix: Fix | undefined): number {
  if (fix === undefined) return removableLines;
  return fix.status === "offered" ? Math.max(0, fix.removedLines) : 0;
}

/** `file` relative to `folder`, both absolute with `/`; unchanged where it lies elsewhere. */
export function relativeTo(folder: string, file: string): string {
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  return file.startsWith(prefix) ? file.slice(prefix.length) : file;
}

function reportedCopy({ file, from, to, symbol }: Copy, inRoot: (file: string) => string): ReportedCopy {
  return {
    file: inRoot(file),
    startLine: from.line + 1,
    startColumn: from.column + 1,
    endLine: to.line + 1,
    endColumn: to.column + 1,
    ...(symbol === undefined ? {} : { symbol }),
  };
}

function reportedFix(fix: Fix | undefined): ReportedFix {
  if (fix === undefined) return { status: "none" };
  const { kind, title } = fix;
  return fix.status === "offered"
    ? { status: "offered", kind, title }
    : { status: "refused", kind, title, reason: fix.reason };
}

function appliedFilters(counts: FilterCounts): readonly AppliedFilter[] {
  return filters.map(({ id, leavesOut }) => ({ filter: id, reason: leavesOut, groups: counts.of(id) }));
}

function countByRule(findings: readonly Finding[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const rule of findings.map((finding) => finding.rule).sort()) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}
