import type { FileEdit } from "../../../server/src/refactorings/refactoring.ts";
import type { Kept, Outcome } from "./keptOutcomes.ts";
import type { PackageChecker } from "./packageChecker.ts";

/** A fix with the errors that it brings when it is applied alone. */
export interface Verdict {
  readonly id: string;
  readonly errors: readonly string[];
}

type Offered = Outcome & { readonly edits: readonly FileEdit[] };

/**
 * Checks every offered fix. Fixes that touch no file in common are checked in one program, where an error
 * of one would stand as it does alone; where there is any, each of them is checked by itself.
 */
export function checkAlone(outcomes: readonly Outcome[], root: string, checker: () => PackageChecker, kept: Kept<Verdict>, tell: (line: string) => void): readonly Verdict[] {
  const offered = outcomes.filter((one): one is Offered => one.edits !== undefined);
  const open = offered.filter(({ id }) => kept.get(id) === undefined);
  for (const [at, batch] of batchesOf(open).entries()) {
    const errors = checker().newErrors(batch.flatMap(({ edits }) => edits), root);
    tell(`batch ${at + 1}: ${batch.length} fixes, ${errors.length} errors`);
    for (const { id, edits } of batch) kept.add({ id, errors: errors.length === 0 ? [] : checker().newErrors(edits, root) });
  }
  return offered.map(({ id }) => kept.get(id)).filter((one) => one !== undefined);
}

/** Fixes in as few lists as it goes when each takes the first list whose fixes touch none of its files. */
function batchesOf(fixes: readonly Offered[]): readonly (readonly Offered[])[] {
  const batches: { readonly files: Set<string>; readonly fixes: Offered[] }[] = [];
  for (const fix of fixes) {
    const files = fix.edits.map(({ file }) => file);
    let batch = batches.find((one) => !files.some((file) => one.files.has(file)));
    if (!batch) batches.push((batch = { files: new Set(), fixes: [] }));
    for (const file of files) batch.files.add(file);
    batch.fixes.push(fix);
  }
  return batches.map((one) => one.fixes);
}
