import { ts } from "../../syntax/typescript.ts";
import { memoryHost, type ProjectHost } from "./host.ts";

/** A `tsconfig.json` or `jsconfig.json` as the compiler reads it. */
export interface ProjectConfig {
  readonly file: string;
  readonly options: ts.CompilerOptions;
  /** Absolute paths of the files that it names or that its globs choose. */
  readonly fileNames: readonly string[];
  readonly references: readonly ts.ProjectReference[];
  /** Sentences about what could not be read. A project with problems is not edited. */
  readonly problems: readonly string[];
}

/** Errors of a readable configuration that say nothing about its files: no input, or options that this compiler does not know. */
const harmless: ReadonlySet<number> = new Set([18002, 18003, 5023, 5025, 6046]);

/** Reads a configuration with all that it extends. It is data: no code runs. */
export function readConfig(file: string, host: ProjectHost): ProjectConfig {
  const read = ts.readConfigFile(file, (path) => host.read(path));
  const parsed = ts.parseJsonConfigFileContent(
    read.config ?? {},
    {
      useCaseSensitiveFileNames: host.caseSensitive,
      fileExists: (path) => host.fileExists(path),
      readFile: (path) => host.read(path),
      readDirectory: (folder, extensions, exclude, include, depth) =>
        host.list(folder, extensions, exclude ?? [], include, depth),
    },
    folderOf(file),
    undefined,
    file,
  );
  const errors = [...(read.error ? [read.error] : []), ...parsed.errors];
  return {
    file,
    options: { ...parsed.options, configFilePath: file },
    fileNames: parsed.fileNames,
    references: parsed.projectReferences ?? [],
    problems: errors.filter((error) => !harmless.has(error.code)).map((error) => `${file}: ${flat(error)}`),
  };
}

/** Whether a configuration would choose a file that is not there yet. */
export function choosesNew(config: string, file: string, host: ProjectHost): boolean {
  const made = memoryHost(new Map([[file, ""]]));
  return readConfig(config, { ...host, list: (...asked) => made.list(...asked) }).fileNames.includes(file);
}

/** The whole text of a diagnostic, with what explains it. */
export function flat(diagnostic: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
}

/** The folder of an absolute path, without `/` at its end unless it is the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

/** `folder` and every folder above it, nearest first. */
export function upwards(folder: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; folderOf(at) !== at && at.includes("/"); ) {
    at = folderOf(at);
    folders.push(at);
  }
  return folders;
}

/** `name` in `folder`. */
export function inFolder(folder: string, name: string): string {
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}
