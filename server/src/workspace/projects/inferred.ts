import { ts } from "../../syntax/typescript.ts";
import { folderOf, inFolder, upwards } from "./config.ts";
import type { ProjectHost } from "./host.ts";
import type { ProjectRoots } from "./project.ts";

/** More files than this are not read for the sake of one; then importers beyond them are not seen. */
const mostFiles = 5000;

const typescriptFiles = [".ts", ".tsx", ".mts", ".cts"];
const javascriptFiles = [".js", ".jsx", ".mjs", ".cjs"];

/**
 * The project of a file that no configuration owns: the sources of its package (the nearest folder
 * with a `package.json`, else its own folder), with the settings that an editor takes then. The
 * bundler's way to resolve finds what `nodenext` finds, and specifiers without extension as well.
 */
export function inferredProject(
  file: string,
  host: ProjectHost,
): { readonly key: string; readonly roots: ProjectRoots } {
  const own = folderOf(file);
  const folder = upwards(own).find((at) => host.fileExists(inFolder(at, "package.json"))) ?? own;
  const script = javascriptFiles.some((extension) => file.endsWith(extension));
  const extensions = script ? [...typescriptFiles, ...javascriptFiles] : typescriptFiles;
  const listed = host
    .list(folder, extensions, ["**/node_modules", "**/.*", "**/*.min.js", ...(script ? ["dist", "build", "coverage"] : [])], ["**/*"])
    .filter((path) => !/\.d\.[cm]?ts$/.test(path));
  const reached = listed.length <= mostFiles && listed.includes(file);
  return {
    key: reached ? `${folder}?${script}` : `${file}?`,
    roots: { rootNames: reached ? listed : [file], options: inferredOptions, references: [] },
  };
}

const inferredOptions: ts.CompilerOptions = {
  allowJs: true,
  allowImportingTsExtensions: true,
  esModuleInterop: true,
  jsx: ts.JsxEmit.Preserve,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noEmit: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ESNext,
};
