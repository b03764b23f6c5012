import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type ts from "typescript";
import { benchFolder, preparePackages, sourceFolder } from "../packages.ts";
import { Random } from "./random.ts";
import { tokensOf } from "./tokens.ts";
import type { Token } from "./tokens.ts";
import { parseText } from "./tree.ts";

/** Everything that this benchmark keeps on the disk. */
export const recallFolder = join(benchFolder, "recall");

/** More packages whose npm archives hold their sources: one close to an application, with JSX, and two that wait for promises a lot. */
const morePackages = [
  { folder: "react-admin", name: "ra-ui-materialui", version: "5.15.4" },
  { folder: "trpc", name: "@trpc/server", version: "11.25.2" },
  { folder: "router", name: "@tanstack/router-core", version: "1.171.39" },
] as const;

/** A real file. */
export interface Source {
  /** Relative, with `/`, its first part names the package. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly tokens: readonly Token[];
}

/** So many files of each package, drawn with a fixed seed: enough for every operator and quick to read. */
const filesPerPackage = 130;
const largestFile = 50_000;
const tests = /[._-](test|tests|spec|stories|bench|mock)\.|(^|\/)(tests?|__tests__|fixtures|testing|test-utils|benchmarks?|stories|locales|internal\/schema\/generated)\//i;

/** Reads the files that fragments are taken from and put into, in a fixed order. */
export function readSources(): readonly Source[] {
  preparePackages();
  const installed = installPackages("sources", Object.fromEntries(morePackages.map(({ name, version }) => [name, version])));
  const roots = [
    ...(["zod", "rxjs", "effect", "toolkit"] as const).map((folder) => ({ folder, root: join(sourceFolder(folder), "src") })),
    ...morePackages.map(({ folder, name }) => ({ folder, root: join(installed, "node_modules", name, "src") })),
  ];
  return roots.flatMap(({ folder, root }) => {
    const files = readdirSync(root, { recursive: true, encoding: "utf8" })
      .map((file) => file.replaceAll("\\", "/"))
      .filter((file) => /(?<!\.d)\.tsx?$/.test(file) && !tests.test(file))
      .sort();
    const read: Source[] = [];
    for (const file of new Random(folder).shuffled(files)) {
      if (read.length === filesPerPackage) break;
      const text = readFileSync(join(root, file), "utf8").replaceAll("\r\n", "\n");
      if (text.length > largestFile || text.length < 400) continue;
      const tree = parseText(file, text);
      read.push({ path: `${folder}/${file}`, text, tree, tokens: tokensOf(tree) });
    }
    return read;
  });
}

/**
 * Installs packages into a folder of their own below the benchmark's, unless that was done before.
 *
 * @throws where npm cannot get one of them
 */
export function installPackages(name: string, dependencies: Readonly<Record<string, string>>): string {
  const folder = join(recallFolder, name);
  const manifest = join(folder, "package.json");
  const wanted = JSON.stringify({ private: true, dependencies });
  if (existsSync(manifest) && readFileSync(manifest, "utf8") === wanted) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(manifest, wanted);
  try {
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--legacy-peer-deps", "--ignore-scripts", "--silent"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  } catch (error) {
    // The next run is to begin anew.
    rmSync(manifest, { force: true });
    throw error;
  }
  return folder;
}
