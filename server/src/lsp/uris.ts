import { URI } from "vscode-uri";

/** The absolute path with `/` of a `file:` URI; `undefined` for any other scheme and for what is no URI. */
export function pathOf(uri: string): string | undefined {
  const parsed = parse(uri);
  if (parsed === undefined || parsed.scheme !== "file") return undefined;
  return parsed.fsPath.replaceAll("\\", "/");
}

/** The URI of an absolute path, encoded as VS Code encodes it. */
export function uriOf(file: string): string {
  return URI.file(file).toString();
}

/** Whether `file` is `root` or lies below it. Both are absolute paths with `/`. */
export function isWithin(root: string, file: string): boolean {
  return file === root || file.startsWith(root.endsWith("/") ? root : `${root}/`);
}

function parse(uri: string): URI | undefined {
  try {
    return URI.parse(uri, true);
  } catch {
    // Clients may send anything; what is no URI names no file.
    return undefined;
  }
}
