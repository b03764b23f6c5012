import { readFileSync } from "node:fs";
import type { FileEdit } from "../../../server/src/refactorings/refactoring.ts";

/** What a fix changes, as a reviewer reads it: what goes with `-`, what comes with `+`; files are named without `root`. */
export function describeEdits(edits: readonly FileEdit[], root: string): string {
  return edits
    .map((edit) => {
      const file = edit.file.replace(root, "");
      if (edit.kind === "create") return `+++ ${file}\n${edit.text}`;
      const text = readFileSync(edit.file, "utf8");
      const parts = edit.edits.map(({ start, end, text: inserted }) => `- ${text.slice(start, end).replace(/\n/g, "\n- ")}\n+ ${inserted.replace(/\n/g, "\n+ ")}`);
      return `*** ${file}\n${parts.join("\n...\n")}`;
    })
    .join("\n\n");
}
