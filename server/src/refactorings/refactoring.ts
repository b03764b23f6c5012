import type { ts } from "../syntax/typescript.ts";
import type { Fragment, Span } from "../syntax/position.ts";

export type { Fragment };

/** Replaces `start…end` (UTF-16 offsets from 0 in the text before the edit) with `text`. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** What happens to one file. Edits of one file do not overlap and are sorted by `start`. */
export type FileEdit =
  | {
      readonly kind: "change";
      readonly file: string;
      readonly edits: readonly TextEdit[];
      /** Whether the file goes, as nothing is left of it that anybody names. The edits leave an empty module of it where it cannot. */
      readonly deletes?: true;
    }
  | { readonly kind: "create"; readonly file: string; readonly text: string };

/** An edit that was built and checked, or a refusal with the sentence that the user reads. */
export type Fix = OfferedFix | RefusedFix;

export interface OfferedFix {
  readonly status: "offered";
  readonly kind: string;
  readonly title: string;
  readonly edits: readonly FileEdit[];
  /** Where the new name stands after the edit, so that the editor can start a rename there. */
  readonly rename?: { readonly file: string; readonly offset: number };
  /** Copies that the edit leaves alone, each with its reason. */
  readonly leftOut: readonly { readonly fragment: Fragment; readonly reason: string }[];
  /** Lines that the edit takes away, net of what it adds. */
  readonly removedLines: number;
  /** Type errors that it brings, where it is one of which a user knows that it may; none otherwise. */
  readonly brings?: readonly NewError[];
}

export interface RefusedFix {
  readonly status: "refused";
  readonly kind: string;
  readonly title: string;
  /** One of a closed list, for statistics and documentation. */
  readonly code: string;
  /** A whole sentence for the user. */
  readonly reason: string;
}

/**
 * Programs of the workspace, with unsaved texts laid over the files on disk.
 * Handed in from the top; refactorings do no IO of their own.
 */
export interface ProjectAccess {
  /**
   * The current text of a file, unsaved buffers included; `undefined` when there is none.
   * Byte order marks are kept out.
   */
  read(file: string): string | undefined;
  /**
   * A program for each `tsconfig.json` that owns at least one of `files`, and one with default
   * settings for the files that none owns. Each of `files` is in at least one of them.
   */
  programsFor(files: readonly string[]): readonly ProjectProgram[];
  /**
   * The files of the workspace around `near` whose text has `word` as a whole word, sorted: code, components and documents
   * outside of `node_modules`, whatever project they belong to. `undefined` where there are too many files to look through.
   */
  filesWith(word: string, near: string): readonly string[] | undefined;
}

export interface ProjectProgram {
  /** Absolute path of the `tsconfig.json`; `undefined` for files without one. */
  readonly configFile: string | undefined;
  readonly program: ts.Program;
  /** Those of the asked files that this program owns. */
  readonly owned: readonly string[];
  /** Sentences about a configuration that cannot be read. A project with problems is not edited: refuse with the first. */
  readonly problems: readonly string[];
  /** The same project with a program that holds more files, as if one of its own imported them. */
  including(files: readonly string[]): ProjectProgram;
  /** The program as it will be after `edits`; the last one is kept, so `newErrors` of the same edits costs nothing twice. */
  after(edits: readonly FileEdit[]): ts.Program;
  /**
   * Lays `edits` over the program and gives the diagnostics (syntactic and semantic errors) that the
   * edited files, and every file that comes to know of what changes in them, did not have before.
   */
  newErrors(edits: readonly FileEdit[]): readonly NewError[];
  /** The first of them; files behind the one that has it are not checked. */
  firstError(edits: readonly FileEdit[], reach?: EditReach): NewError | undefined;
}

/**
 * What an edit changes for files that it does not touch, of which who builds it has to be sure:
 * - `types`, where nobody is: what the edited files declare may be of other types than before;
 * - `names`: every type is the one that it was, but names may be gone, or stand for an alias where they stood for an interface;
 * - `nothing`: names stay, too. There may be more of them.
 */
export type EditReach = "types" | "names" | "nothing";

export interface NewError {
  readonly file: string;
  readonly message: string;
  readonly code: number;
}

/** Whether an edit does anything. */
export function changesSomething(edit: FileEdit): boolean {
  return edit.kind === "create" || edit.edits.length > 0;
}

/** The fragments that share no text with one before. */
export function withoutOverlapping(sorted: readonly Fragment[]): readonly Fragment[] {
  return sorted.filter((one, at) => !sorted.slice(0, at).some((other) => other.file === one.file && other.end > one.start));
}
