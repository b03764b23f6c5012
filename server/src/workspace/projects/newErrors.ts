import type { EditReach, NewError } from "../../refactorings/refactoring.ts";
import { ts } from "../../syntax/typescript.ts";
import { affectedFiles } from "./affectedFiles.ts";
import { flat } from "./config.ts";

/**
 * The syntactic and semantic errors that `after` has and `before` had not, in the edited files and in all that come to know
 * of what changes in them. Positions do not count: an error that was there before, anywhere in the file and as often, is none.
 * Files are checked as the errors are asked for, and as they were before only where they have errors now.
 *
 * @param declares whether the project writes declaration files, so that what they cannot say is an error too.
 * @param goOn is called before each file, and throws where nobody waits any more
 */
export function* newErrorsBetween(
  before: ts.Program,
  after: ts.Program,
  edited: ReadonlySet<string>,
  reach: EditReach,
  declares: boolean,
  goOn: () => void,
): Generator<NewError, undefined> {
  for (const file of affectedFiles(before, after, edited, reach)) {
    goOn();
    const source = after.getSourceFile(file);
    const errors = source ? errorsOf(after, source, declares) : [];
    const old = errors.length > 0 ? before.getSourceFile(file) : undefined;
    const known = new Map<string, number>();
    for (const error of old ? errorsOf(before, old, declares) : []) {
      const key = keyOf(error);
      known.set(key, (known.get(key) ?? 0) + 1);
    }
    for (const error of errors) {
      const key = keyOf(error);
      const left = known.get(key) ?? 0;
      if (left > 0) known.set(key, left - 1);
      else yield { file, message: flat(error), code: error.code };
    }
  }
}

function errorsOf(program: ts.Program, source: ts.SourceFile, declarations: boolean): readonly ts.Diagnostic[] {
  return [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
    ...(declarations ? program.getDeclarationDiagnostics(source) : []),
  ].filter((diagnostic) => diagnostic.category === ts.DiagnosticCategory.Error);
}

function keyOf(error: ts.Diagnostic): string {
  return `${error.code} ${flat(error)}`;
}
