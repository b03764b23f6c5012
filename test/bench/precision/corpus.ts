import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { benchFolder } from "../packages.ts";
import { installPackages } from "../recall/sources.ts";

/** Packages and applications of different style whose npm archives hold their TypeScript sources. */
export const corpus = [
  { folder: "zod", name: "zod", version: "4.6.7" },
  { folder: "rxjs", name: "rxjs", version: "7.8.2" },
  { folder: "effect", name: "effect", version: "4.1.0" },
  { folder: "toolkit", name: "@reduxjs/toolkit", version: "2.14.0" },
  { folder: "react-admin", name: "ra-ui-materialui", version: "5.15.4" },
  { folder: "tldraw", name: "tldraw", version: "5.4.2" },
  { folder: "theia", name: "@theia/core", version: "1.75.0" },
  { folder: "blueprint", name: "@blueprintjs/core", version: "6.20.0" },
] as const;

export type CorpusFolder = (typeof corpus)[number]["folder"];

/** The folder in which the sources of a package stand, outside of `node_modules`, which is never read. */
export function corpusFolder(folder: CorpusFolder): string {
  return join(benchFolder, "precision", folder);
}

/** Installs the packages and lays their sources out; quick when that was done before. */
export function prepareCorpus(): void {
  const installed = installPackages("precision", Object.fromEntries(corpus.map(({ name, version }) => [name, version])));
  for (const { folder, name } of corpus) {
    const target = corpusFolder(folder);
    const source = join(installed, "node_modules", name);
    const stamp = join(target, "package.json");
    if (existsSync(stamp)) continue;
    rmSync(target, { recursive: true, force: true });
    cpSync(join(source, "src"), join(target, "src"), { recursive: true });
    cpSync(join(source, "package.json"), stamp);
  }
}
