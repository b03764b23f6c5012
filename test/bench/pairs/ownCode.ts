import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createMemoryProjects } from "../../../server/src/workspace/projects/projectAccess.ts";
import { resolveIn } from "./resolve.ts";
import type { RealCode } from "./runPairs.ts";

const folders = ["clones", "models", "report", "settings", "syntax"];
const root = resolve(import.meta.dirname, "../../../server/src");
const config = { compilerOptions: { strict: true, target: "es2023", lib: ["es2023"], module: "esnext", moduleResolution: "bundler", allowImportingTsExtensions: true, noEmit: true } };

/** Drydock's own sources, in memory, as code that functions are taken from. */
export function ownCode(): RealCode {
  const files = new Map(
    folders
      .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file.replaceAll("\\", "/")}`))
      .filter((file) => file.endsWith(".ts"))
      .map((file) => [`/drydock/${file}`, readFileSync(join(root, file), "utf8")]),
  );
  // The compiler stands behind one module, and is more than what is tried here.
  const own = [...files].filter(([, text]) => !/typescript\.ts"|from "node:|ts-morph|\.json"/.test(text));
  const overlay = new Map([...own, ["/drydock/tsconfig.json", JSON.stringify(config)] as const]);
  const originals = new Map(overlay);
  return {
    name: "drydock",
    files: own.filter(([, text]) => text.length < 10_000).map(([file]) => file).sort(),
    projects: createMemoryProjects(overlay),
    lay: (file, text) => void overlay.set(file, text ?? originals.get(file) ?? ""),
    read: (file) => originals.get(file),
    resolve: (from, specifier) => resolveIn(from, specifier, (file) => originals.has(file)),
    entry: "/drydock/clones/growGroups.ts",
    base: import.meta.filename,
  };
}
