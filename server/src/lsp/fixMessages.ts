import type { Fix, Fragment } from "../refactorings/refactoring.ts";
import type { Finding } from "../rules/finding.ts";

/** What is to be built: the fix of a finding, or the extraction of a selection with what says the same. */
export type FixTask =
  | { readonly kind: "finding"; readonly finding: Finding; /** The id of the way to mend it that a user chose. */ readonly choice?: string | undefined }
  | {
      readonly kind: "selection";
      /** Its id in the table of refactorings. */
      readonly refactoring: string;
      /** The selected one first. */
      readonly fragments: readonly Fragment[];
    };

/** What the thread that builds fixes is asked. Messages are handled one after the other, in their order. */
export interface FixRequest {
  readonly number: number;
  readonly task: FixTask;
  /** Open documents whose text is another one than when last told; `undefined` for those that were closed. */
  readonly buffers: readonly (readonly [file: string, text: string | undefined])[];
  /** Files that came, went or changed on disk since; `"all"` when anything may have. */
  readonly changed: readonly string[] | "all";
  /** Shared memory of one 32-bit integer, which is set to 1 when nobody wants the answer any more. */
  readonly givenUp: Int32Array;
}

export type FixAnswer =
  | {
      readonly number: number;
      /** `undefined` where there is none to build. */
      readonly fix: Fix | undefined;
      /** The texts of the changed files that the edits are for. */
      readonly texts: readonly (readonly [file: string, text: string])[];
    }
  | { readonly number: number; readonly givenUp: true }
  | { readonly number: number; /** What went wrong, for the log. */ readonly failure: string };

/** Equal for equal tasks, as long as no text changes. */
export function nameOf(task: FixTask): string {
  const [what, places] = task.kind === "finding" ? [`${task.finding.rule} ${task.finding.id}`, task.finding.copies] : [task.refactoring, task.fragments];
  const choice = task.kind === "finding" && task.choice !== undefined ? ` ${task.choice}` : "";
  return `${task.kind}${choice} ${what} ${places.map(({ file, start, end }) => `${file} ${start} ${end}`).join(" ")}`;
}
