import { foldersAbove, normalised } from "../syntax/paths.ts";

/** Endings of files that a specifier leads to without naming them, in the order in which the compiler tries them. */
const endings = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", "/index.ts", "/index.tsx", "/index.js"];

/** What a specifier that names a compiled file stands for. */
const sources: Readonly<Record<string, readonly string[]>> = { ".js": [".ts", ".tsx", ".js", ".jsx"], ".jsx": [".tsx", ".jsx"], ".mjs": [".mts", ".mjs"], ".cjs": [".cts", ".cjs"] };

/**
 * The files that a specifier may mean, the likeliest first; no file is looked at. `@/` and `~/` are read as they are customary: for the
 * folder `src` of the program, or the folder of the program itself.
 *
 * @param file the one that it stands in, absolute with `/`
 */
export function filesMeant(file: string, specifier: string): readonly string[] {
  const folders = foldersAbove(file);
  if (specifier.startsWith(".")) return withEndings(normalised(`${folders[0] ?? ""}/${specifier}`));
  const rest = specifier.slice(2);
  return folders.flatMap((folder) => [...withEndings(`${folder}/src/${rest}`), ...withEndings(`${folder}/${rest}`)]);
}

function withEndings(path: string): readonly string[] {
  const ending = /\.[mc]?[jt]sx?$/.exec(path)?.[0];
  if (ending === undefined) return endings.map((one) => path + one);
  const bare = path.slice(0, -ending.length);
  return (sources[ending] ?? [ending]).map((one) => bare + one);
}
