import { posix } from "node:path";

/** The file that an import of a relative or absolute path means. */
export function resolveIn(from: string, specifier: string, exists: (file: string) => boolean): string | undefined {
  if (!/^[./]/.test(specifier)) return undefined;
  const path = posix.resolve(posix.dirname(from), specifier);
  const source = path.replace(/\.([cm]?)js(x?)$/, ".$1ts$2");
  return [source, ...[".ts", ".tsx", "/index.ts"].map((end) => path + end), path.replace(/\.jsx?$/, ".tsx"), path].find((one) => /\.\w+$/.test(one) && exists(one));
}
