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
