import type { FilterCounts } from "../clones/filters.ts";
import type { Copy, Finding } from "./finding.ts";
import { findingsByFile } from "./findingsByFile.ts";

/** A copy counts as part of another that holds this share of its lines. */
const within = 0.8;

/** From this share on, the parts of a group are the group, with gaps: it is said as one. */
const most = 0.7;
/** With less than this share, they are details of it. */
const few = 0.3;
/** In between, the group is news where it is so much alike as a whole, */
const alikeAsWhole = 0.78;
/** or so much alike outside of its parts. */
const alikeOutside = 0.6;

/**
 * The findings without those that say again what others say: where two functions are alike, the equal lines
 * within them are no news; but where little else is alike, those lines are the news, and of the functions
 * only what they say beside, or nothing where several such parts say it. A part stays where it has more copies than
 * the group around it.
 */
export function withoutRepetition(findings: readonly Finding[], counts?: FilterCounts): readonly Finding[] {
  const byFile = findingsByFile(findings.filter(({ cloneType }) => cloneType === 3));
  const parts = new Map<Finding, Finding[]>();
  for (const finding of findings) {
    const around = finding.cloneType === 3 ? undefined : aroundAll(finding, byFile);
    if (around === undefined) continue;
    const known = parts.get(around);
    if (known === undefined) parts.set(around, [finding]);
    else known.push(finding);
  }
  const leftOut = new Set<Finding>();
  const said = new Map<Finding, Finding>();
  for (const [group, own] of parts) {
    const standing = standingOf(group, own);
    if (standing === "news") {
      for (const part of own) leftOut.add(part);
      counts?.add("part-of-similar", own.length);
    } else if (standing === "said") {
      leftOut.add(group);
      counts?.add("said-in-parts");
    } else {
      const removed = own.reduce((sum, { removableLines }) => sum + removableLines, 0);
      said.set(group, { ...group, removableLines: Math.max(0, group.removableLines - removed) });
    }
  }
  return findings.filter((finding) => !leftOut.has(finding)).map((finding) => said.get(finding) ?? finding);
}

/** How a group stands to its parts: it says more than they do, or all of it is said by them, or something beside. */
type Standing = "news" | "said" | "beside";

/** Findings of what has not changed are the same objects as before. */
const standings = new WeakMap<Finding, { readonly parts: readonly Finding[]; readonly standing: Standing }>();

function standingOf(group: Finding, parts: readonly Finding[]): Standing {
  const known = standings.get(group);
  if (known?.parts.length === parts.length && parts.every((part, i) => part === known.parts[i])) return known.standing;
  const standing = isNews(group, parts) ? "news" : areSaid(group, parts) ? "said" : "beside";
  standings.set(group, { parts, standing });
  return standing;
}

/** Whether a group says more than its parts do. */
function isNews({ copies, similarity = 1 }: Finding, parts: readonly Finding[]): boolean {
  const covered = copies.reduce((sum, copy) => sum + coveredLines(copy, parts), 0);
  const share = covered / copies.reduce((sum, copy) => sum + linesOf(copy), 0);
  if (parts.some((part) => isMostOf(part, copies))) return false;
  return share >= most || share < few || similarity >= alikeAsWhole || (similarity - share) / (1 - share) >= alikeOutside;
}

/** Whether several parts of a group that is no news stand in all of its copies: then they say all that there is to say. */
function areSaid({ copies }: Finding, parts: readonly Finding[]): boolean {
  const whole = parts.filter((part) => part.copies.length === copies.length);
  return whole.length > 1 && !whole.some((part) => isMostOf(part, copies));
}

/** Whether a part is by itself most of each copy: then it is the news. */
function isMostOf({ copies: parts }: Finding, copies: readonly Copy[]): boolean {
  return parts.length === copies.length && copies.every((copy) => parts.some((part) => holds(copy, part) && linesOf(part) >= most * linesOf(copy)));
}

function coveredLines(copy: Copy, parts: readonly Finding[]): number {
  const lines = new Set<number>();
  for (const part of parts.flatMap(({ copies }) => copies)) {
    if (part.file !== copy.file) continue;
    const last = Math.min(part.to.line, copy.to.line);
    for (let line = Math.max(part.from.line, copy.from.line); line <= last; line++) lines.add(line);
  }
  return lines.size;
}

/** The looser group of which all copies of the finding are parts, each of another copy. */
function aroundAll(
  { copies }: Finding,
  byFile: ReadonlyMap<string, readonly Finding[]>,
): Finding | undefined {
  const [first] = copies;
  if (first === undefined) return undefined;
  return (byFile.get(first.file) ?? []).find((finding) => {
    if (finding.copies.length < copies.length) return false;
    const holders = copies.map((part) => finding.copies.find((copy) => holds(copy, part)));
    return !holders.includes(undefined) && new Set(holders).size === copies.length;
  });
}

function holds(whole: Copy, part: Copy): boolean {
  if (whole.file !== part.file) return false;
  const shared = Math.min(whole.to.line, part.to.line) - Math.max(whole.from.line, part.from.line) + 1;
  return shared >= within * linesOf(part);
}

function linesOf({ from, to }: Copy): number {
  return to.line - from.line + 1;
}
