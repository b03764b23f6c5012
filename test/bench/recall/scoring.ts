import type { Batch, Case } from "./cases.ts";
import type { Detector, ReportedGroup } from "./detector.ts";
import type { LineRange } from "./injection.ts";

/** The share of the lines of both sides that a group must cover. */
const coverage = 0.7;

/** The cases of a batch that a tool does not report. */
export function missedBy(detector: Detector, batch: Batch): readonly Case[] {
  const groups = detector.groupsIn(batch.operator.name, batch.files);
  return batch.cases.filter(({ original, copy }) => !groups.some((group) => covers(group, original) && covers(group, copy)));
}

/** Whether one copy of the group covers enough of the lines. */
function covers(group: ReportedGroup, side: LineRange): boolean {
  return group.some((copy) => copy.path === side.path && sharedLines(copy, side) >= coverage * (side.endLine - side.startLine + 1));
}

function sharedLines(a: LineRange, b: LineRange): number {
  return Math.min(a.endLine, b.endLine) - Math.max(a.startLine, b.startLine) + 1;
}

/** What covers one side of a missed case, for the one who looks for the reason. */
export function nearestGroups(detector: Detector, batch: Batch, { original, copy }: Case): readonly ReportedGroup[] {
  return detector.groupsIn(batch.operator.name, batch.files).filter((group) => group.some((range) => [original, copy].some((side) => side.path === range.path && sharedLines(range, side) > 0)));
}
