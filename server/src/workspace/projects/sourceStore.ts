import { ts } from "../../syntax/typescript.ts";

interface StoredFile {
  /** What the file was parsed for, apart from the options of the project. */
  readonly key: string;
  readonly source: ts.SourceFile;
}

/**
 * Parsed files, which projects that parse and bind alike have in common, as the compiler's language service does it: packages
 * of one workspace mostly have the same options, and hold each other's sources.
 */
export class SourceStore {
  readonly #registry = ts.createDocumentRegistry();
  readonly #files = new Map<string, Map<string, StoredFile>>();

  /** The files that projects with these options share. */
  of(options: ts.CompilerOptions): Map<string, StoredFile> {
    const key = this.#registry.getKeyForCompilationSettings(options);
    const files = this.#files.get(key) ?? new Map<string, StoredFile>();
    this.#files.set(key, files);
    return files;
  }

  /** The file is to be read again. */
  forget(file: string): void {
    for (const files of this.#files.values()) files.delete(file);
  }

  /** Lets go of what none of the programs holds. */
  keepOnly(programs: readonly ts.Program[]): void {
    const held = new Set(programs.flatMap((program) => program.getSourceFiles()));
    for (const files of this.#files.values()) for (const [file, { source }] of files) if (!held.has(source)) files.delete(file);
  }
}
