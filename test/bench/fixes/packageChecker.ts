import { join } from "node:path";
import ts from "typescript";
import type { FileEdit } from "../../../server/src/refactorings/refactoring.ts";
import { applyTextEdits } from "../../../server/src/refactorings/textEdits.ts";

/** Errors by what they say, with how often. */
export type Errors = ReadonlyMap<string, number>;

/**
 * Type checks a package, whole, with the TypeScript of the development dependencies, which is not the
 * one that Drydock bundles. Files that an edit leaves alone are parsed once.
 */
export class PackageChecker {
  readonly #options: ts.CompilerOptions;
  readonly #rootNames: readonly string[];
  readonly #parsed = new Map<string, ts.SourceFile>();
  #program: ts.Program | undefined;
  readonly before: Errors;

  /** @param config the name of the configuration in `root` that holds for all of it */
  constructor(root: string, name = "tsconfig.json") {
    const config = ts.readConfigFile(join(root, name), (file) => ts.sys.readFile(file));
    const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
    this.#options = options;
    this.#rootNames = fileNames;
    this.before = this.#errorsWith(new Map(), root);
  }

  /** Errors that the package has with the edits and has not, or fewer times, without. */
  newErrors(edits: readonly FileEdit[], root: string): readonly string[] {
    const texts = new Map(edits.map((edit) => [edit.file, textAfter(edit)]));
    return moreThan(this.before, this.#errorsWith(texts, root));
  }

  #errorsWith(texts: ReadonlyMap<string, string>, root: string): Errors {
    const host = ts.createCompilerHost(this.#options);
    const read = host.getSourceFile.bind(host);
    const exists = host.fileExists.bind(host);
    host.fileExists = (file) => texts.has(file) || exists(file);
    host.getSourceFile = (file, options) => {
      const text = texts.get(file);
      if (text !== undefined) return ts.createSourceFile(file, text, options, true);
      const known = this.#parsed.get(file) ?? read(file, options);
      if (known !== undefined) this.#parsed.set(file, known);
      return known;
    };
    const created = [...texts.keys()].filter((file) => !exists(file));
    this.#program = ts.createProgram([...this.#rootNames, ...created], this.#options, host, this.#program);
    return counted(this.#program, root);
  }
}

/** The errors of a package as it lies on the disk; `root` is left out of what they say. */
export function errorsOf(root: string, config?: string): Errors {
  return new PackageChecker(root, config).before;
}

export function moreThan(before: Errors, after: Errors): readonly string[] {
  return [...after].filter(([error, count]) => count > (before.get(error) ?? 0)).map(([error]) => error);
}

function counted(program: ts.Program, root: string): Errors {
  const counts = new Map<string, number>();
  for (const { file, code, messageText } of ts.getPreEmitDiagnostics(program)) {
    const error = `${file?.fileName ?? ""} TS${code}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`.replaceAll(root, "");
    counts.set(error, (counts.get(error) ?? 0) + 1);
  }
  return counts;
}

export function textAfter(edit: FileEdit): string {
  return edit.kind === "create" ? edit.text : applyTextEdits(ts.sys.readFile(edit.file) ?? "", edit.edits);
}
