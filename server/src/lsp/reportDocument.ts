import type { Snapshot } from "../analysis/analysis.ts";
import { buildReport, type ReportedCopy } from "../report/report.ts";
import { type Role, writeText } from "../report/text.ts";
import { linkOf } from "../report/wording.ts";
import type { ReportLink, ReportResult, ReportSection, WireRange } from "./protocol.ts";
import { uriOf } from "./uris.ts";

/** A piece of the text with its role, as the writer painted it. */
interface Piece {
  readonly role: Role;
  readonly line: number;
  readonly start: number;
  readonly text: string;
}

/**
 * The reports of folders as one text with its links and sections. The text is the one that the command
 * line prints; what its pieces are is learnt from the writer, which is asked to mark them.
 */
export function reportDocument(snapshots: readonly Snapshot[]): ReportResult {
  const parts = snapshots.map(partOf);
  const texts: string[] = [];
  const links: ReportLink[] = [];
  const sections: ReportSection[] = [];
  let line = 0;
  for (const part of parts) {
    texts.push(part.text);
    links.push(...part.links.map((link) => ({ ...link, line: link.line + line })));
    sections.push(
      ...part.sections.map((section) => ({
        ...section,
        startLine: section.startLine + line,
        endLine: section.endLine + line,
      })),
    );
    line += part.text.split("\n").length;
  }
  return { text: texts.join("\n"), links, sections };
}

function partOf(snapshot: Snapshot): ReportResult {
  const report = buildReport(snapshot);
  const { lines, pieces } = unmarked(writeText(report, { paint: marked }));
  const copies = [...report.findings, ...report.ignored].flatMap((finding) => finding.copies);
  const targets = new Map(copies.map((copy) => [linkOf(copy), copy]));
  const links = pieces
    .filter(({ role }) => role === "path")
    .map(({ line, start, text }): ReportLink => {
      const copy = targets.get(text);
      const file = copy?.file ?? text;
      return { line, start, end: start + text.length, uri: uriOf(`${report.root}/${file}`), target: rangeOf(copy) };
    });
  return { text: lines.join("\n"), links, sections: sectionsOf(lines, pieces) };
}

/** Control characters never stand in a report's own text. */
const [open, between, close] = ["\u0001", "\u0002", "\u0003"] as const;
const mark = new RegExp(`${open}(\\w+)${between}([^${close}]*)${close}`, "g");

function marked(role: Role, text: string): string {
  return `${open}${role}${between}${text}${close}`;
}

function unmarked(text: string): { readonly lines: readonly string[]; readonly pieces: readonly Piece[] } {
  const pieces: Piece[] = [];
  const lines = text.split("\n").map((line, number) => {
    let removed = 0;
    return line.replace(mark, (whole: string, role: string, inner: string, offset: number) => {
      if (isRole(role)) pieces.push({ role, line: number, start: offset - removed, text: inner });
      removed += whole.length - inner.length;
      return inner;
    });
  });
  return { lines, pieces };
}

const roles: Readonly<Record<Role, true>> = {
  title: true,
  heading: true,
  rank: true,
  path: true,
  number: true,
  quiet: true,
  good: true,
};

function isRole(role: string): role is Role {
  return role in roles;
}

function rangeOf(copy: ReportedCopy | undefined): WireRange {
  if (copy === undefined) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return {
    start: { line: copy.startLine - 1, character: copy.startColumn - 1 },
    end: { line: copy.endLine - 1, character: copy.endColumn - 1 },
  };
}

/** Titles hold headings, headings hold findings; each reaches to the next of its kind or above. */
function sectionsOf(lines: readonly string[], pieces: readonly Piece[]): readonly ReportSection[] {
  const starts = pieces.flatMap(({ role, line, text, start }): Omit<ReportSection, "endLine">[] => {
    if (role === "title") return [{ kind: "folder", title: text, startLine: line }];
    if (role === "heading" && start === 0 && !/^─+$/.test(text)) return [{ kind: "rule", title: text, startLine: line }];
    if (role === "rank" && start === 0) return [{ kind: "finding", title: lines[line] ?? text, startLine: line }];
    return [];
  });
  const depth = { folder: 0, rule: 1, finding: 2 } as const;
  return starts.map((section, index) => {
    const next = starts.slice(index + 1).find(({ kind }) => depth[kind] <= depth[section.kind]);
    let endLine = (next?.startLine ?? lines.length) - 1;
    while (endLine > section.startLine && (lines[endLine] ?? "").trim() === "") endLine--;
    return { ...section, endLine };
  });
}
