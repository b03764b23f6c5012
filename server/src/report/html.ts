import { rulePage } from "./rulePage.ts";
import type { Report, ReportedCopy, ReportedFinding } from "./report.ts";
import { byRule, counted, headlineOf, linesOf, linkOf, number, percent, shortened, tellingDifferences, titleOf } from "./wording.ts";

/** The report as one page without scripts and without anything from outside. It follows the reader's light or dark theme. */
export function writeHtml(report: Report): string {
  const { summary, findings, ignored } = report;
  const body = [
    "<h1>Drydock report</h1>",
    findings.length === 0
      ? `<p>Nothing is said twice in ${counted(summary.files, "file")}, ${counted(summary.lines, "line")}.</p>`
      : `<p><b>${counted(findings.length, "finding")}</b> in ${counted(summary.files, "file")}, ${counted(summary.lines, "line")}. ` +
        `${counted(summary.duplicatedLines, "line")} (${percent(summary.duplication)}) in more than one place; about ${number(summary.removableLines)} can go.</p>`,
  ];
  for (const [rule, own] of byRule(findings)) {
    body.push(`<h2>${escaped(titleOf(rule))} <small>${number(own.length)}</small> <a href="${rulePage(rule)}">about</a></h2>`);
    for (const { rank, finding } of own) body.push(...sectionOf(rank, finding));
  }
  if (ignored.length > 0) {
    body.push(`<h2>Ignored <small>${number(ignored.length)}</small></h2>`);
    for (const { id, rule, reason, copies } of ignored) {
      body.push(`<section><p>${escaped(titleOf(rule))}: ${escaped(reason)} <code>${escaped(id)}</code></p>${listOf(copies)}</section>`);
    }
  }
  if (summary.skipped.length > 0) {
    const rows = summary.skipped.map(({ file, reason }) => `<tr><td><code>${escaped(file)}</code><td>${escaped(reason)}`);
    body.push(`<h2>Not read, or only in part <small>${number(summary.skipped.length)}</small></h2>`, `<table>${rows.join("\n")}</table>`);
  }
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Drydock report</title>
<style>${style}</style>
<main>
${body.join("\n")}
</main>
</html>
`;
}

function sectionOf(rank: number, finding: ReportedFinding): readonly string[] {
  const gain = finding.removableLines > 0 ? ` <b>−${number(finding.removableLines)} lines</b>` : "";
  const differences = tellingDifferences(finding)
    .slice(0, 6)
    .map(({ texts }) => `<tr>${texts.map((text) => `<td><code>${escaped(shortened(text, 60))}</code>`).join("")}`);
  const { fix } = finding;
  return [
    "<section>",
    `<h3><small>#${rank}</small> ${escaped(headlineOf(finding))}${gain} <code>${escaped(finding.id)}</code></h3>`,
    listOf(finding.copies),
    ...(differences.length === 0 ? [] : [`<details><summary>Differences</summary><table>${differences.join("\n")}</table></details>`]),
    ...(fix.status === "offered" ? [`<p>Fix: ${escaped(fix.title)}</p>`] : []),
    ...(fix.status === "refused" ? [`<p>No fix: ${escaped(fix.reason)}</p>`] : []),
    "</section>",
  ];
}

function listOf(copies: readonly ReportedCopy[]): string {
  const items = copies.map((copy) => {
    const symbol = copy.symbol === undefined ? "" : ` ${escaped(copy.symbol)}`;
    return `<li><code>${escaped(linkOf(copy))}</code>${symbol} <small>${counted(linesOf(copy), "line")}</small>`;
  });
  return `<ul>${items.join("\n")}</ul>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

const style = `
:root { color-scheme: light dark; --line: #d0d7de; --quiet: #57606a; --box: #f6f8fa; }
@media (prefers-color-scheme: dark) { :root { --line: #30363d; --quiet: #9198a1; --box: #161b22; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h2 { border-bottom: 1px solid var(--line); margin-top: 2.5rem; }
h2 a { font-size: 0.8rem; font-weight: normal; }
h3 { font-size: 1rem; margin: 0 0 0.4rem; }
h3 code, small { color: var(--quiet); font-weight: normal; }
section { background: var(--box); border: 1px solid var(--line); border-radius: 6px; margin: 0.8rem 0; padding: 0.8rem 1rem; }
ul { margin: 0; padding-left: 1.2rem; }
code { font: 13px ui-monospace, monospace; overflow-wrap: anywhere; }
table { border-collapse: collapse; }
td { border: 1px solid var(--line); padding: 0.2rem 0.6rem; vertical-align: top; }
`;
