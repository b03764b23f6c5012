import { matchFiles } from "@ts-morph/common";
import { ts } from "../../syntax/typescript.ts";

/** What projects need to know of the files, whether they lie on a disk or in memory. Paths are absolute, with `/`. */
export interface ProjectHost {
  readonly caseSensitive: boolean;
  /** The current text, unsaved buffers included, without byte order mark; `undefined` when there is none. */
  read(file: string): string | undefined;
  fileExists(file: string): boolean;
  directoryExists(folder: string): boolean;
  /** Names of the folders directly below `folder`. */
  folders(folder: string): readonly string[];
  /** Absolute paths of the files below `folder` that the globs of a `tsconfig.json` choose. */
  list(
    folder: string,
    extensions: readonly string[],
    exclude: readonly string[],
    include: readonly string[],
    depth?: number,
  ): readonly string[];
  realpath(path: string): string;
}

/** Files on the disk; `read` lays unsaved buffers over them. */
export function diskHost(read: (file: string) => string | undefined): ProjectHost {
  return {
    caseSensitive: ts.sys.useCaseSensitiveFileNames,
    read: (file) => {
      const text = read(file);
      return text === undefined ? undefined : withoutMark(text);
    },
    fileExists: (file) => ts.sys.fileExists(file),
    directoryExists: (folder) => ts.sys.directoryExists(folder),
    folders: (folder) => ts.sys.getDirectories(folder),
    list: (folder, extensions, exclude, include, depth) =>
      ts.sys.readDirectory(folder, extensions, exclude, include, depth),
    realpath: (path) => ts.sys.realpath?.(path) ?? path,
  };
}

/** Files in memory. The map may change between two calls, followed by `invalidate`. */
export function memoryHost(files: ReadonlyMap<string, string>): ProjectHost {
  const entries = (folder: string): { files: string[]; directories: string[] } => {
    const prefix = folder.endsWith("/") ? folder : folder + "/";
    const found = { files: new Set<string>(), directories: new Set<string>() };
    for (const file of files.keys()) {
      if (!file.startsWith(prefix)) continue;
      const rest = file.slice(prefix.length);
      const slash = rest.indexOf("/");
      if (slash < 0) found.files.add(rest);
      else found.directories.add(rest.slice(0, slash));
    }
    return { files: [...found.files].sort(), directories: [...found.directories].sort() };
  };
  const directoryExists = (folder: string): boolean => {
    const prefix = folder.endsWith("/") ? folder : folder + "/";
    for (const file of files.keys()) if (file.startsWith(prefix)) return true;
    return false;
  };
  return {
    caseSensitive: true,
    read: (file) => {
      const text = files.get(file);
      return text === undefined ? undefined : withoutMark(text);
    },
    fileExists: (file) => files.has(file),
    directoryExists,
    folders: (folder) => entries(folder).directories,
    list: (folder, extensions, exclude, include, depth) =>
      matchFiles(folder, extensions, exclude, include, true, "/", depth, entries, (path) => path, directoryExists),
    realpath: (path) => path,
  };
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
