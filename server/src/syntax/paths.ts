/** A path with `/`, without the parts `.` and `..`, and without empty ones but the first. */
export function normalised(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && (part !== "" || parts.length === 0)) parts.push(part);
  }
  return parts.join("/");
}

/** The folders that a file stands in, the nearest first, each without a slash at its end. */
export function foldersAbove(file: string): readonly string[] {
  const folders: string[] = [];
  for (let at = file.lastIndexOf("/"); at >= 0; at = at === 0 ? -1 : file.lastIndexOf("/", at - 1)) folders.push(file.slice(0, at));
  return folders;
}

/** The last part of a path or URI: the name of a file without its folder. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
