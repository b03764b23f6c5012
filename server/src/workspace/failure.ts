/** The code of a failed system call, e.g. `ENOENT`; `undefined` for every other error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** What is said of a file that was there when it was listed. */
export const noLongerThere = "no longer there";

/**
 * Why a file or folder could not be read, as a sentence part. `missing` is said where it is not there.
 * Errors that are not those of a system call are bugs and thrown again.
 */
export function reasonOf(error: unknown, missing = noLongerThere): string {
  const code = codeOf(error);
  switch (code) {
    case undefined:
      throw error;
    case "ENOENT":
    case "ENOTDIR":
      return missing;
    case "EACCES":
    case "EPERM":
      return "no permission to read it";
    case "EISDIR":
      return "a folder, not a file";
    case "ELOOP":
      return "a link that leads back to itself";
    default:
      return `it could not be read (${code})`;
  }
}
