/** `npm run package`: minified bundles in `dist/drydock-<version>.vsix`. */
import { readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { dist, fail, root } from "./project.mjs";
import { installPackages } from "./setup.mjs";

/**
 * @returns {Promise<string>} the absolute path of the VSIX
 */
export async function createPackage() {
  const { build } = await import("./build.mjs");
  await build({ production: true });
  const { createVSIX } = await import("@vscode/vsce");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const packagePath = join(dist, `drydock-${version}.vsix`);
  rmSync(packagePath, { force: true });
  // The bundles hold every dependency, so no node_modules are collected.
  await createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  installPackages();
  try {
    console.log(relative(process.cwd(), await createPackage()));
  } catch (problem) {
    fail(`The package could not be built: ${problem instanceof Error ? problem.message : problem}`);
  }
}
