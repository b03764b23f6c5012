/** Endings of files that are code as a whole. */
export const codeEndings = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"] as const;

/** Endings of files that are not code but may hold some: components, and documents with examples. */
export const containerEndings = ["vue", "svelte", "astro", "md", "mdx", "markdown"] as const;

/** Endings of files that may hold schemas. Configuration is written in the latter, too. */
export const schemaEndings = ["prisma", "json"] as const;

/** Whether a file of this name (path or last part) may hold TypeScript or JavaScript. Letters may be large or small. */
export function mayHoldCode(file: string): boolean {
  return anyEnding.test(file);
}

const anyEnding = new RegExp(`\\.(?:${[...codeEndings, ...containerEndings].join("|")})$`, "i");

/** The ending of a file that is code as a whole, with its dot. */
export const codeEnding = /\.[cm]?[jt]sx?$/;

/** The path, or its last part, without the ending of a file that is code as a whole, or of a declaration file. */
export function withoutCodeEnding(path: string): string {
  return path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
}
