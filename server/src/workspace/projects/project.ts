import { ts } from "../../syntax/typescript.ts";
import { choosesNew, folderOf } from "./config.ts";
import type { ProjectHost } from "./host.ts";
import { libFolder, libText } from "./libFiles.ts";
import type { SourceStore } from "./sourceStore.ts";

/** What a program is made from. */
export interface ProjectRoots {
  readonly rootNames: readonly string[];
  readonly options: ts.CompilerOptions;
  readonly references: readonly ts.ProjectReference[];
}

/**
 * Programs can write declaration files whatever the project says, since what a file declares tells
 * whether an edit of it can be seen from outside. Errors of types are the same with and without.
 */
const forDeclarations: ts.CompilerOptions = {
  declaration: true,
  emitDeclarationOnly: true,
  noEmit: false,
  noEmitOnError: false,
  stripInternal: false,
  removeComments: true,
};

/** TypeScript's own declarations are parsed once for all projects that read them the same way. */
const libSources = new Map<string, ts.SourceFile>();

/** One set of options with its files, and a program that is kept warm and renewed from the last one. */
export class Project {
  readonly roots: ProjectRoots;
  readonly #host: ProjectHost;
  readonly #store: SourceStore;
  readonly #sources: ReturnType<SourceStore["of"]>;
  #program: ts.Program | undefined;
  #dirty = false;
  /** Whether the configuration would choose files that are not there yet; asked anew for each project that takes its place. */
  readonly #chosen = new Map<string, boolean>();

  constructor(roots: ProjectRoots, host: ProjectHost, store: SourceStore) {
    this.roots = roots;
    this.#host = host;
    this.#store = store;
    this.#sources = store.of({ ...roots.options, ...forDeclarations });
  }

  /** This project when its roots are `roots`, else one in its place that keeps what was parsed. */
  with(roots: ProjectRoots): Project {
    if (roots.options === this.roots.options && sameNames(roots.rootNames, this.roots.rootNames)) return this;
    return new Project(roots, this.#host, this.#store);
  }

  /** Whether the project names the file, or its program has read it. */
  has(file: string): boolean {
    return this.#program?.getSourceFile(file) !== undefined || this.roots.rootNames.includes(file);
  }

  /** The file, which the store has forgotten, is read again when the program is asked for next. */
  touch(file: string): void {
    if (this.has(file)) this.#dirty = true;
  }

  /** Resolves imports anew when the program is asked for next, since files came or went. */
  forgetStructure(): void {
    this.#program = undefined;
  }

  /** The program as it was when it was asked for last. */
  get last(): ts.Program | undefined {
    return this.#program;
  }

  program(): ts.Program {
    if (this.#program === undefined || this.#dirty) {
      this.#program = this.#create(this.roots.rootNames, undefined, this.#program);
      this.#dirty = false;
    }
    return this.#program;
  }

  /** The program with more files, as if one of its own imported them. */
  including(files: readonly string[]): ts.Program {
    return this.#create([...this.roots.rootNames, ...files], undefined, this.program());
  }

  /** One of the programs of this project as it would be with `texts` in place of what the files say. Files of other projects stay there. */
  overlaid(texts: ReadonlyMap<string, string>, base: ts.Program): ts.Program {
    const created = [...texts.keys()].filter((file) => base.getSourceFile(file) === undefined && !this.#host.fileExists(file) && this.#takes(file));
    return this.#create([...base.getRootFileNames(), ...created], texts, base);
  }

  /** Whether a new file belongs to the project without being imported; only one that others refer to must name all its files. */
  #takes(file: string): boolean {
    const { composite, configFilePath } = this.roots.options;
    if (composite !== true || typeof configFilePath !== "string") return true;
    let chosen = this.#chosen.get(file);
    if (chosen === undefined) this.#chosen.set(file, (chosen = choosesNew(configFilePath, file, this.#host)));
    return chosen;
  }

  #create(
    rootNames: readonly string[],
    texts: ReadonlyMap<string, string> | undefined,
    oldProgram: ts.Program | undefined,
  ): ts.Program {
    return ts.createProgram({
      rootNames,
      options: { ...this.roots.options, ...forDeclarations },
      projectReferences: this.roots.references,
      host: this.#compilerHost(texts),
      ...(oldProgram ? { oldProgram } : {}),
    });
  }

  #compilerHost(texts: ReadonlyMap<string, string> | undefined): ts.CompilerHost {
    const host = this.#host;
    const read = (file: string): string | undefined => texts?.get(file) ?? libText(file) ?? host.read(file);
    const fileExists = (file: string): boolean =>
      texts?.has(file) || libText(file) !== undefined || host.fileExists(file);
    const folders = new Set([...(texts?.keys() ?? [])].map(folderOf));
    const parse = (file: string, options: ts.CreateSourceFileOptions): ts.SourceFile | undefined => {
      const text = read(file);
      return text === undefined ? undefined : ts.createSourceFile(file, text, options, true);
    };
    const compilerHost = {
      getSourceFile: (file: string, languageVersion: ts.ScriptTarget | ts.CreateSourceFileOptions) => {
        const options: ts.CreateSourceFileOptions =
          typeof languageVersion === "object" ? languageVersion : { languageVersion };
        const key = `${options.languageVersion} ${options.impliedNodeFormat} ${options.jsDocParsingMode}`;
        if (file.startsWith(libFolder + "/")) {
          const known = libSources.get(key + file) ?? parse(file, options);
          if (known) libSources.set(key + file, known);
          return known;
        }
        if (texts?.has(file)) return parse(file, options);
        const cached = this.#sources.get(file);
        if (cached?.key === key) return cached.source;
        const source = parse(file, options);
        if (source) this.#sources.set(file, { key, source });
        return source;
      },
      readFile: read,
      fileExists,
      directoryExists: (folder: string) =>
        folders.has(folder) || folder === libFolder || host.directoryExists(folder),
      getDirectories: (folder: string) => [...host.folders(folder)],
      realpath: (path: string) => (texts?.has(path) ? path : host.realpath(path)),
      readDirectory: (
        folder: string,
        extensions: readonly string[],
        exclude: readonly string[] | undefined,
        include: readonly string[],
        depth?: number,
      ) => [
        ...host.list(folder, extensions, exclude ?? [], include, depth),
      ],
      getDefaultLibFileName: (options: ts.CompilerOptions) => `${libFolder}/${ts.getDefaultLibFileName(options)}`,
      getDefaultLibLocation: () => libFolder,
      getCurrentDirectory: () => "/",
      getCanonicalFileName: (file: string) => (host.caseSensitive ? file : file.toLowerCase()),
      useCaseSensitiveFileNames: () => host.caseSensitive,
      getNewLine: () => "\n",
      writeFile: () => {},
      /** Sources stand in for the declaration files of referenced projects, which need not be built. The compiler asks for it; its types do not say so. */
      useSourceOfProjectReferenceRedirect: () => true,
    };
    return compilerHost;
  }
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index]);
}
