import vm from "node:vm";
import { element, fragment, reactModule, rendered } from "./smallReact.ts";
import { ts } from "../../../server/src/syntax/typescript.ts";

/** What a script did: its logs, in order, and the message of what it threw. */
export interface Behaviour {
  readonly logs: readonly string[];
  readonly thrown: string | undefined;
}

/**
 * Runs `script`, an ES module that may import the files by their absolute paths and calls `log(…)`
 * with what is to be compared, `rendered(…)` for markup. Files are TypeScript; each is run once, on its first import.
 */
export async function runModules(files: ReadonlyMap<string, string>, script: string): Promise<Behaviour> {
  const logs: string[] = [];
  const log = (...values: readonly unknown[]): void => void logs.push(values.map(shown).join(" "));
  const context = vm.createContext({ log, jsx: element, Fragment: fragment, rendered, console, setTimeout, setImmediate, queueMicrotask });
  const loaded = new Map<string, { exports: Record<string, unknown> }>();
  const load = (file: string, text: string): Record<string, unknown> => {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    const code = ts.transpileModule(text, {
      fileName: file,
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, jsx: ts.JsxEmit.React, jsxFactory: "jsx", jsxFragmentFactory: "Fragment", esModuleInterop: true },
    }).outputText;
    // The script alone may wait; modules are run at once, as an import does.
    const word = file === "/run.ts" ? "async function" : "function";
    const wrapped: unknown = vm.runInContext(`(${word} (exports, module, require) {${code}\n})`, context, { filename: file });
    if (!isLoader(wrapped)) throw new Error("A module is wrapped in a function.");
    pending = wrapped(module.exports, module, (specifier: string) => {
      if (specifier === "react") return reactModule;
      const target = resolve(file, specifier, files);
      return load(target, files.get(target) ?? "");
    });
    return module.exports;
  };
  let pending: unknown;
  try {
    load("/run.ts", script);
    await pending;
    return { logs, thrown: undefined };
  } catch (error) {
    return { logs, thrown: typeof error === "object" && error !== null && "message" in error ? String(error.message) : shown(error) };
  }
}

type Loader = (exports: unknown, module: unknown, require: (specifier: string) => unknown) => unknown;

function isLoader(value: unknown): value is Loader {
  return typeof value === "function";
}

function shown(value: unknown): string {
  if (typeof value === "function") return `[function ${value.name}]`;
  if (value instanceof Map) return `Map ${JSON.stringify([...value])}`;
  if (value instanceof Set) return `Set ${JSON.stringify([...value])}`;
  return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
}

function resolve(from: string, specifier: string, files: ReadonlyMap<string, string>): string {
  const path = specifier.startsWith("/") ? specifier : new URL(specifier, `file://${from}`).pathname;
  const bare = path.replace(/\.([cm]?)js(x?)$/, ".$1ts$2");
  const found = [path, bare, ...[".ts", ".tsx", ".mts", ".js", "/index.ts"].map((end) => path + end), path.replace(/\.js$/, ".tsx")].find((one) => files.has(one));
  if (found === undefined) throw new Error(`Nothing to import at ${specifier}.`);
  return found;
}
