import type { OfferedFix, RefusedFix } from "../refactorings/refactoring.ts";
import { relativeTo } from "../report/report.ts";
import type { Finding } from "../rules/finding.ts";

/** What became of one finding. */
export type Treated =
  | { readonly finding: Finding; readonly fix: OfferedFix }
  | { readonly finding: Finding; readonly fix: RefusedFix }
  /** An earlier fix has changed or mended it. */
  | { readonly finding: Finding; readonly fix: "passed over" };

export function isOffered(treated: Treated): treated is { readonly finding: Finding; readonly fix: OfferedFix } {
  return treated.fix !== "passed over" && treated.fix.status === "offered";
}

export function isRefused(treated: Treated): treated is { readonly finding: Finding; readonly fix: RefusedFix } {
  return treated.fix !== "passed over" && treated.fix.status === "refused";
}

/**
 * The result of `drydock fix --format json`, version 1: an entry for each finding, in the order in which they were
 * treated. Files are relative to `root`, with `/`.
 *
 * @param diff the unified diff of a dry run; `undefined` where the fixes were applied
 */
export function fixResultJson(root: string, treated: readonly Treated[], diff: string | undefined): string {
  const applied = treated.filter(isOffered);
  const refused = treated.filter(isRefused);
  const result = {
    version: 1,
    root,
    summary: {
      [diff === undefined ? "applied" : "offered"]: applied.length,
      refused: refused.length,
      passedOver: treated.length - applied.length - refused.length,
      removedLines: applied.reduce((sum, { fix }) => sum + fix.removedLines, 0),
    },
    fixes: treated.map((one) => entryOf(root, one, diff === undefined ? "applied" : "offered")),
    ...(diff === undefined ? {} : { diff }),
  };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}

function entryOf(root: string, treated: Treated, done: "applied" | "offered"): Readonly<Record<string, unknown>> {
  const { id, rule } = treated.finding;
  if (isOffered(treated)) {
    const { kind, title, edits, removedLines, leftOut } = treated.fix;
    return {
      id,
      rule,
      status: done,
      kind,
      title,
      files: edits.map((edit) => ({ file: relativeTo(root, edit.file), change: edit.kind === "change" && edit.deletes ? "delete" : edit.kind })),
      removedLines,
      leftOut: leftOut.map(({ fragment, reason }) => ({ file: relativeTo(root, fragment.file), reason })),
    };
  }
  if (isRefused(treated)) return { id, rule, status: "refused", kind: treated.fix.kind, title: treated.fix.title, code: treated.fix.code, reason: treated.fix.reason };
  return { id, rule, status: "passed over", reason: "An earlier fix has changed or mended this group." };
}
