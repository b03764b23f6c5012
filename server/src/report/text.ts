import path from "node:path";
import { ruleOf } from "../rules/table.ts";
import type { IgnoredFinding, Report, ReportedCopy, ReportedFinding } from "./report.ts";
import {
  byRule,
  contrastOf,
  counted,
  headlineOf,
  heaviestFiles,
  leftOutBy,
  linesOf,
  linkOf,
  number,
  percent,
  tellingDifferences,
  titleOf,
} from "./wording.ts";

/** What a piece of the text is, for whoever colours it. */
export type Role = "title" | "heading" | "rank" | "path" | "number" | "quiet" | "good";

export interface TextOptions {
  /** Findings beyond so many, by rank, take one line each. */
  readonly details?: number;
  /** Colours a piece of the text; leaves its characters as they are otherwise. */
  readonly paint?: (role: Role, text: string) => string;
  /** What comes before each path, so that links work from another folder than the root, e.g. `packages/a/`. */
  readonly prefix?: string;
}

/**
 * The report as a text to read from top to bottom: how it stands, where it is worst, then each rule with its
 * findings by rank, and at the end what was ignored and what was not read, with reasons. Every copy stands
 * as `path:line:column`. The grammar in `syntaxes/` knows this form.
 */
export function writeText(report: Report, options: TextOptions = {}): string {
  return new TextWriter(report, options).write();
}

/** Paths longer than this are not padded for. */
const widestPath = 72;

class TextWriter {
  readonly #report: Report;
  readonly #details: number;
  readonly #paint: (role: Role, text: string) => string;
  readonly #prefix: string;
  readonly #lines: string[] = [];

  constructor(report: Report, { details = 50, paint = (_, text) => text, prefix = "" }: TextOptions) {
    this.#report = report;
    this.#details = details;
    this.#paint = paint;
    this.#prefix = prefix;
  }

  write(): string {
    this.#summary();
    for (const [rule, findings] of byRule(this.#report.findings)) this.#rule(rule, findings);
    this.#ignored(this.#report.ignored);
    this.#skipped();
    this.#filters();
    return `${this.#lines.join("\n").trimEnd()}\n`;
  }

  #summary(): void {
    const { root, summary, findings } = this.#report;
    this.#add(this.#paint("title", `Drydock report: ${path.posix.basename(root) || root}`), "");
    const read = `${counted(summary.files, "file")}, ${counted(summary.lines, "line")}`;
    if (summary.files === 0) {
      this.#add("Nothing to read: there is no TypeScript or JavaScript file here.", "");
      return;
    }
    if (findings.length === 0) {
      this.#add(this.#paint("good", `Nothing is said twice in ${read}.`), "");
      return;
    }
    this.#add(`${counted(findings.length, "finding")} in ${read}`);
    this.#add(
      `${counted(summary.duplicatedLines, "line")} (${percent(summary.duplication)}) ${summary.duplicatedLines === 1 ? "stands" : "stand"} in more than one place; about ${number(summary.removableLines)} can go`,
      "",
    );
    const rows = [...byRule(findings)].map(([rule, own]) => [
      titleOf(rule),
      counted(own.length, "finding"),
      canGo(own.reduce((sum, { finding }) => sum + finding.removableLines, 0)),
    ]);
    this.#table(rows, ["heading", "number", "number"]);
    const heaviest = heaviestFiles(findings, 5);
    if (findings.length > 5) {
      this.#add("", "Most of it stands in");
      this.#table(heaviest.map(({ file, lines }) => [this.#prefix + file, counted(lines, "line")]), ["path", "number"]);
    }
    this.#add("");
  }

