import { getLibFiles, libFolderInMemoryPath } from "@ts-morph/common";

/** The folder under which programs find TypeScript's own declarations. It exists in memory only. */
export const libFolder: string = libFolderInMemoryPath;

let texts: Map<string, string> | undefined;

/**
 * The text of one of TypeScript's `lib.*.d.ts`, given its path below `libFolder`. The texts are part
 * of the bundle, so that no `typescript` package needs to lie beside it.
 */
export function libText(file: string): string | undefined {
  if (!file.startsWith(libFolder + "/")) return undefined;
  texts ??= new Map(getLibFiles().map((lib) => [lib.fileName, lib.text]));
  return texts.get(file.slice(libFolder.length + 1));
}
