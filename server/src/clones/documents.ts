import { containerOf } from "../syntax/embedded/codeBlocks.ts";
import type { AnalysedFile } from "../syntax/facts.ts";

/**
 * Whether a group is about code, given the file of each copy: one copy stands in the program itself, or two
 * in tests and examples. Documents show the same code again and again, in every language and version that they
 * are written in, and show what an example does: nobody would say that once.
 */
export function isAboutCode(files: readonly (AnalysedFile | undefined)[]): boolean {
  let inTests = 0;
  for (const source of files) {
    if (source === undefined || containerOf(source.file)?.isDocument === true) continue;
    if (!source.isTest || ++inTests > 1) return true;
  }
  return false;
}
