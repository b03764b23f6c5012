/**
 * `npm run build`: bundles the extension and the server. `--production` minifies and leaves source
 * maps out.
 *
 * The server is three files. The compiler is 7 MB, and even if none of it runs, parsing it costs 120 ms
 * and 50 MB at every start; so it stands beside the server and is read when the first file is. The entry is small: it
 * runs the rest as the engine has made it of the text in an earlier run.
 */
import { createRequire } from "node:module";
import { rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { thirdPartyNotices } from "./notices.mjs";
import { clientBundle, compilerBundle, dist, fail, programBundle, root, serverBundle } from "./project.mjs";
import { installPackages } from "./setup.mjs";

/** The largest minified size of what the editor and the server load, in bytes. */
export const sizeLimits = [
  { name: "client", files: [clientBundle], limit: 500_000 },
  { name: "server", files: [serverBundle, programBundle, compilerBundle], limit: 8_000_000 },
];

const requireFromServer = createRequire(join(root, "server", "package.json"));

/** What stands in the file of its own. */
const compilerPackages = ["@ts-morph/common"];

/** Requires that file so that what the engine makes of it is kept. */
const compiledCode = join(root, "server", "src", "workspace", "cache", "compiledCode.ts");

/**
 * @param {{ production: boolean }} options
 * @throws when a bundle cannot be built; esbuild has said why on standard error
 */
export async function build({ production }) {
  const esbuild = await import("esbuild");
  const shared = {
    bundle: true,
    platform: "node",
    // CommonJS: what is reached through `import()` alone is evaluated on the first call, not at start-up.
    format: "cjs",
    target: "node20",
    // Some packages name CommonJS in "main", which hides their unused parts from esbuild.
    mainFields: ["module", "main"],
    minify: production,
    sourcemap: production ? false : "linked",
    legalComments: production ? "none" : "inline",
    metafile: true,
    absWorkingDir: root,
    logLevel: "warning",
  };
  if (production) {
    for (const file of [clientBundle, serverBundle, programBundle, compilerBundle]) rmSync(`${file}.map`, { force: true });
  }
  const results = await Promise.all([
    esbuild.build({ ...shared, entryPoints: ["client/src/extension.ts"], outfile: clientBundle, external: ["vscode"] }),
    esbuild.build({ ...shared, entryPoints: ["server/src/start.ts"], outfile: serverBundle }),
    esbuild.build({ ...shared, entryPoints: ["server/src/main.ts"], outfile: programBundle, plugins: [compilerApart] }),
    esbuild.build({
      ...shared,
      stdin: {
        contents: compilerPackages.map((name) => `exports["${name}"] = require("${name}");`).join("\n"),
        resolveDir: join(root, "server"),
      },
      outfile: compilerBundle,
      sourcemap: false,
    }),
  ]);
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  writeFileSync(join(dist, "ThirdPartyNotices.txt"), thirdPartyNotices(inputs));
}

/**
 * Makes an import of one of `compilerPackages` an object that requires the file that holds them when
 * something of it is used, not when the importing module is evaluated: a report may need no compiler.
 */
const compilerApart = {
  name: "compiler-apart",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /ts-morph/ }, ({ path }) => (compilerPackages.includes(path) ? { path, namespace: "compiler" } : undefined));
    onLoad({ filter: /.*/, namespace: "compiler" }, ({ path }) => {
      const names = Object.keys(requireFromServer(path));
      return {
        contents: `const { requireCompiled } = require(${JSON.stringify(compiledCode)});
        const file = require("node:path").join(__dirname, ${JSON.stringify(basename(compilerBundle))});
        const requireHere = require("node:module").createRequire(file);
        for (const name of ${JSON.stringify(names)}) {
          Object.defineProperty(exports, name, { enumerable: true, get: () => requireCompiled(file, requireHere)["${path}"][name] });
        }`,
        resolveDir: root,
      };
    });
  },
};

/**
 * @returns {{ name: string, bytes: number, limit: number }[]} what is built, whether minified or not
 */
export function bundleSizes() {
  return sizeLimits.map(({ name, files, limit }) => ({
    name,
    bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
    limit,
  }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  installPackages();
  try {
    await build({ production: process.argv.includes("--production") });
  } catch {
    fail("The bundles could not be built; the errors are above.");
  }
  for (const { name, bytes } of bundleSizes()) process.stderr.write(`${name} ${Math.round(bytes / 1000)} KB\n`);
}
