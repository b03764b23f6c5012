import type { Fix } from "../refactorings/refactoring.ts";
import type { Finding } from "../rules/finding.ts";

/** What the thread that builds fixes is asked. Messages are handled one after the other, in their order. */
export interface FixRequest {
  readonly number: number;
  readonly finding: Finding;
  /** Open documents whose text is another one than when last told; `undefined` for those that were closed. */
  readonly buffers: readonly (readonly [file: string, text: string | undefined])[];
  /** Files that came, went or changed on disk since; `"all"` when anything may have. */
  readonly changed: readonly string[] | "all";
}

export type FixAnswer =
  | {
      readonly number: number;
      /** `undefined` where the finding's rule has no fix. */
      readonly fix: Fix | undefined;
      /** The texts of the changed files that the edits are for. */
      readonly texts: readonly (readonly [file: string, text: string])[];
    }
  | { readonly number: number; /** What went wrong, for the log. */ readonly failure: string };
