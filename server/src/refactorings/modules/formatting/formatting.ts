/**
 * What a project says about the layout of a file, where its settings can be read without running code.
 * What is missing is not said.
 */
export interface Formatting {
  readonly quote?: '"' | "'";
  /** `;` or nothing. */
  readonly end?: string;
  /** One step of indentation. */
  readonly step?: string;
  /** Columns of the longest line. */
  readonly width?: number;
  /** Whether a comma stands behind the last of several parameters or arguments with lines of their own. */
  readonly lastComma?: boolean;
  /** Whether a blank stands inside of the braces of imports, objects and patterns. */
  readonly spaced?: boolean;
  /** Whether the only parameter of an arrow function stands in parentheses. */
  readonly parentheses?: boolean;
}

/** Gives the text of a file, by its absolute path with `/`; `undefined` where there is none. */
export type Read = (file: string) => string | undefined;

/** The folders that a file stands in, the nearest first, each without a slash at its end. */
export function foldersAbove(file: string): readonly string[] {
  const folders: string[] = [];
  for (let at = file.lastIndexOf("/"); at >= 0; at = at === 0 ? -1 : file.lastIndexOf("/", at - 1)) folders.push(file.slice(0, at));
  return folders;
}
