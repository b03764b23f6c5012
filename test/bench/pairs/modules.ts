import { createRequire } from "node:module";
import vm from "node:vm";
import { ts } from "../../../server/src/syntax/typescript.ts";

type Exports = Record<string, unknown>;
type Loader = (exports: Exports, module: { exports: Exports }, require: (specifier: string) => unknown, hooks: unknown) => void;

/** Where the modules of a package come from. */
export interface ModuleSource {
  /** The text of a file; `undefined` where there is none. */
  read(file: string): string | undefined;
  /** The file that an import means, where it is one of the package's own. */
  resolve(from: string, specifier: string): string | undefined;
  /** The module that loads all others, in an order in which they can be loaded. */
  readonly entry: string;
  /** A file from which imports of other packages are resolved. */
  readonly base: string;
}

/**
 * Runs modules of a package, each once. What is compiled is kept for the next run, what is run is not, so that
 * two runs share no state.
 */
export class Modules {
  readonly #source: ModuleSource;
  readonly #require: NodeJS.Require;
  readonly #compiled = new Map<string, { readonly text: string; readonly loader: Loader }>();

  constructor(source: ModuleSource) {
    this.#source = source;
    this.#require = createRequire(source.base);
  }

  /** The names that `file` declares at its top level, whether it exports them or not. `hooks` are global variables of it. */
  run(file: string, text: string, names: readonly string[], hooks: Readonly<Record<string, unknown>>): Exports {
    const loaded = new Map<string, { exports: Exports }>();
    const load = (path: string, given: string): Exports => {
      const known = loaded.get(path);
      if (known) return known.exports;
      const module: { exports: Exports } = { exports: {} };
      loaded.set(path, module);
      const isMain = path === file;
      const loader = isMain ? compile(path, given, `\nconst { ${Object.keys(hooks).join(", ")} } = hooks_;\n`, names) : this.#loaderOf(path, given);
      loader(module.exports, module, (specifier) => {
        const target = this.#source.resolve(path, specifier);
        const own = target === undefined ? undefined : target === file ? text : this.#source.read(target);
        if (target === undefined || own === undefined) return this.#require(specifier);
        return target.endsWith(".json") ? JSON.parse(own) : load(target, own);
      }, hooks);
      return module.exports;
    };
    const { entry } = this.#source;
    load(entry, entry === file ? text : (this.#source.read(entry) ?? ""));
    return load(file, text);
  }

  #loaderOf(path: string, text: string): Loader {
    const known = this.#compiled.get(path);
    if (known?.text === text) return known.loader;
    const loader = compile(path, text, "", []);
    this.#compiled.set(path, { text, loader });
    return loader;
  }
}

function compile(file: string, text: string, head: string, names: readonly string[]): Loader {
  const { outputText } = ts.transpileModule(text, {
    fileName: file,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, jsx: ts.JsxEmit.React, esModuleInterop: true, useDefineForClassFields: true },
  });
  const tail = names.map((name) => `exports.${name} = ${name};`).join("\n");
  const loader: unknown = vm.runInThisContext(`(function (exports, module, require, hooks_) {${head}${outputText}\n${tail}\n})`, { filename: file });
  if (!isLoader(loader)) throw new Error("A module is wrapped in a function.");
  return loader;
}

function isLoader(value: unknown): value is Loader {
  return typeof value === "function";
}