  #rule(rule: string, findings: readonly { readonly rank: number; readonly finding: ReportedFinding }[]): void {
    this.#heading(titleOf(rule), findings.length);
    const description = ruleOf(rule)?.description;
    if (description !== undefined) this.#add(this.#paint("quiet", description), "");
    const inFull = findings.filter(({ rank }) => rank <= this.#details);
    for (const { rank, finding } of inFull) this.#finding(rank, finding);
    const rest = findings.slice(inFull.length);
    if (rest.length === 0) return;
    this.#table(
      rest.map(({ rank, finding }) => [
        `#${rank}`,
        this.#prefix + linkOf(firstOf(finding)),
        `${counted(linesOf(firstOf(finding)), "line")} × ${finding.copies.length}`,
        finding.id,
      ]),
      ["rank", "path", "number", "quiet"],
    );
    this.#add("");
  }

  #finding(rank: number, finding: ReportedFinding): void {
    const gain = finding.removableLines > 0 ? ` · ${this.#paint("number", canGo(finding.removableLines))}` : "";
    this.#add(`${this.#paint("rank", `#${rank}`)}  ${headlineOf(finding)}${gain} · ${this.#paint("quiet", finding.id)}`);
    this.#copies(finding.copies);
    const differences = tellingDifferences(finding);
    for (const difference of differences.slice(0, 4)) this.#add(`    differs: ${contrastOf(difference, 48)}`);
    const more = differences.length - 4;
    if (more > 0) this.#add(`    differs: and in ${counted(more, "more part")}`);
    if (finding.fix.status === "offered") this.#add(`    ${this.#paint("good", "fix:")} ${finding.fix.title}`);
    if (finding.fix.status === "refused") this.#add(`    no fix: ${finding.fix.reason}`);
    this.#add("");
  }

  #copies(copies: readonly ReportedCopy[]): void {
    const rows = copies.map((copy) => [this.#prefix + linkOf(copy), counted(linesOf(copy), "line"), copy.symbol ?? ""]);
    this.#table(rows, ["path", "number", "quiet"], "    ");
  }

  #ignored(ignored: readonly IgnoredFinding[]): void {
    if (ignored.length === 0) return;
    this.#heading("Ignored", ignored.length);
    for (const { id, rule, reason, copies } of ignored) {
      this.#add(`${id}  ${titleOf(rule)}: ${reason}`);
      this.#copies(copies);
    }
    this.#add("");
  }

  #skipped(): void {
    const { skipped } = this.#report.summary;
    if (skipped.length === 0) return;
    this.#section("Not read, or only in part", skipped.length, skipped.map(({ file, reason }) => [this.#prefix + file, reason]), ["path", "quiet"]);
  }

  #filters(): void {
    const { filters } = this.#report.summary;
    if (filters === undefined) return;
    const rows = filters.map(({ filter, reason, groups }) => [filter, number(groups), reason]);
    this.#section("Left out as noise", leftOutBy(filters), rows, ["heading", "number", "quiet"]);
  }

  #section(title: string, count: number, rows: readonly (readonly string[])[], roles: readonly Role[]): void {
    this.#heading(title, count);
    this.#table(rows, roles);
    this.#add("");
  }

  #heading(title: string, count: number): void {
    const text = `${title} (${number(count)})`;
    this.#add(this.#paint("heading", text), this.#paint("heading", "─".repeat(text.length)));
  }

  /** Columns are aligned, the last one is not padded, and numbers stand one below the other by their last digit. */
  #table(rows: readonly (readonly string[])[], roles: readonly Role[], indent = "  "): void {
    const toDigits = (cell: string, column: number): number => (roles[column] === "number" ? (/^\D*[\d,]*/.exec(cell)?.[0].length ?? 0) : 0);
    const widest = (column: number, widthOf: (cell: string) => number): number => Math.min(widestPath, Math.max(...rows.map((row) => widthOf(row[column] ?? ""))));
    const widths = roles.map((_, column) => ({
      before: widest(column, (cell) => toDigits(cell, column)),
      behind: widest(column, (cell) => cell.length - toDigits(cell, column)),
    }));
    for (const row of rows) {
      const cells = row.map((cell, column) => {
        const { before, behind } = widths[column] ?? { before: 0, behind: 0 };
        const digits = toDigits(cell, column);
        const painted = cell === "" ? "" : this.#paint(roles[column] ?? "quiet", cell);
        return " ".repeat(Math.max(0, before - digits)) + painted + " ".repeat(Math.max(0, behind - (cell.length - digits)));
      });
      this.#add(indent + cells.join("  ").trimEnd());
    }
  }

  #add(...lines: readonly string[]): void {
    this.#lines.push(...lines);
  }
}

function canGo(lines: number): string {
  return lines > 0 ? `about ${counted(lines, "line")} can go` : "";
}

function firstOf({ copies }: ReportedFinding): ReportedCopy {
  const [first] = copies;
  if (first === undefined) throw new Error("A finding has at least two copies.");
  return first;
}
