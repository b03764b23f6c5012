import { importersOf } from "../../refactorings/importGraph.ts";
import type { EditReach } from "../../refactorings/refactoring.ts";
import { ts } from "../../syntax/typescript.ts";
import { ChangedNames } from "./changedNames.ts";
import { ChangedTypes } from "./changedTypes.ts";
import type { Spread } from "./spread.ts";

/**
 * The files in which an edit may bring errors: the edited ones first, for most of what is wrong is wrong there; then those that
 * come to know of what has changed. The generator goes on where it was when the file that it gave has been checked.
 */
export function* affectedFiles(before: ts.Program, after: ts.Program, edited: ReadonlySet<string>, reach: EditReach): Generator<string, undefined> {
  yield* edited;
  let spread: Spread = reach === "types" ? new ChangedTypes(before, after, edited) : new ChangedNames(before, after, edited, reach === "names");
  const given = new Set(edited);
  const isScript = [...edited].some((file) => {
    const source = after.getSourceFile(file);
    return source !== undefined && !ts.isExternalModule(source);
  });
  for (let grown = true; grown; ) {
    grown = false;
    if (isScript || spread.isUnknown) return yield* filesOf(after, given);
    for (const file of spread.scope === "all" ? filesOf(before, new Set()) : importersOf(before, edited)) {
      if (!given.has(file)) {
        if (!spread.reaches(file)) continue;
        given.add(file);
        yield file;
      }
      grown = spread.handsOn(file) || grown;
    }
    if (spread.hasNewTypes) {
      spread = new ChangedTypes(before, after, edited);
      grown = true;
    }
  }
  // What was not in the program and is imported now may be wrong by its options.
  yield* filesOf(after, new Set([...given, ...filesOf(before, new Set())]));
}

/** The files of a program that are not among the given ones, libraries left out. */
function* filesOf(program: ts.Program, given: ReadonlySet<string>): Generator<string, undefined> {
  for (const source of program.getSourceFiles()) {
    const isForeign = program.isSourceFileDefaultLibrary(source) || program.isSourceFileFromExternalLibrary(source);
    if (!isForeign && !given.has(source.fileName)) yield source.fileName;
  }
}
