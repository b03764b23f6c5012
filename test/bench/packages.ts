import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Real packages whose npm archives hold their TypeScript sources, in exact versions. */
export const packages = [
  { folder: "zod", name: "zod", version: "4.6.7", sources: "src" },
  { folder: "rxjs", name: "rxjs", version: "7.8.2", sources: "src" },
  { folder: "effect", name: "effect", version: "4.1.0", sources: "src" },
  { folder: "toolkit", name: "@reduxjs/toolkit", version: "2.14.0", sources: "src" },
  { folder: "mobx", name: "mobx", version: "7.1.3", sources: "src" },
  { folder: "ajv", name: "ajv", version: "8.20.0", sources: "lib" },
  { folder: "trpc", name: "@trpc/server", version: "11.25.2", sources: "src" },
] as const;

export type PackageFolder = (typeof packages)[number]["folder"];

/** What the sources and their tests import, so that a type check and a run of them mean something. */
const imported = {
  "@fastify/websocket": "11.3.6",
  "@seriousme/openapi-schema-validator": "2.11.0",
  "@standard-schema/spec": "1.1.0",
  "@types/aws-lambda": "8.10.164",
  "@types/express": "5.0.6",
  "@types/node": "20.19.43",
  "@types/react": "19.3.0",
  "@types/require-from-string": "1.2.3",
  "@types/ws": "8.18.2",
  "@web-std/file": "3.0.3",
  fastify: "5.12.8",
  react: "19.3.1",
  "react-redux": "9.3.1",
  recheck: "4.5.0",
  vitest: "5.1.1",
};

export const benchFolder = resolve(import.meta.dirname, "../../.cache/bench");

/** Sources stand outside of `node_modules`, in `src`, each package with a `tsconfig.json` of its own. */
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
    for (const { folder, name, sources } of packages) layOut(folder, join(benchFolder, "node_modules", name), sources);
  } catch (error) {
    // The next run is to begin anew.
    rmSync(manifest, { force: true });
    throw error;
  }
}

function layOut(folder: PackageFolder, installed: string, sources: string): void {
  const target = sourceFolder(folder);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  cpSync(join(installed, sources), join(target, "src"), { recursive: true });
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
    mobx: { ...bundler, lib: ["es2022", "dom", "esnext.collection"], noImplicitAny: false, noImplicitThis: false },
    ajv: { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0", lib: ["es2022", "dom"], esModuleInterop: false, resolveJsonModule: true, useUnknownInCatchVariables: false },
    trpc: {
      ...bundler,
      lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable", "esnext.disposable"],
      paths: { "@trpc/server": ["./src/index.ts"], "@trpc/server/*": ["./src/*", "./src/*/index.ts", "./src/adapters/*", "./src/vendor/*"] },
    },
  }[folder];
  return JSON.stringify({ compilerOptions: { ...strict, ...own }, include: ["src"] }, undefined, 2);
}
