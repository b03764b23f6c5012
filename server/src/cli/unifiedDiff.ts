import { FILE_HEADERS_ONLY, createTwoFilesPatch } from "diff";

/** A unified diff that `git apply` and `patch -p1` take; `before` is `undefined` for a new file, `after` for one that goes. Empty where nothing differs. */
export function unifiedDiff(file: string, before: string | undefined, after: string | undefined): string {
  if (before === after) return "";
  const from = before === undefined ? "/dev/null" : `a/${file}`;
  return createTwoFilesPatch(from, after === undefined ? "/dev/null" : `b/${file}`, before ?? "", after ?? "", undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
