import { mayHoldCode } from "../syntax/endings.ts";
import { isSchemaName } from "./schemaNames.ts";

/** What is source and what is not, by name alone. Names are the last part of a path. */

const declaration = /\.d(?:\.[^./]+)?\.[mc]?ts$/i;
const packed = /[.-](?:min|bundle|chunk)\.[mc]?js$/i;
/** What a project said of its versions stays as it was, and is often said again in every package. */
const history = /^(?:change[-_]?logs?(?:[-_.].*)?|(?:changes|history|releases?|release[-_]?notes)(?:[-_.]?v?\d[\w.-]*)?)\.(?:md|mdx|markdown)$/i;
const installer = /^\.pnp\.(?:c|loader\.m)js$/;

/**
 * Whether a file of this name is read: it is, or may hold, TypeScript or JavaScript that someone writes by hand, or a schema. Other
 * JSON is read where its text says that it is one, see `saysSchema`.
 */
export function isSourceName(name: string): boolean {
  return isSchemaName(name) || (mayHoldCode(name) && ![declaration, packed, installer, history].some((pattern) => pattern.test(name)));
}

const neverEntered = new Set([
  "node_modules",
  "bower_components",
  "jspm_packages",
  ".git",
  ".hg",
  ".svn",
  ".jj",
  ".yarn",
  ".pnpm-store",
  ".vscode-test",
  ".next",
  ".nuxt",
  ".svelte-kit",
  ".turbo",
  ".parcel-cache",
]);

/** Whether a folder of this name is left out without a word: version control and what package managers and frameworks keep. */
export function isNeverEntered(name: string): boolean {
  return neverEntered.has(name);
}

const thirdParty = new Set(["vendor", "vendors", "third_party", "third-party", "thirdparty"]);
const output = new Set(["dist", "build", "out", "coverage", "storybook-static"]);
const traceOfOutput = /\.(?:d\.[mc]?ts|[mc]?js\.map|min\.[mc]?js|tsbuildinfo)$|^lcov\.info$|^lcov-report$/i;

/**
 * Why a folder of this name, with these entries, is left out: as a sentence part for the list of what was
 * skipped. `undefined` where it is read. A folder `dist`, `build`, `out` or `coverage` is output only if
 * a compiler, bundler or coverage tool left its traces in it: many projects keep sources in `build`.
 */
export function folderSkipReason(name: string, entries: readonly string[]): string | undefined {
  if (thirdParty.has(name.toLowerCase())) return "third-party code";
  if (!output.has(name.toLowerCase())) return undefined;
  const trace = entries.find((entry) => traceOfOutput.test(entry));
  return trace === undefined ? undefined : `generated output (it holds ${trace})`;
}
