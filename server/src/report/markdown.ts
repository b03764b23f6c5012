import { rulePage } from "./rulePage.ts";
import type { Report, ReportedCopy, ReportedFinding } from "./report.ts";
import { byRule, contrastOf, counted, headlineOf, leftOutBy, linesOf, number, percent, tellingDifferences, titleOf } from "./wording.ts";

/**
 * The report for a pull request or a wiki: tables, and a link for every copy, relative to the root.
 * Tables hold at most ten copies of a group; the rest is counted.
 */
export function writeMarkdown(report: Report): string {
  const { summary, findings, ignored } = report;
  const lines = ["# Drydock report", ""];
  if (findings.length === 0) {
    lines.push(`Nothing is said twice in ${counted(summary.files, "file")}, ${counted(summary.lines, "line")}.`, "");
  } else {
    lines.push(
      `**${counted(findings.length, "finding")}** in ${counted(summary.files, "file")}, ${counted(summary.lines, "line")}. ` +
        `${counted(summary.duplicatedLines, "line")} (${percent(summary.duplication)}) in more than one place; about ${number(summary.removableLines)} can go.`,
      "",
      "| Rule | Findings | Lines that can go |",
      "| --- | ---: | ---: |",
    );
    for (const [rule, own] of byRule(findings)) {
      const removable = own.reduce((sum, { finding }) => sum + finding.removableLines, 0);
      lines.push(`| [${titleOf(rule)}](${rulePage(rule)}) | ${number(own.length)} | ${number(removable)} |`);
    }
    lines.push("");
  }
  for (const [rule, own] of byRule(findings)) {
    const cells = own.map(({ rank, finding }) => [String(rank), saidOf(finding), copiesOf(finding.copies), fixOf(finding), `\`${finding.id}\``]);
    lines.push(`## ${titleOf(rule)}`, "", ...table(["#", "What", "Where", "Fix", "Id"], cells), "");
  }
  if (ignored.length > 0) {
    const cells = ignored.map(({ id, rule, reason, copies }) => [titleOf(rule), escaped(reason), copiesOf(copies), `\`${id}\``]);
    lines.push("## Ignored", "", ...table(["Rule", "Why", "Where", "Id"], cells), "");
  }
  if (summary.skipped.length > 0) {
    const cells = summary.skipped.map(({ file, reason }) => [escaped(file), escaped(reason)]);
    lines.push("## Not read, or only in part", "", ...table(["File", "Why"], cells), "");
  }
  if (summary.filters !== undefined) {
    const cells = summary.filters.map(({ filter, reason, groups }) => [`\`${filter}\``, number(groups), escaped(reason)]);
    lines.push(`## Left out as noise: ${counted(leftOutBy(summary.filters), "group")}`, "", ...table(["Filter", "Groups", "What it leaves out"], cells), "");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

function saidOf(finding: ReportedFinding): string {
  const gain = finding.removableLines > 0 ? ` (−${number(finding.removableLines)} lines)` : "";
  const differs = tellingDifferences(finding)
    .slice(0, 3)
    .map((difference) => `<br>differs: ${escaped(contrastOf(difference, 36))}`);
  return escaped(headlineOf(finding)) + gain + differs.join("");
}

function copiesOf(copies: readonly ReportedCopy[]): string {
  const links = copies.slice(0, 10).map((copy) => {
    const { file, startLine, endLine, symbol } = copy;
    const name = symbol === undefined ? "" : ` ${escaped(symbol)}`;
    const target = `${file.split("/").map(encodeURIComponent).join("/")}#L${startLine}-L${endLine}`;
    return `[${escaped(file)}:${startLine}](${target})${name}, ${counted(linesOf(copy), "line")}`;
  });
  if (copies.length > 10) links.push(`and ${counted(copies.length - 10, "more place")}`);
  return links.join("<br>");
}

function fixOf({ fix }: ReportedFinding): string {
  switch (fix.status) {
    case "offered":
      return escaped(fix.title);
    case "refused":
      return `refused: ${escaped(fix.reason)}`;
    case "none":
      return "";
  }
}

/** Markdown's signs, and those of HTML, taken literally. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/[\\`*_[\]|~$]/g, "\\$&");
}
