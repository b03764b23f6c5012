/** Where things are, and how a script ends with a sentence. No npm package is needed here. */
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
export const dist = join(root, "dist");
export const clientBundle = join(dist, "client.cjs");
/** The entry of the server and the command line, which runs the next one. */
export const serverBundle = join(dist, "server.cjs");
export const programBundle = join(dist, "drydock.cjs");
/** The TypeScript of `ts-morph`: 87 % of the server's code, in a file that is read on first use only. */
export const compilerBundle = join(dist, "ts-morph.cjs");

/** The folder that paths on the command line are relative to: where the user called `npm run`. */
export const userFolder = process.env["npm_lifecycle_event"] === undefined ? process.cwd() : (process.env["INIT_CWD"] ?? process.cwd());

/**
 * Ends the process with one sentence on standard error.
 * @param {string} sentence
 * @param {number} code 2 for wrong usage, 1 for anything else
 * @returns {never}
 */
export function fail(sentence, code = 1) {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}
