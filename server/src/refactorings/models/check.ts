import { leadsTo } from "../modules/leadsTo.ts";
import { refuse, type Refusal } from "../keepOneDefinition/refusal.ts";
import type { EditReach, FileEdit, ProjectProgram } from "../refactoring.ts";

/** A name that a file imports after an edit, and the file that declares what it stands for. */
export interface ImportedName {
  readonly file: string;
  readonly local: string;
  readonly home: string;
}

/** Why an edit is not to be made: it brings a type error to a program, or an import leads elsewhere. */
export function refuseEdits(edits: readonly FileEdit[], programs: readonly ProjectProgram[], names: readonly ImportedName[], reach: EditReach = "types"): Refusal | undefined {
  for (const project of programs) {
    if (!edits.some(({ file }) => project.program.getSourceFile(file))) continue;
    const error = project.firstError(edits, reach);
    if (error) return refuse("new-errors", `The change would bring a type error: ${error.message.split("\n")[0] ?? ""}`);
    const lost = names.find(({ file, local, home }) => file !== home && !leadsTo(project.after(edits), file, local, home));
    if (lost) return refuse("new-errors", `The import of ${lost.local} would not lead to ${lost.home}.`);
  }
  return undefined;
}
