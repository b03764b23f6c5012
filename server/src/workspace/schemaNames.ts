import { closeSync, openSync, readSync } from "node:fs";

/** So many bytes of a JSON file hold what it is a schema of, where it says so: `$schema` is written first. */
const head = 1_024;

/** JSON that is never a schema, and whose names are known. */
const otherJson = /^(?:package(?:-lock)?|tsconfig[\w.-]*|jsconfig[\w.-]*|composer|lerna|nx|turbo|angular|vercel|\.eslintrc|\.prettierrc|.*\.config|.*\.d)\.json$/i;

/** Whether a file of this name (the last part of a path) is a schema by its name alone. */
export function isSchemaName(name: string): boolean {
  return /\.(?:prisma|schema\.json)$/i.test(name);
}

/** Whether a file of this name may be a schema by what it says of itself: see `saysSchema`. */
export function mayBeSchema(name: string): boolean {
  return /\.json$/i.test(name) && !otherJson.test(name);
}

/** Whether the JSON file `file` (absolute) says that it is a JSON Schema. One that cannot be read says nothing. */
export function saysSchema(file: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(file, "r");
  } catch {
    // What is there and cannot be read is no source that anyone misses.
    return false;
  }
  try {
    const bytes = Buffer.alloc(head);
    const length = readSync(descriptor, bytes, 0, head, 0);
    return /"\$schema"\s*:\s*"https?:\/\/json-schema\.org\//.test(bytes.toString("utf8", 0, length));
  } catch {
    return false;
  } finally {
    closeSync(descriptor);
  }
}
