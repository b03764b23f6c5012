import type { Difference } from "../rules/finding.ts";
import { ruleOf } from "../rules/table.ts";
import type { AppliedFilter, ReportedCopy, ReportedFinding } from "./report.ts";

/** `1 file`, `1,204 files`: a number with its noun, whose plural is made with `s` unless given. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${number(count)} ${count === 1 ? noun : plural}`;
}

/** `1,204` */
export function number(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** A share from 0 to 1 as `5.2 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** The name of a rule in headings; the id of one that is not known. */
export function titleOf(rule: string): string {
  return ruleOf(rule)?.title ?? rule;
}

/**
 * What a finding says, as one clause: the first sentence of its message, up to the list of places, which a
 * report prints below with links. Why it matters stands once above, with the rule.
 */
export function headlineOf({ message }: ReportedFinding): string {
  const list = message.search(/: (?:\S+ \()?[^\s:]+:\d+/);
  if (list > 0) return message.slice(0, list);
  const end = message.search(/\.(?:\s+\p{Lu}|\s*$)/u);
  return end > 0 ? message.slice(0, end) : message;
}

/** The differences that tell something: not those that are the names of the copies, which stand beside their places. */
export function tellingDifferences({ copies, differences }: ReportedFinding): readonly Difference[] {
  return differences.filter(({ texts }) => !texts.every((text, index) => text === copies[index]?.symbol));
}

/** How many groups all filters have left out together. */
export function leftOutBy(filters: readonly AppliedFilter[]): number {
  return filters.reduce((sum, { groups }) => sum + groups, 0);
}

/** `src/a.ts:12:3`: what terminals and editors make a link of. */
export function linkOf({ file, startLine, startColumn }: ReportedCopy): string {
  return `${file}:${startLine}:${startColumn}`;
}

export function linesOf({ startLine, endLine }: ReportedCopy): number {
  return endLine - startLine + 1;
}

/** One line, not longer than `limit` characters; what is left out is marked with `…`. */
export function shortened(text: string, limit: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1).trimEnd()}…`;
}

/** The findings of each rule, the rule with the foremost finding first; ranks count from 1 over the whole report. */
export function byRule(
  findings: readonly ReportedFinding[],
): ReadonlyMap<string, readonly { readonly rank: number; readonly finding: ReportedFinding }[]> {
  const groups = new Map<string, { rank: number; finding: ReportedFinding }[]>();
  for (const [index, finding] of findings.entries()) {
    const known = groups.get(finding.rule) ?? [];
    known.push({ rank: index + 1, finding });
    groups.set(finding.rule, known);
  }
  return groups;
}

/** What the copies have in a hole of their template, each text once and shortened to `limit` characters: `10 ↔ 20`. */
export function contrastOf({ texts }: Difference, limit: number): string {
  const distinct = [...new Set(texts)].map((text) => (text === "" ? "nothing" : shortened(text, limit)));
  const shown = distinct.length > 5 ? [...distinct.slice(0, 4), `${distinct.length - 4} more`] : distinct;
  return shown.join(" ↔ ");
}

/** The files in which most lines stand in copies, most first, at most `limit` of them. */
export function heaviestFiles(
  findings: readonly ReportedFinding[],
  limit: number,
): readonly { readonly file: string; readonly lines: number }[] {
  const lines = new Map<string, Set<number>>();
  for (const copy of findings.flatMap((finding) => finding.copies)) {
    const own = lines.get(copy.file) ?? new Set<number>();
    for (let line = copy.startLine; line <= copy.endLine; line++) own.add(line);
    lines.set(copy.file, own);
  }
  return [...lines]
    .map(([file, own]) => ({ file, lines: own.size }))
    .sort((left, right) => right.lines - left.lines || (left.file < right.file ? -1 : 1))
    .slice(0, limit);
}
