import { applyTextEdits } from "../textEdits.ts";
import { composed } from "./composedEdits.ts";
import type { FileEdit, ProjectAccess, ProjectProgram } from "../refactoring.ts";

/** A project as it is after `moves`, to which edits speak of the texts after them; what they bring is measured against what was before. */
export function movedProject(project: ProjectProgram, moves: readonly FileEdit[], read: (file: string) => string | undefined): ProjectProgram {
  let last: { readonly edits: readonly FileEdit[]; readonly all: readonly FileEdit[] } | undefined;
  const both = (edits: readonly FileEdit[]): readonly FileEdit[] => {
    if (last?.edits !== edits) last = { edits, all: composed(moves, edits, read) };
    return last.all;
  };
  return {
    ...project,
    program: project.after(moves),
    including: (files) => movedProject(project.including(files), moves, read),
    after: (edits) => project.after(both(edits)),
    newErrors: (edits) => project.newErrors(both(edits)),
    firstError: (edits, reach) => project.firstError(both(edits), reach),
  };
}

/** The files and projects as they are after `moves`. */
export function movedAccess(projects: ProjectAccess, moves: readonly FileEdit[]): ProjectAccess {
  const read = (file: string): string | undefined => projects.read(file);
  return {
    ...projects,
    read: (file) => {
      const text = read(file);
      const own = moves.find((edit) => edit.file === file);
      return text === undefined || own?.kind !== "change" ? text : applyTextEdits(text, own.edits);
    },
    programsFor: (files) => projects.programsFor(files).map((one) => movedProject(one, moves, read)),
  };
}
