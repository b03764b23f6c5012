import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Real packages whose npm archives hold their TypeScript sources, in exact versions. */
export const packages = [
  { folder: "zod", name: "zod", version: "4.6.7" },
  { folder: "rxjs", name: "rxjs", version: "7.8.2" },
  { folder: "effect", name: "effect", version: "4.1.0" },
  { folder: "toolkit", name: "@reduxjs/toolkit", version: "2.14.0" },
] as const;

export type PackageFolder = (typeof packages)[number]["folder"];

/** What the sources import, so that a type check means something. */
const imported = {
  "@types/node": "20.19.43",
  "@types/react": "19.3.0",
  react: "19.3.1",
  "react-redux": "9.3.1",
  vitest: "5.1.1",
};

export const benchFolder = resolve(import.meta.dirname, "../../.cache/bench");

/** Sources stand outside of `node_modules`, each package with a `tsconfig.json` of its own. */
export function sourceFolder(folder: PackageFolder): string {
  return join(benchFolder, folder);
}

/** Installs the packages below `.cache/bench` and lays their sources out; quick when that was done before. */
export function preparePackages(): void {
  const wanted = JSON.stringify({
    private: true,
    dependencies: { ...Object.fromEntries(packages.map(({ name, version }) => [name, version])), ...imported },
  });
  const manifest = join(benchFolder, "package.json");
  if (existsSync(manifest) && readFileSync(manifest, "utf8") === wanted) return;
  mkdirSync(benchFolder, { recursive: true });
  writeFileSync(manifest, wanted);
  try {
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps"], {
      cwd: benchFolder,
      stdio: ["ignore", "ignore", "inherit"],
    });
    for (const { folder, name } of packages) layOut(folder, join(benchFolder, "node_modules", name));
  } catch (error) {
    // The next run is to begin anew.
    rmSync(manifest, { force: true });
    throw error;
  }
}

function layOut(folder: PackageFolder, installed: string): void {
  const target = sourceFolder(folder);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  cpSync(join(installed, "src"), join(target, "src"), { recursive: true });
  cpSync(join(installed, "package.json"), join(target, "package.json"));
  writeFileSync(join(target, "tsconfig.json"), tsconfigOf(folder));
}

/** Close to what each project builds with. */
function tsconfigOf(folder: PackageFolder): string {
  const strict = { strict: true, noEmit: true, skipLibCheck: true, target: "es2022", types: ["node"] };
  const bundler = { module: "esnext", moduleResolution: "bundler" };
  const own = {
    zod: { module: "nodenext", moduleResolution: "nodenext", lib: ["es2022", "dom"], customConditions: ["@zod/source"] },
    rxjs: { ...bundler, lib: ["es2022", "dom"], strictPropertyInitialization: false },
    effect: { ...bundler, allowImportingTsExtensions: true, lib: ["es2023", "dom", "dom.iterable"], exactOptionalPropertyTypes: true },
    toolkit: { ...bundler, jsx: "react", lib: ["es2022", "dom", "dom.iterable"], customConditions: [] },
  }[folder];
  return JSON.stringify({ compilerOptions: { ...strict, ...own }, include: ["src"] }, undefined, 2);
}
